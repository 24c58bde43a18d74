import CanonicalJSON

/// All that a log holds as it stands, the retracted as well, and whether it could have been recorded (section 1).
struct Survey {
    /// As corrected by the corrections that remain, in log order.
    private(set) var events: [PlainEvent] = []
    private(set) var retracted: Set<String> = []
    private(set) var places: [String: Int] = [:]
    private var indexes: [String: Int] = [:]

    init(_ log: [PlainEvent]) {
        retracted = PlainRecord(log: log, knownAt: nil).retracted
        events = log
        for (index, event) in log.enumerated() { indexes[event.id] = index }
        for change in log where !retracted.contains(change.id) {
            guard let target = change.target, let index = indexes[target] else { continue }
            PlainRecord.apply(change, to: &events[index])
        }
        for event in events { places[event.id] = place(of: event) }
    }

    /// Adds an act, which changes nothing in what is there.
    mutating func add(_ act: PlainEvent) {
        indexes[act.id] = events.count
        events.append(act)
        places[act.id] = place(of: act)
    }

    func event(_ id: String) -> PlainEvent? { indexes[id].map { events[$0] } }

    private func place(of event: PlainEvent) -> Int {
        let answered = event.isAct ? event.inResponseTo.filter { !retracted.contains($0) } : []
        return (answered.compactMap { places[$0] } + [event.ownPlace]).max() ?? event.ownPlace
    }

    /// Whether an event, as corrected, could have been recorded at its place in the log.
    func isRecordable(_ event: PlainEvent) -> Bool {
        guard event.isAct else { return true }
        guard let row = PlainVocabulary.byKind[event.row.kind], row.group != "record" else { return false }

        if row.acts == "side" || row.acts == "two-sides", event.actors.isEmpty { return false }

        // "So that it can be today anywhere."
        let fourteenHours = 14 * 3_600_000
        if event.standing != "hedged", (places[event.id] ?? 0) > event.firstTime + fourteenHours {
            return false
        }

        for reference in event.inResponseTo + (event.json["about"]?.strings ?? []) {
            guard let other = self.event(reference), other.position < event.position,
                other.dispute == event.dispute || PlainRecord.isNext(other.dispute, to: event.dispute)
            else { return false }
        }

        switch row.kind {
        case "agreement": if event.detail("scope") == nil { return false }
        case "mediation-ended": if event.detail("outcome") == nil { return false }
        case "deadline-extension": if event.due == nil { return false }
        default: break
        }
        let fitting = Self.details[row.kind] ?? []
        return event.details.keys.allSatisfy { key in
            key == "like" ? event.kind.hasPrefix("x-") : fitting.contains(key)
        }
    }

    /// The details that an act of the kind may have.
    private static let details = [
        "agreement": ["scope"], "incident": ["force"], "mediation-ended": ["outcome"], "decision": ["on"],
        "procedural-step": ["stage"],
    ]
}
