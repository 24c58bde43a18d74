import CanonicalJSON

/// Section 4, steps 1 to 3, for all disputes of a log at once: what the record holds as known at an instant.
struct PlainRecord {
    /// What was known and is not retracted, as corrected, in the log's order.
    private(set) var events: [PlainEvent]
    /// The ids that step 2 has taken out.
    private(set) var retracted: Set<String>
    /// Section 2's place of each of `events`, by id.
    private(set) var places: [String: Int]

    init(log: [PlainEvent], knownAt: Int?) {
        // Step 1.
        let known = log.filter { event in
            if let knownAt { event.recordedAt <= knownAt } else { true }
        }

        // Step 2: "from the last to the first in log order: one that is not itself retracted takes its target out".
        retracted = []
        for event in known.reversed() where event.kind == "retraction" && !retracted.contains(event.id) {
            if let target = event.target { retracted.insert(target) }
        }
        let out = retracted
        events = known.filter { !out.contains($0.id) }

        // Step 3: in record order, a later one wins, key by key.
        let changes = events.filter { $0.target != nil }.sorted { $0.isRecorded(before: $1) }
        let indexes = Dictionary(uniqueKeysWithValues: events.enumerated().map { ($0.element.id, $0.offset) })
        for change in changes {
            guard let target = change.target, let index = indexes[target] else { continue }
            Self.apply(change, to: &events[index])
        }

        // Places: the latest of its own and of those of what it responds to; again and again until none moves any more.
        places = [:]
        for event in events { places[event.id] = event.ownPlace }
        let answering = events.filter { $0.value("inResponseTo") != nil && $0.isAct }.map {
            (id: $0.id, answered: $0.inResponseTo)
        }
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            for (id, answered) in answering {
                let latest = answered.compactMap { places[$0] }.max()
                if let latest, let own = places[id], latest > own {
                    places[id] = latest
                    hasMoved = true
                }
            }
        }
    }

    /// What a correction or a further source makes of its target. Sources and markings do not touch the status.
    static func apply(_ change: PlainEvent, to target: inout PlainEvent) {
        switch change.kind {
        case "correction":
            for member in change.details["fields"]?.object?.members ?? [] {
                target.json[member.key] = member.value == .null ? nil : member.value
            }
        case "source-added":
            if let standing = change.detail("standing") { target.json["standing"] = .string(standing) }
        default: break
        }
    }

    // MARK: Disputes

    func opening(of dispute: String) -> PlainEvent? {
        events.first { $0.dispute == dispute && $0.kind == "dispute-opened" }
    }

    func parties(of dispute: String) -> PlainParties {
        let sides = opening(of: dispute)?.details["sides"]?.array ?? []
        return PlainParties(sides: sides.map { $0.object?["members"]?.strings ?? [] })
    }

    /// Section 1: "a sub-dispute's is its parent's, `/`, one more such part".
    static func parent(of dispute: String) -> String? {
        guard let slash = dispute.lastIndex(of: "/") else { return nil }
        return String(dispute[..<slash])
    }

    /// Its parent and its sub-disputes, "one level".
    static func isNext(_ dispute: String, to other: String) -> Bool {
        parent(of: dispute) == other || parent(of: other) == dispute
    }

    func place(of event: PlainEvent) -> Int { places[event.id] ?? event.ownPlace }

    func day(of event: PlainEvent) -> Int { PlainDates.day(of: place(of: event)) }

    /// The last paragraph of section 4: the day on which a dispute begins, nil where its opening is not known.
    func beginning(of dispute: String) -> Int? {
        guard let opening = opening(of: dispute) else { return nil }
        var days = [PlainDates.day(of: opening.firstTime)]
        if let since = opening.detail("since").flatMap(PlainDates.read)?.ownPlace {
            days.append(PlainDates.day(of: since))
        }
        days += events.filter { $0.dispute == dispute && $0.isAsserted }.map { day(of: $0) }
        return days.min()
    }

    func exists(_ dispute: String, asOf day: Int) -> Bool {
        guard let beginning = beginning(of: dispute) else { return false }
        return day >= beginning
    }

    /// Steps 4 and 5 for the disputes that fit, the openings left out: they stand before everything.
    func counting(asOf day: Int, where fits: (String) -> Bool) -> [PlainEvent] {
        let counting = events.filter { event in
            fits(event.dispute) && event.kind != "dispute-opened" && self.day(of: event) <= day
        }
        return counting.sorted { a, b in
            let (placeOfA, placeOfB) = (place(of: a), place(of: b))
            return placeOfA == placeOfB ? a.isRecorded(before: b) : placeOfA < placeOfB
        }
    }
}
