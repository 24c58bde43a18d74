import CanonicalJSON
import Seeds

extension HistoryWriter {
    mutating func opening(of dispute: String) -> JSONObject {
        JSONObject([
            ("dispute", .string(dispute)), ("kind", "dispute-opened"),
            ("details", openingDetails(title: "The matter of \(dispute)")),
        ])
    }

    private mutating func openingDetails(title: String) -> JSON {
        var details = JSONObject([("title", .string(title)), ("sides", sides())])
        if dice.chance(50) { details["since"] = occurred(hedged: false).map(JSON.string) }
        return .object(details)
    }

    /// A record event; nil where nothing is there that it could be about.
    mutating func recordEvent(in dispute: String) -> JSONObject? {
        var event = JSONObject([("dispute", .string(dispute))])
        let own = survey.events.filter { $0.dispute == dispute }
        let acts = own.filter(\.isAct)
        let standing = acts.filter { !survey.retracted.contains($0.id) }
        let kind = dice.choose([
            (34, "correction"), (18, "retraction"), (19, "reply-assessment"), (10, "status-assessment"),
            (7, "source-added"), (3, "marking-changed"), (5, "dispute-closed"), (4, "dispute-reopened"),
        ])
        event["kind"] = .string(kind)

        switch kind {
        case "correction":
            guard let target = dice.pickRecent(dice.chance(8) ? own.filter { !$0.isAct } : acts),
                target.isAct || target.kind == "dispute-opened"
            else { return nil }
            event["target"] = .string(target.id)
            let fields =
                target.isAct
                ? corrections(of: target)
                : JSONObject([("details", openingDetails(title: "The matter, renamed \(log.count)"))])
            guard !fields.isEmpty else { return nil }
            event["details"] = .object(JSONObject([("fields", .object(fields))]))

        case "retraction":
            let records = own.filter { !$0.isAct && $0.kind != "dispute-opened" }
            let retractions = records.filter { $0.kind == "retraction" }
            guard let target = dice.pickRecent(dice.choose([(50, acts), (25, records), (25, retractions)]))
            else { return nil }
            event["target"] = .string(target.id)
            event["details"] = ["reason": "entered twice"]

        case "reply-assessment":
            let answers = standing.filter { ["answers", "accepts"].contains($0.row.reply) }
            let answering = answers.filter { !$0.inResponseTo.isEmpty }
            guard let target = dice.pickRecent(dice.chance(90) ? answering : answers) else { return nil }
            event["target"] = .string(target.id)
            event["details"] = [
                "satisfies": .string(dice.pick(["none", "partial", "partial", "full"])),
                "reason": "as agreed",
            ]

        case "status-assessment":
            event["details"] =
                dice.chance(75)
                ? ["phase": .string(dice.pick(PlainPhases.all)), "reason": "so it seems"]
                : ["lift": true, "reason": "no longer so"]

        case "source-added":
            let unsure = standing.filter { $0.standing != "asserted" }
            guard let target = dice.pickRecent(dice.chance(70) ? unsure : standing) else { return nil }
            event["target"] = .string(target.id)
            event["sources"] = [source()]
            if dice.chance(65) { event["details"] = ["standing": "asserted"] }

        case "marking-changed":
            guard let target = dice.pickRecent(standing) else { return nil }
            event["target"] = .string(target.id)
            event["details"] = ["marking": .string(dice.pick(Self.markings))]

        case "dispute-closed":
            let reasons = ["settled", "withdrawn", "lapsed", "merged", "other"]
            event["details"] = effective(reason: dice.pick(reasons))

        default:
            return reopening(of: dispute)
        }
        return event
    }

    mutating func reopening(of dispute: String) -> JSONObject {
        JSONObject([
            ("dispute", .string(dispute)), ("kind", "dispute-reopened"),
            ("details", effective(reason: "new facts")),
        ])
    }

    private mutating func effective(reason: String) -> JSON {
        var details = JSONObject([("reason", .string(reason))])
        if dice.chance(45) { details["effective"] = effectiveDay() }
        return .object(details)
    }

    // MARK: Corrections

    /// New values for one to three keys of an act.
    private mutating func corrections(of act: PlainEvent) -> JSONObject {
        var fields = JSONObject()
        for _ in 0..<dice.choose([(65, 1), (25, 2), (10, 3)]) { correct(act, in: &fields) }
        return fields
    }

    private mutating func correct(_ act: PlainEvent, in fields: inout JSONObject) {
        let key = dice.choose([
            (18, "kind"), (26, "occurred"), (12, "actors"), (10, "addressees"), (14, "inResponseTo"),
            (14, "standing"), (8, "expectsReply"), (10, "due"), (5, "condition"), (6, "details"),
            (4, "reportedBy"), (2, "summary"),
        ])
        let row = act.row
        if act.value(key) != nil, key != "kind", dice.chance(22) {
            fields[key] = .null
            return
        }
        switch key {
        case "kind":
            let akin = PlainVocabulary.acts.filter { $0.reply == row.reply || $0.phase == row.phase }
            let new = dice.pick(dice.chance(50) ? akin : PlainVocabulary.acts)
            let (kind, details) = naming(new)
            fields["kind"] = kind
            if details != nil || act.value("details") != nil { fields["details"] = details ?? .null }
            if act.actors.isEmpty { fields["actors"] = list(cast(new, in: act.dispute).by) }
            if new.reply == "extends", act.due == nil { fields["due"] = due() }
        case "occurred":
            if let date = occurred(hedged: act.standing == "hedged") { fields[key] = .string(date) }
        case "actors":
            if let actors = list(cast(row, in: act.dispute).by) { fields[key] = actors }
        case "addressees":
            if let addressees = list(cast(row, in: act.dispute).to) { fields[key] = addressees }
        case "inResponseTo":
            let proposals = row.phase == "accept-talks"
            if let named = list(references(in: act.dispute, before: act.position, proposals: proposals)) {
                fields[key] = named
            }
        case "standing":
            fields[key] = .string(dice.pick(["asserted", "asserted", "claimed", "alleged", "hedged"]))
        case "expectsReply": fields[key] = .bool(dice.chance(60))
        case "due": fields[key] = due()
        case "condition": fields[key] = "only in writing"
        case "details":
            let (kind, details) = naming(row)
            if let details {
                fields["kind"] = kind
                fields["details"] = details
            }
        case "reportedBy":
            fields[key] = reporter(creditors: act.addressees, in: act.dispute)
        default: fields[key] = "Set right."
        }
    }
}
