import CanonicalJSON

/// What the log says of one family, a dispute and its sub-disputes, at one moment of the record: steps 1 to 3 of
/// section 4, and the places of section 2.
///
/// It takes the family's events in log order, as far as they were known at the moment asked for, and gives the acts that
/// count in order of place. Nothing in it depends on the day asked about: an answer as of an earlier day is a look at
/// the beginning of the same sequence.
package struct FamilyRecord: Sendable {
    /// In order of position.
    package private(set) var entries: [Entry] = []
    package private(set) var openings: [Opening] = []
    /// In order of place; retracted events are not among them.
    package private(set) var acts: [Act] = []
    /// The events that were corrected, sourced or marked anew, as known.
    private var amended: [Int: Event] = [:]

    /// An event as it stands in the log.
    package struct Logged: Sendable {
        package let position: Int
        package let text: String

        package init(position: Int, text: String) {
            self.position = position
            self.text = text
        }
    }

    /// What becomes of one event of the log.
    package struct Entry: Sendable, Equatable {
        package let position: Int
        package let dispute: String
        package internal(set) var place: Instant
        /// When it was recorded first (section 1).
        package let firstTime: Instant
        /// The event that a record event is about.
        package let target: Int?
        package internal(set) var isRetracted: Bool
        /// A correction has been applied to it.
        package internal(set) var isCorrected: Bool
        /// The id that it was recorded with first, if it came from another log.
        package let origin: EventID?
        /// It is itself an opening, a retraction, a correction, a source or a marking, and no step of the fold.
        package let isApplied: Bool

        package init(
            position: Int, dispute: String, place: Instant, firstTime: Instant, target: Int?,
            isRetracted: Bool = false, isCorrected: Bool = false, origin: EventID? = nil, isApplied: Bool
        ) {
            self.position = position
            self.dispute = dispute
            self.place = place
            self.firstTime = firstTime
            self.target = target
            self.isRetracted = isRetracted
            self.isCorrected = isCorrected
            self.origin = origin
            self.isApplied = isApplied
        }

        package var order: CourseOrder {
            CourseOrder(place: place, firstTime: firstTime, position: position)
        }
    }

    /// What is read of the events before anything can be said of them as a whole: no more of each than the record keeps, for
    /// there may be very many.
    package struct Draft {
        fileprivate var entries: [Entry] = []
        fileprivate var openings: [Opening] = []
        fileprivate var acts: [Act] = []
        fileprivate var indexOfID: [EventID: Int] = [:]
        fileprivate var replies: [Int: [EventID]] = [:]
        fileprivate var amendments: [(index: Int, event: Event)] = []
        fileprivate var retractions: [Int] = []

        package init(reserving count: Int) {
            entries.reserveCapacity(count)
            acts.reserveCapacity(count)
            indexOfID.reserveCapacity(count)
        }

        /// The next in log order.
        package mutating func take(_ item: LoggedEvent) {
            let index = entries.count
            if let id = item.id { indexOfID[id] = index }
            var isApplied = false
            if let event = item.event {
                isApplied = FamilyRecord.isApplied(item.act.kind)
                switch item.act.kind?.name {
                case "dispute-opened": openings.append(Opening(event, position: item.position))
                case "retraction": retractions.append(index)
                case "correction", "source-added", "marking-changed": amendments.append((index, event))
                default: break
                }
            }
            let target = item.target.flatMap { indexOfID[$0] }.map {
                $0 == index ? item.position : entries[$0].position
            }
            entries.append(
                Entry(
                    position: item.position, dispute: item.dispute, place: item.act.place,
                    firstTime: item.act.firstTime, target: target, origin: item.origin?.id,
                    isApplied: isApplied))
            acts.append(item.act)
            acts[index].target = target
            if !item.replies.isEmpty { replies[index] = item.replies }
        }
    }

    /// - Parameter text: gives the text of one of these events, where what it says has been replaced.
    package init(_ logged: [LoggedEvent], text: (Int) throws -> String?) rethrows {
        var draft = Draft(reserving: logged.count)
        for item in logged { draft.take(item) }
        try self.init(consume draft, text: text)
    }

    package init(_ draft: consuming Draft, text: (Int) throws -> String?) rethrows {
        entries = draft.entries
        openings = draft.openings
        var drafts = draft.acts
        let (indexOfID, retractions) = (draft.indexOfID, draft.retractions)
        var amendments = draft.amendments
        var replies = draft.replies
        // One holder of each, or the arrays would be copied when they change.
        draft = Draft(reserving: 0)
        var indexOfPosition: [Int: Int] = [:]
        if !amendments.isEmpty || !retractions.isEmpty {
            for (index, entry) in entries.enumerated() { indexOfPosition[entry.position] = index }
        }

        // Step 2: from the last to the first, so that a retraction that is itself retracted takes nothing out.
        for index in retractions.reversed() where !entries[index].isRetracted {
            if let target = entries[index].target, let targetIndex = indexOfPosition[target] {
                entries[targetIndex].isRetracted = true
            }
        }

        // Step 3: in record order; a later one wins, key by key.
        let inRecordOrder = entries.recordOrder
        if let inRecordOrder {
            var rank = [Int](repeating: 0, count: inRecordOrder.count)
            for (place, index) in inRecordOrder.enumerated() { rank[index] = place }
            amendments.sort { rank[$0.index] < rank[$1.index] }
        }
        for (index, amendment) in amendments where !entries[index].isRetracted {
            guard let target = entries[index].target,
                let targetIndex = indexOfPosition[target],
                let original = try amended[target] ?? text(target).flatMap({ Event(text: $0) })
            else { continue }
            amended[target] = original.amended(by: amendment)
            if amendment.kindName == "correction" { entries[targetIndex].isCorrected = true }
        }
        for (position, event) in amended {
            guard let index = indexOfPosition[position] else { continue }
            if event.kindName == "dispute-opened" {
                openings = openings.map { $0.position == position ? Opening(event, position: position) : $0 }
            }
            let known = LoggedEvent(event, at: position)
            entries[index].place = known.act.place
            drafts[index] = known.act
            drafts[index].target = known.target.flatMap { indexOfID[$0] }.map { entries[$0].position }
            replies[index] = known.replies
        }

        // Section 2: an act never comes before what it responds to. What it names was recorded earlier, so one pass in record
        // order is enough, but where a log was restored as it is: there an act may name what comes after it.
        var turn = inRecordOrder ?? Array(drafts.indices)
        var passes = 0
        var namesLater = false
        var hasMoved = true
        while passes == 0 || namesLater && hasMoved {
            hasMoved = false
            var isPlaced = [Bool](repeating: passes > 0, count: drafts.count)
            for index in turn where !entries[index].isApplied {
                let named = (replies[index] ?? []).compactMap { indexOfID[$0] }
                if passes == 0 { drafts[index].replies = named.map { entries[$0].position } }
                if !drafts[index].isRecord {
                    for other in named where !entries[other].isRetracted {
                        let proposes = !entries[other].isApplied && drafts[other].kind?.phase == .proposeTalks
                        if !isPlaced[other], !entries[other].isApplied { namesLater = true }
                        drafts[index].follow(entries[other].place, proposesTalks: proposes)
                    }
                }
                isPlaced[index] = true
                hasMoved = hasMoved || entries[index].place != drafts[index].place
                entries[index].place = drafts[index].place
            }
            passes += 1
            turn.reverse()
        }
        var index = 0
        drafts.removeAll { _ in
            defer { index += 1 }
            return entries[index].isApplied || entries[index].isRetracted
        }
        swap(&acts, &drafts)
        finish(adding: [])
    }

    /// Whether an event of this kind is applied to the record before the fold, and is no step of it.
    static func isApplied(_ kind: Kind?) -> Bool { kind?.name == "dispute-opened" || changesTheRecord(kind) }

    mutating func restore(_ entries: [Entry], _ openings: [Opening], _ acts: [Act]) {
        self.entries = entries
        self.openings = openings
        self.acts = acts
    }

    mutating func append(_ entry: Entry) { entries.append(entry) }
    mutating func append(_ opening: Opening) { openings.append(opening) }

    mutating func finish(adding added: [Act]) {
        if !added.isEmpty { acts.append(contentsOf: added) }
        // Most were recorded in the order in which they happened.
        let areInOrder = acts.indices.dropFirst().allSatisfy { index in
            acts[index - 1].order < acts[index].order
        }
        if !areInOrder { acts.sort { $0.order < $1.order } }
        setBeginnings()
    }

    /// The event as known: as it stands in the log, with the corrections, sources and markings that remain.
    package func asKnown(_ logged: Logged) -> Event? {
        amended[logged.position] ?? Event(text: logged.text)
    }

    /// The beginning of section 4: the earliest of the opening's day in the record, its day in the world, and the place
    /// of the first asserted act.
    private mutating func setBeginnings() {
        var firstAsserted: [String: Day] = [:]
        var wanted = Set(openings.map(\.dispute))
        // By their places in the list: an act that is taken out is copied.
        for index in acts.indices where acts[index].standing == .asserted && !acts[index].isRecord {
            if let dispute = wanted.remove(acts[index].dispute) {
                firstAsserted[dispute] = acts[index].place.day
                if wanted.isEmpty { break }
            }
        }
        for index in openings.indices {
            if let first = firstAsserted[openings[index].dispute] {
                openings[index].beginning = min(openings[index].beginning, first)
            }
        }
    }

    /// Where it would stand if it answered nothing.
    package static func ownPlace(_ event: Event, _ kind: Kind?) -> Instant {
        let recorded = event.firstTime ?? Instant(milliseconds: 0)
        if kind?.isRecord ?? false {
            return event.details["effective"]?.string.flatMap { Day($0) }?.start ?? recorded
        }
        return event.occurred?.ownPlace ?? recorded.day.start
    }
}

extension [FamilyRecord.Entry] {
    /// Their indices in record order (section 1); nil where that is the order of positions, as it is where nothing came from
    /// another log.
    fileprivate var recordOrder: [Int]? {
        let isAscending = indices.dropFirst().allSatisfy { self[$0 - 1].firstTime <= self[$0].firstTime }
        if isAscending { return nil }
        return indices.sorted {
            self[$0].firstTime != self[$1].firstTime ? self[$0].firstTime < self[$1].firstTime : $0 < $1
        }
    }
}
