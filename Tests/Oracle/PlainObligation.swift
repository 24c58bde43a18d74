import CanonicalJSON

/// Section 7: what one act asks for, and what became of it.
struct PlainObligation {
    let opener: PlainEvent
    let owedBy: [String]
    let owedTo: [String]
    var state = "open"
    var due: JSON?
    /// While it is lapsed: the state that it lapsed in.
    var lapsedIn = ""
    /// The acts that have acted on it, whether or not that changed anything.
    var actedOnBy: Set<String> = []

    static let outstanding = ["open", "acknowledged", "partial"]
    static let ended = ["fulfilled", "withdrawn", "lapsed"]

    var isOutstanding: Bool { Self.outstanding.contains(state) }
    var isEnded: Bool { Self.ended.contains(state) }

    /// nil where the act opens none.
    init?(openedBy act: PlainEvent) {
        guard act.isAsserted, act.expectsReply != false else { return nil }
        let isAsked = act.expectsReply == true || act.due != nil
        switch act.row.reply {
        case "opens":
            (owedBy, owedTo) = (act.addressees, act.actors)
        case "opens-if-asked":
            guard isAsked else { return nil }
            (owedBy, owedTo) = (act.addressees, act.actors)
        case "promises":
            guard isAsked else { return nil }
            (owedBy, owedTo) = (act.actors, act.addressees)
        default:
            return nil
        }
        opener = act
        due = act.due
    }

    /// Whether the act acts on it, given that its `inResponseTo` names the opener.
    /// - Parameter parties: of the obligation's dispute.
    func isActedOn(by act: PlainEvent, parties: PlainParties) -> Bool {
        guard act.isAct, act.standing == "asserted" || act.standing == "claimed" else { return false }

        let concerned: [String]
        switch act.row.reply {
        case "acknowledges", "answers", "accepts", "refuses": concerned = owedBy
        case "extends", "reminds", "withdraws": concerned = owedTo
        default: return false
        }
        guard PlainParties.anyoneWillDo(concerned) || parties.anyAkin(act.actors, concerned) else {
            return false
        }

        if act.standing == "claimed" {
            // "A claim without a `reportedBy.party` never acts, whoever is owed."
            guard let reporter = act.reportingParty else { return false }
            return PlainParties.anyoneWillDo(owedTo) || parties.anyAkin([reporter], owedTo)
        }
        return true
    }

    /// The table of effects, for an act that acts on it.
    mutating func act(_ act: PlainEvent) {
        actedOnBy.insert(act.id)
        if isEnded { return }
        var effect = act.row.reply
        if act.row.kind == "acceptance", act.hasCondition { effect = "acknowledges" }
        switch effect {
        case "acknowledges": if state == "open" { state = "acknowledged" }
        case "answers": state = "answered"
        case "accepts": state = "accepted"
        case "refuses": state = "refused"
        case "withdraws": state = "withdrawn"
        case "extends", "reminds": if let date = act.due { due = date }
        default: break
        }
    }

    /// "assesses: on the obligations that its target has acted on before it in order of place, if they are answered,
    /// accepted or partial".
    mutating func assess(_ assessment: PlainEvent) {
        guard let target = assessment.target, actedOnBy.contains(target),
            ["answered", "accepted", "partial"].contains(state)
        else { return }
        switch assessment.detail("satisfies") {
        case "full": state = "fulfilled"
        case "partial": state = "partial"
        case "none": state = "open"
        default: break
        }
    }

    mutating func lapse() {
        guard isOutstanding else { return }
        lapsedIn = state
        state = "lapsed"
    }

    mutating func reopen() {
        if state == "lapsed" { state = lapsedIn }
    }

    /// "Timeliness as of day T, of an outstanding obligation".
    func timeliness(asOf day: Int) -> String? {
        guard isOutstanding else { return nil }
        if let hard = due?.object?["on"]?.string.flatMap(PlainDates.readDay) {
            if hard < day { return "overdue" }
            return hard == day ? "due-today" : "not-due"
        }
        if let soft = due?.object?["about"]?.string.flatMap(PlainDates.readDay) {
            return soft < day ? "soft-overdue" : "not-due"
        }
        return "no-date"
    }
}
