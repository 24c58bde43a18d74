import DisputeModel
import EventLog

/// The rows of the search index as the log gives them.
package struct SearchRows {
    private let reading: ReadTransaction

    package init(_ reading: ReadTransaction) { self.reading = reading }

    /// The rows of a run of events, in order; memory does not grow with the log.
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

    /// The event whose words a row holds; nil where the log has no such row.
    package func subject(ofRow row: Int) throws -> Int? {
        let position = row / 2
        if row % 2 == 0 { return position }
        return try reading.log.text(at: position).flatMap { Event(text: $0) }
            .flatMap { try changed(by: $0, at: position) }
    }

    /// The event that a row holds the words of, as it was known when the row came to be.
    package func event(ofRow row: Int) throws -> Event? {
        guard row % 2 == 1 else { return try reading.log.text(at: row / 2).flatMap { Event(text: $0) } }
        return try subject(ofRow: row).flatMap { try reading.asKnown($0, through: row / 2) }
    }

    /// The earlier event that reads otherwise from an event on: the one that it corrects or gives a source, or that the one
    /// did which it retracts.
    private func changed(by event: Event, at position: Int) throws -> Int? {
        var (link, place) = (event, position)
        while FamilyRecord.changesTheRecord(link.kind), let id = link.target.flatMap({ EventID($0) }),
            let target = try reading.log.position(ofID: id.bytes), target < place,
            let next = try reading.log.text(at: target).flatMap({ Event(text: $0) })
        {
            guard FamilyRecord.changesTheRecord(next.kind) else {
                return ["correction", "source-added"].contains(link.kindName) ? target : nil
            }
            (link, place) = (next, target)
        }
        return nil
    }
}

extension ReadTransaction {
    /// An event with the corrections, sources and markings that remained when the log had come to `last`.
    package func asKnown(_ position: Int, through last: Int) throws -> Event? {
        guard let live else {
            guard let text = try log.text(at: position), let stream = try log.stream(at: position) else {
                return nil
            }
            let record = try record(of: DisputeID.family(of: stream), through: last)
            return record.asKnown(FamilyRecord.Logged(position: position, text: text))
        }
        return try live.knownEvents.asKnown(position, through: last)
    }
}

extension KnownEvents {
    func asKnown(_ position: Int, through last: Int) throws -> Event? {
        guard var event = try event(at: position) else { return nil }
        let recordEvents = try recordEvents(on: position).map(\.position).filter { $0 <= last }
        let retracted = try retracted(among: recordEvents, through: last)
        for recordEvent in recordEvents where !retracted.contains(recordEvent) {
            if let recordEvent = try self.event(at: recordEvent) { event = event.amended(by: recordEvent) }
        }
        return event
    }

    /// Those that are retracted when the log has come to `last`, as section 4, step 2 has it.
    private func retracted(among positions: [Int], through last: Int) throws -> Set<Int> {
        var retractions: [(position: Int, target: Int)] = []
        var waiting = positions
        while let target = waiting.popLast() {
            for recordEvent in try recordEvents(on: target).map(\.position) where recordEvent <= last {
                guard try event(at: recordEvent)?.kindName == "retraction" else { continue }
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
