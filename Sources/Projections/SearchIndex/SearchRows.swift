import DisputeModel
import EventLog

/// Computes rows of the search index from the log.
package struct SearchRows {
    private let reading: ReadTransaction

    /// Computes rows from the log and the projections of a read transaction.
    package init(_ reading: ReadTransaction) { self.reading = reading }

    /// Calls `body` with the rows of the events of a range, in order. Memory use does not grow with the log.
    ///
    /// - Parameters:
    ///   - first: the position before the first event.
    ///   - last: the position of the last event.
    ///   - scanner: computes the words of acts. Its caches are kept from one range to the next.
    ///   - body: is called with the rowid and the words of each row.
    package func forEach(
        after first: Int, through last: Int, _ scanner: inout SearchScanner,
        _ body: (_ row: Int, SearchWords) throws -> Void
    ) throws {
        try reading.log.forEachText(from: first + 1, through: last) { position, text in
            guard SearchIndex.positions.contains(position) else { return true }
            if let words = scanner.words(text.span) {
                try body(SearchIndex.ownRow(position), words)
                return true
            }
            guard let event = Event(text: String(decoding: text, as: UTF8.self)) else { return true }
            try body(SearchIndex.ownRow(position), SearchWords(event))
            if let changed = try changed(by: event, at: position),
                let known = try reading.asKnown(changed, through: position)
            {
                try body(SearchIndex.changedRow(position), SearchWords(known))
            }
            return true
        }
    }

    /// The position of the event whose words a row contains; nil if there is no such row.
    package func subject(ofRow row: Int) throws -> Int? {
        let position = row / 2
        if row % 2 == 0 { return position }
        return try reading.log.event(at: position)
            .flatMap { try changed(by: $0, at: position) }
    }

    /// The event whose words a row contains, as it was known when the row was made.
    package func event(ofRow row: Int) throws -> Event? {
        guard row % 2 == 1 else { return try reading.log.event(at: row / 2) }
        return try subject(ofRow: row).flatMap { try reading.asKnown($0, through: row / 2) }
    }

    /// The position of the earlier event that an event changes: the target of a correction or source, or of
    /// the one that a retraction takes out or restores. nil if it changes none.
    private func changed(by event: Event, at position: Int) throws -> Int? {
        var (link, place) = (event, position)
        while FamilyRecord.changesTheRecord(link.kind),
            let target = try reading.log.target(of: link, at: place)
        {
            guard FamilyRecord.changesTheRecord(target.event.kind) else {
                return link.recordKind == .correction || link.recordKind == .sourceAdded
                    ? target.position : nil
            }
            (link, place) = target
        }
        return nil
    }
}

extension ReadTransaction {
    /// The event with the corrections, sources and markings that applied when the log ended at `last`.
    package func asKnown(_ position: Int, through last: Int) throws -> Event? {
        guard let live else {
            guard let text = try log.text(at: position), let stream = try log.stream(at: position) else {
                return nil
            }
            let record = try record(of: DisputeID.family(of: stream), through: last)
            return record.asKnown(FamilyRecord.Logged(position: position, text: text))
        }
        return try FormerEvents(now: live.knownEvents, last: last).asKnown(position)
    }
}

/// The events as they were known when the log ended at a position.
private struct FormerEvents: RecordedEvents {
    let now: KnownEvents
    let last: Int

    func event(at position: Int) throws -> Event? { try now.event(at: position) }

    func recordEvents(on position: Int) throws -> [AboutEvent] {
        let positions = try earlier(on: position)
        let retracted = try retracted(among: positions)
        return positions.map { ($0, retracted.contains($0)) }
    }

    private func earlier(on position: Int) throws -> [Int] {
        try now.recordEvents(on: position).map(\.position).filter { $0 <= last }
    }

    /// The events among `positions` that were retracted (section 4, step 2).
    private func retracted(among positions: [Int]) throws -> Set<Int> {
        var retractions: [(position: Int, target: Int)] = []
        var waiting = positions
        while let target = waiting.popLast() {
            for recordEvent in try earlier(on: target) {
                guard try event(at: recordEvent)?.recordKind == .retraction else { continue }
                retractions.append((recordEvent, target))
                waiting.append(recordEvent)
            }
        }
        var retracted: Set<Int> = []
        for (position, target) in retractions.sorted(by: { $0.position > $1.position })
        where !retracted.contains(position) {
            retracted.insert(target)
        }
        return retracted
    }
}
