import CanonicalJSON

/// What the log says of one family, a dispute and its sub-disputes, at one moment of the record: steps 1 to 3 of
/// section 4, and the places of section 2.
///
/// It is made of the digests of the family's events in log order, as far as they were known at the moment asked for, and
/// gives the acts that count in order of place. Nothing in it depends on the day asked about: an answer as of an earlier day is
/// a look at the beginning of the same sequence.
package struct FamilyRecord {
    /// In log order, as known; `place` is that of section 2.
    package private(set) var events: [EventDigest]
    package private(set) var openings: [Opening] = []
    /// Indices among `events` of the acts and record events that count, in order of place.
    package private(set) var course: [Int32] = []
    package let table: SymbolTable
    private var marks: [Mark]
    /// Indices of the events that each event's `inResponseTo` names, one event's behind the other's.
    private var named: [Int32] = []
    private var namedStart: [Int32] = []
    /// Indices of the events that record events are about.
    private var targets: [Int: Int] = [:]
    /// The events that were corrected, sourced or marked anew, as known, by position.
    private var amended: [Int: Event] = [:]
    private var index: IDIndex

    struct Mark: OptionSet {
        let rawValue: UInt8
        static let retracted = Mark(rawValue: 1)
        /// A correction has been applied to it.
        static let corrected = Mark(rawValue: 2)
        /// It is itself an opening, a retraction, a correction, a source or a marking, and no step of the fold.
        static let applied = Mark(rawValue: 4)
        /// One of the acts that it responds to proposes talks, and counts.
        static let acceptsProposal = Mark(rawValue: 8)
        /// It stands later than its own text says, as what it responds to does.
        static let moved = Mark(rawValue: 16)
    }

    /// - Parameters:
    ///   - events: as they stand in the log, in its order, with the symbols of `table`.
    ///   - text: gives the text of one of these events by its position, where that is an opening or has been amended.
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
            guard let record = event.effects.record, record.isApplied else { continue }
            marks[index].insert(.applied)
            switch record {
            case .opening:
                if let opening = try text(event.position).flatMap({ Event(text: $0) }) {
                    openings.append(Opening(opening, position: event.position))
                }
            case .retraction: retractions.append(index)
            default: amendments.append(index)
            }
        }
        // From the last to the first, so that a retraction that is itself retracted takes nothing out.
        for index in retractions.reversed() where !marks[index].contains(.retracted) {
            if let target = targets[index] { marks[target].insert(.retracted) }
        }
        // A later one wins, key by key.
        for index in inRecordOrder(amendments) where !marks[index].contains(.retracted) {
            let position = events[index].position
            guard let target = targets[index],
                let amendment = try text(position).flatMap({ Event(text: $0) }),
                let original = try amended[events[target].position]
                    ?? text(events[target].position).flatMap({ Event(text: $0) })
            else { continue }
            amended[events[target].position] = original.amended(by: amendment)
            if events[index].effects.record == .correction { marks[target].insert(.corrected) }
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

    /// By first time, and equal ones by position, which is the order of positions where nothing came from another log.
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

    /// An act never comes before what it responds to. What it names was recorded earlier, so one pass in record order is enough,
    /// but where a log was restored as it is: there an act may name what comes after it.
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
        var turns = inRecordOrder(Array(events.indices))
        var (hasMoved, namesLater) = follow(turns)
        while hasMoved, namesLater {
            turns.reverse()
            hasMoved = follow(turns).hasMoved
        }
    }

    /// Moves each act behind what it responds to, in these turns.
    ///
    /// - Returns: whether any was moved, and whether one names what has its turn after it.
    private mutating func follow(_ turns: [Int]) -> (hasMoved: Bool, namesLater: Bool) {
        var (hasMoved, namesLater) = (false, false)
        var hadTurn = [Bool](repeating: false, count: events.count)
        for turn in turns {
            defer { hadTurn[turn] = true }
            guard namedStart[turn] < namedStart[turn + 1], !events[turn].isRecord else { continue }
            var place = events[turn].place
            for other in named(by: turn).map({ Int($0) }) where !marks[other].contains(.retracted) {
                place = max(place, events[other].place)
                guard !marks[other].contains(.applied) else { continue }
                if !hadTurn[other] { namesLater = true }
                if events[other].effects.phase == .proposeTalks { marks[turn].insert(.acceptsProposal) }
            }
            if place != events[turn].place {
                events[turn].place = place
                marks[turn].insert(.moved)
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
        // Most were recorded in the order in which they happened.
        if !isAscending { course.sort { events[Int($0)].order < events[Int($1)].order } }
        setBeginnings()
    }

    /// The beginning of section 4: the earliest of the opening's day in the record, its day in the world, and the place
    /// of the first asserted act.
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

    /// Indices of the events that the event's `inResponseTo` names, retracted ones too.
    func named(by index: Int) -> ArraySlice<Int32> {
        named[Int(namedStart[index])..<Int(namedStart[index + 1])]
    }

    /// The index of the event that a record event is about.
    func target(of index: Int) -> Int? { targets[index] }

    /// An event that has been corrected, sourced or marked anew, as known.
    func amended(_ position: Int) -> Event? { amended[position] }
}
