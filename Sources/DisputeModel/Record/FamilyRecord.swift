import CanonicalJSON

/// What the log says of one family (a dispute and its sub-disputes) at one moment of the record: steps 1 to 3 of
/// section 4, and the places of section 2.
///
/// It is built from the digests of the family's events in log order, up to the moment asked for, and gives the acts
/// that count in order of place. It does not depend on the day asked about: the answer as of an earlier day uses the
/// start of the same sequence.
package struct FamilyRecord {
    /// The events in log order, as known. `place` is the final place of section 2.
    package private(set) var events: [EventDigest]
    /// The openings of the family's disputes, as known, in log order.
    package private(set) var openings: [Opening] = []
    /// Indices in `events` of the acts and record events that count, in order of place.
    package private(set) var course: [Int32] = []
    /// What the numbers in the digests stand for.
    package let table: SymbolTable
    private var marks: [Mark]
    /// Indices of the events that each event's `inResponseTo` names: those of the first event, then those of the
    /// second, and so on.
    private var named: [Int32] = []
    /// For each event, where its indices start in `named`; one more element marks the end.
    private var namedStart: [Int32] = []
    /// The index of the event that each record event is about, by the index of the record event.
    private var targets: [Int: Int] = [:]
    /// The events that were corrected, given a source or marked differently, as known, by position.
    private var amended: [Int: Event] = [:]
    private var index: IDIndex

    struct Mark: OptionSet {
        let rawValue: UInt8
        static let retracted = Mark(rawValue: 1)
        /// A correction has been applied to it.
        static let corrected = Mark(rawValue: 2)
        /// The event is an opening, retraction, correction, added source or marking change: it is applied before the
        /// fold and is not a step of it.
        static let applied = Mark(rawValue: 4)
        /// The event responds to an act that proposes talks and counts.
        static let acceptsProposal = Mark(rawValue: 8)
        /// The place is later than the event's own text says, because the event responds to a later one.
        static let moved = Mark(rawValue: 16)
    }

    /// Applies retractions and amendments, then computes places and order.
    ///
    /// - Parameters:
    ///   - events: the digests in log order as recorded, with the symbols of `table`.
    ///   - table: what the numbers in the digests stand for. Amended events add symbols to it.
    ///   - text: returns the text of one of these events by its position. It is called for openings, for amendments
    ///     and for the events that they amend.
    package init(
        _ events: [EventDigest], _ table: SymbolTable, text: (_ position: Int) throws -> String?
    ) rethrows {
        self.events = events
        self.table = table
        marks = [Mark](repeating: [], count: events.count)
        index = IDIndex(events)
        try amend(text)
        place()
        order()
    }

    // MARK: Steps 2 and 3

    private mutating func amend(_ text: (Int) throws -> String?) rethrows {
        var retractions: [Int] = []
        var amendments: [Int] = []
        for (index, event) in events.enumerated() where event.isRecord || event.hasTarget {
            if let target = table.symbols.target(of: event), let found = self.index[target, in: events],
                found <= index
            {
                targets[index] = found
            }
            guard let kind = event.effects.recordKind, kind.isApplied else { continue }
            marks[index].insert(.applied)
            switch kind {
            case .opening:
                if let opening = try text(event.position).flatMap({ Event(text: $0) }) {
                    openings.append(Opening(opening, position: event.position))
                }
            case .retraction: retractions.append(index)
            default: amendments.append(index)
            }
        }
        // From the last to the first: a retraction that is itself retracted has no effect.
        for index in retractions.reversed() where !marks[index].contains(.retracted) {
            if let target = targets[index] { marks[target].insert(.retracted) }
        }
        // A later amendment replaces an earlier one, key by key.
        for index in inRecordOrder(amendments) where !marks[index].contains(.retracted) {
            let position = events[index].position
            guard let target = targets[index],
                let amendment = try text(position).flatMap({ Event(text: $0) }),
                let original = try amended[events[target].position]
                    ?? text(events[target].position).flatMap({ Event(text: $0) })
            else { continue }
            amended[events[target].position] = original.amended(by: amendment)
            if events[index].effects.recordKind == .correction { marks[target].insert(.corrected) }
        }
        guard !amended.isEmpty else { return }
        let openingOf = Dictionary(
            zip(openings.map(\.position), openings.indices), uniquingKeysWith: { $1 })
        for (index, event) in events.enumerated() {
            guard let known = amended[event.position] else { continue }
            events[index] = table.symbols.digest(known, at: event.position)
            if let place = openingOf[event.position] {
                openings[place] = Opening(known, position: event.position)
            }
        }
    }

    /// Sorts indices in record order: by first time, then by position. That is the order of positions where no event
    /// was copied from another log.
    private func inRecordOrder(_ indices: [Int]) -> [Int] {
        let isAscending = indices.indices.dropFirst().allSatisfy {
            events[indices[$0 - 1]].firstTime <= events[indices[$0]].firstTime
        }
        if isAscending { return indices }
        return indices.sorted {
            let (one, other) = (events[$0].firstTime, events[$1].firstTime)
            return one != other ? one < other : $0 < $1
        }
    }

    // MARK: Section 2

    /// Computes the place of each act, which is never before the events that it responds to. An act normally names
    /// events that come earlier in record order, so one pass is enough. In a log that was restored without checks an
    /// act may name later events: then passes alternate in direction until no place changes.
    private mutating func place() {
        namedStart.reserveCapacity(events.count + 1)
        for index in events.indices {
            namedStart.append(Int32(named.count))
            guard !marks[index].contains(.applied) else { continue }
            for id in table.symbols.replies(of: events[index]) {
                if let other = self.index[id, in: events] { named.append(Int32(other)) }
            }
        }
        namedStart.append(Int32(named.count))
        var order = inRecordOrder(Array(events.indices))
        var (hasMoved, namesLater) = follow(order)
        while hasMoved, namesLater {
            order.reverse()
            hasMoved = follow(order).hasMoved
        }
    }

    /// Moves each act to the latest place of the events that it responds to, in this order.
    ///
    /// - Returns: whether an act was moved, and whether an act names an event that comes after it.
    private mutating func follow(_ order: [Int]) -> (hasMoved: Bool, namesLater: Bool) {
        var (hasMoved, namesLater) = (false, false)
        var isDone = [Bool](repeating: false, count: events.count)
        for index in order {
            defer { isDone[index] = true }
            guard namedStart[index] < namedStart[index + 1], !events[index].isRecord else { continue }
            var place = events[index].place
            for other in named(by: index).map({ Int($0) }) where !marks[other].contains(.retracted) {
                place = max(place, events[other].place)
                guard !marks[other].contains(.applied) else { continue }
                if !isDone[other] { namesLater = true }
                if events[other].effects.phase == .proposeTalks { marks[index].insert(.acceptsProposal) }
            }
            if place != events[index].place {
                events[index].place = place
                marks[index].insert(.moved)
                hasMoved = true
            }
        }
        return (hasMoved, namesLater)
    }

    // MARK: Step 5

    private mutating func order() {
        course.reserveCapacity(events.count)
        var isAscending = true
        for index in events.indices where marks[index].isDisjoint(with: [.applied, .retracted]) {
            if let last = course.last, events[index].order < events[Int(last)].order { isAscending = false }
            course.append(Int32(index))
        }
        // Most events are recorded in the order in which they happened.
        if !isAscending { course.sort { events[Int($0)].order < events[Int($1)].order } }
        setBeginnings()
    }

    /// Sets the beginning of each dispute (section 4): the earliest of the day on which its opening was recorded, the
    /// day in the world that the opening gives, and the place of the first asserted act.
    private mutating func setBeginnings() {
        var wanted = Dictionary(grouping: openings.indices) { table.symbols.dispute(openings[$0].dispute) }
        for index in course where events[Int(index)].standing == .asserted && !events[Int(index)].isRecord {
            guard let found = wanted.removeValue(forKey: events[Int(index)].dispute) else { continue }
            for opening in found { openings[opening].noteAsserted(on: events[Int(index)].place.day) }
            if wanted.isEmpty { break }
        }
    }
}

extension FamilyRecord {
    func symbol(of opening: Opening) -> UInt32 { table.symbols.dispute(opening.dispute) }

    func mark(_ index: Int) -> Mark { marks[index] }

    /// Indices of the events that the event's `inResponseTo` names, including retracted ones.
    func named(by index: Int) -> ArraySlice<Int32> {
        named[Int(namedStart[index])..<Int(namedStart[index + 1])]
    }

    /// The index of the event that a record event is about.
    func target(of index: Int) -> Int? { targets[index] }

    /// The event at a position as known; nil where it was never corrected, given a source or marked differently.
    func amended(_ position: Int) -> Event? { amended[position] }
}
