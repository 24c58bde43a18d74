import CanonicalJSON

/// Sections 5 to 7: one dispute walked through from its opening to the end of day T.
struct PlainWalk {
    let record: PlainRecord
    let dispute: String
    let day: Int
    let parties: PlainParties

    var phase = "latent"
    var changes: [(on: Int, phase: String, cause: String)] = []
    var assessedPhase: String?

    var level = 0
    var peak = 0
    var peakCause: String?
    /// The measures in force: each one's n.
    var measures: [String: Int] = [:]

    var obligations: [PlainObligation] = []

    /// What each event of the dispute did, in order of place.
    var steps: [(event: PlainEvent, phaseAfter: String?, levelAfter: Int?)] = []

    init(_ record: PlainRecord, _ dispute: String, asOf day: Int) {
        self.record = record
        self.dispute = dispute
        self.day = day
        parties = record.parties(of: dispute)

        let family = record.counting(asOf: day) { $0 == dispute || PlainRecord.isNext($0, to: dispute) }
        for event in family {
            if event.dispute == dispute {
                let (phaseBefore, levelBefore) = (phase, level)
                takeIn(event)
                steps.append(
                    (event, phase == phaseBefore ? nil : phase, level == levelBefore ? nil : level))
            } else {
                answer(event)
            }
        }
    }

    private mutating func takeIn(_ event: PlainEvent) {
        if event.kind == "status-assessment" {
            assessedPhase = event.detail("phase")
        }
        let moves = movesStatus(event)
        let phaseChanged = moves && changePhase(by: event)
        if moves { changeTemperature(by: event, phaseChanged: phaseChanged) }
        if let opened = PlainObligation(openedBy: event) { obligations.append(opened) }
        answer(event)
    }

    // MARK: Section 5

    /// Whether the event moves phase and temperature. A record event does so by its effect alone.
    private func movesStatus(_ event: PlainEvent) -> Bool {
        if !event.isAct { return true }
        if event.standing != "asserted" { return false }
        if event.row.kind == "acceptance", event.hasCondition { return false }

        switch event.row.acts {
        case "any":
            return true
        case "two-sides":
            return Set(event.actors.compactMap { parties.side(of: $0) }).count >= 2
        case "side":
            let addressed = event.addressees.compactMap { parties.side(of: $0) }
            for actor in event.actors {
                guard let own = parties.side(of: actor) else { continue }
                if addressed.isEmpty { return true }
                for side in addressed where side != own { return true }
            }
            return false
        default:
            return false
        }
    }

    /// True where this is a change: to a different phase.
    private mutating func changePhase(by event: PlainEvent) -> Bool {
        guard
            let next = PlainPhases.next(
                from: phase, by: event, answersProposal: answersProposal(event)),
            next != phase
        else { return false }
        phase = next
        changes.append((record.day(of: event), next, event.id))
        assessedPhase = nil

        if next == "settled" || next == "withdrawn" { measures = [:] }
        for index in obligations.indices {
            if PlainPhases.ends.contains(next) { obligations[index].lapse() }
            if event.row.phase == "reopen" { obligations[index].reopen() }
        }
        return true
    }

    /// "if its `inResponseTo` names an act that counts, of any standing, here or in the parent or a sub-dispute, with
    /// the effect propose-talks"
    private func answersProposal(_ event: PlainEvent) -> Bool {
        guard event.row.phase == "accept-talks" else { return false }
        let near = record.counting(asOf: day) { $0 == dispute || PlainRecord.isNext($0, to: dispute) }
        return near.contains { act in
            event.inResponseTo.contains(act.id) && act.isAct && act.row.phase == "propose-talks"
        }
    }

    // MARK: Section 6

    private static let measureKinds = [
        "recall-of-envoy", "expulsion", "downgrade-of-relations", "severance-of-relations", "retorsion",
        "countermeasure", "sanction", "detention",
    ]
    private static let reliefKinds = [
        "sanction-relief", "restoration", "concession", "reparation", "settlement-confirmed",
    ]
    private static let levelsOfForce = ["threat": 7, "display": 8, "use": 9, "war": 10]

    private mutating func changeTemperature(by event: PlainEvent, phaseChanged: Bool) {
        if Self.reliefKinds.contains(event.row.kind) {
            for named in event.inResponseTo { measures[named] = nil }
        }

        let words = event.row.temperature.split(separator: " ").map(String.init)
        if words == ["raise", "by", "force"] {
            if let force = event.detail("force"), let n = Self.levelsOfForce[force] { level = max(level, n) }
        } else if words.count == 2, words[0] == "raise", let n = Int(words[1]) {
            level = max(level, n)
            if Self.measureKinds.contains(event.row.kind) { measures[event.id] = n }
        } else if words.count == 2, words[0] == "cool", let k = Int(words[1]) {
            let coolsByChangeOnly = ["hold-talks", "accept-talks"].contains(event.row.phase)
            if phaseChanged || !coolsByChangeOnly {
                let lowest = measures.values.max() ?? 0
                level = max(0, level - k, lowest)
            }
        }

        if level > peak {
            peak = level
            peakCause = event.id
        }
    }

    // MARK: Section 7

    /// What an event of this dispute, its parent or a sub-dispute does to the obligations of this one.
    private mutating func answer(_ event: PlainEvent) {
        let named = event.inResponseTo
        let isAssessment = event.kind == "reply-assessment"
        if named.isEmpty, !isAssessment { return }
        for index in obligations.indices {
            let opener = obligations[index].opener.id
            if isAssessment {
                obligations[index].assess(event)
            } else if named.contains(opener),
                obligations[index].isActedOn(by: event, parties: parties)
            {
                obligations[index].act(event)
            }
        }
    }

    // MARK: Last act

    /// "The latest UTC day of the latest instant (of the place, where it has none), a day after T counting as T."
    var lastAct: Int? {
        let acts = steps.map(\.event).filter(\.isAct)
        let days = acts.map { act in
            let instant = act.occurred?.latest ?? record.place(of: act)
            return min(PlainDates.day(of: instant), day)
        }
        return days.max()
    }

    var isDormant: Bool {
        if PlainPhases.ends.contains(phase) { return false }
        var signs: [Int] = []
        if let lastAct { signs.append(lastAct) }
        if let opening = record.opening(of: dispute) {
            let opened = PlainDates.day(of: opening.firstTime)
            if opened <= day { signs.append(opened) }
        }
        for step in steps where step.event.kind == "dispute-reopened" {
            signs.append(record.day(of: step.event))
        }
        guard let last = signs.max() else { return false }
        return day - last > 180
    }
}
