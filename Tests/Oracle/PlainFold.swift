import CanonicalJSON

/// The oracle: `status-rules.md` read aloud. It keeps nothing from one question to the next, knows nothing of the
/// program, and is as slow as it likes.
struct PlainFold {
    private let log: [PlainEvent]

    /// - Parameter events: all events of the log in order of position, with `id` and `recordedAt`.
    init(events: [JSON]) {
        log = events.enumerated().map { number, event in
            PlainEvent(position: number + 1, json: event.object ?? JSONObject())
        }
    }

    /// Section 8's object of each dispute that exists.
    /// - Parameters:
    ///   - asOf: `YYYY-MM-DD`, or days since 1970.
    ///   - knownAt: in the form of `recordedAt`, or a day, which means its last instant; nil for all of the log.
    func statuses(asOf: String, knownAt: String?) -> [String: JSON] {
        let record = record(knownAt: knownAt)
        var answers: [String: JSON] = [:]
        for dispute in disputes {
            answers[dispute] = answer(dispute, record, asOf: Self.day(asOf), knownAt: knownAt)
        }
        return answers
    }

    /// Section 8's object; nil where the dispute does not exist (the end of section 4).
    func status(of dispute: String, asOf: String, knownAt: String?) -> JSON? {
        answer(dispute, record(knownAt: knownAt), asOf: Self.day(asOf), knownAt: knownAt)
    }

    /// Every event of the dispute that counts, in order of place, the `dispute-opened` (which stands at its
    /// `recordedAt` and is kept whatever T is) and corrections, retractions and their kin among them. `phaseAfter` and
    /// `temperatureAfter` only where the event changed them. Empty where the dispute does not exist.
    func timeline(of dispute: String, asOf: String, knownAt: String?) -> [(
        id: String, place: String, phaseAfter: String?, temperatureAfter: Int?
    )] {
        let record = record(knownAt: knownAt)
        let day = Self.day(asOf)
        guard let opening = record.opening(of: dispute), record.exists(dispute, asOf: day) else { return [] }
        let walk = PlainWalk(record, dispute, asOf: day)
        let entries =
            [(event: opening, phaseAfter: nil as String?, levelAfter: nil as Int?)] + walk.steps
        return
            entries
            .sorted {
                (record.place(of: $0.event), $0.event.position)
                    < (record.place(of: $1.event), $1.event.position)
            }
            .map { entry in
                let place = PlainDates.text(instant: record.place(of: entry.event))
                return (entry.event.id, place, entry.phaseAfter, entry.levelAfter)
            }
    }

    /// What step 2 of section 4 has taken out of the dispute: ids.
    func retracted(of dispute: String, knownAt: String?) -> Set<String> {
        let out = record(knownAt: knownAt).retracted
        return Set(log.filter { $0.dispute == dispute && out.contains($0.id) }.map(\.id))
    }

    /// The id of every dispute of the log, in the order of their first events.
    var disputes: [String] {
        var seen: [String] = []
        for event in log where !seen.contains(event.dispute) { seen.append(event.dispute) }
        return seen
    }

    // MARK: -

    private func record(knownAt: String?) -> PlainRecord {
        guard let knownAt else { return PlainRecord(log: log, knownAt: nil) }
        if let instant = PlainDates.readInstant(knownAt) { return PlainRecord(log: log, knownAt: instant) }
        guard let day = PlainDates.readDay(knownAt) else {
            preconditionFailure("no instant and no day: \(knownAt)")
        }
        return PlainRecord(log: log, knownAt: (day + 1) * PlainDates.millisecondsPerDay - 1)
    }

    private static func day(_ text: String) -> Int {
        guard let day = PlainDates.readDay(text) ?? Int(text) else {
            preconditionFailure("no day: \(text)")
        }
        return day
    }

    private func answer(_ dispute: String, _ record: PlainRecord, asOf day: Int, knownAt: String?) -> JSON? {
        guard let opening = record.opening(of: dispute), let beginning = record.beginning(of: dispute),
            day >= beginning
        else { return nil }
        let walk = PlainWalk(record, dispute, asOf: day)
        let history = [(on: beginning, phase: "latent", cause: opening.id)] + walk.changes
        let latest = history[history.count - 1]

        // "The level as of T against the level as of 30 days before T (0 where the dispute did not exist)".
        var levelBefore = 0
        if record.exists(dispute, asOf: day - 30) {
            levelBefore = PlainWalk(record, dispute, asOf: day - 30).level
        }
        let trend =
            walk.level > levelBefore ? "rising" : walk.level < levelBefore ? "falling" : "steady"

        let temperature: JSON = [
            "level": .integer(walk.level), "peak": .integer(walk.peak), "peakCause": orNull(walk.peakCause),
            "trend": .string(trend),
        ]
        let changes = history.map { entry -> JSON in
            [
                "on": .string(PlainDates.text(day: entry.on)), "phase": .string(entry.phase),
                "cause": .string(entry.cause),
            ]
        }
        return [
            "dispute": .string(dispute),
            "title": orNull(opening.detail("title")),
            "asOf": .string(PlainDates.text(day: day)),
            "knownAt": orNull(knownAt),
            "phase": .string(walk.phase),
            "phaseSince": .string(PlainDates.text(day: latest.on)),
            "phaseCause": .string(latest.cause),
            "assessedPhase": orNull(walk.assessedPhase),
            "temperature": temperature,
            "obligations": .array(walk.obligations.map { describe($0, record, asOf: day) }),
            "history": .array(changes),
            "dormant": .bool(walk.isDormant),
            "lastAct": orNull(walk.lastAct.map(PlainDates.text(day:))),
        ]
    }

    private func describe(_ obligation: PlainObligation, _ record: PlainRecord, asOf day: Int) -> JSON {
        // "Unknown where the opener's `occurred` is absent or has no beginning."
        var age: JSON = .null
        if obligation.opener.occurred?.earliest != nil {
            age = .integer(day - record.day(of: obligation.opener))
        }
        return [
            "event": .string(obligation.opener.id),
            "kind": .string(obligation.opener.kind),
            "owedBy": .array(obligation.owedBy.map(JSON.string)),
            "owedTo": .array(obligation.owedTo.map(JSON.string)),
            "state": .string(obligation.state),
            "due": obligation.due ?? .null,
            "timeliness": orNull(obligation.timeliness(asOf: day)),
            "ageDays": age,
        ]
    }

    private func orNull(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
