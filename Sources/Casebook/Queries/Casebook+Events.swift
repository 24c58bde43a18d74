import Answers
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The event with this position (`17`, `#17`) or id. Throws `QueryError.noEvent` if there is none, or if it was not
    /// known at the instant.
    ///
    /// In a log limited to a marking, the name is an id or its last digits. Throws `QueryError.noPositions` for a
    /// position, and `QueryError.severalEvents` if several ids match.
    package func event(named name: String, knownAt instant: Instant? = nil) throws -> FoundEvent {
        try read { reading in
            guard
                let position = try isRedacted
                    ? Self.position(ofLastDigits: name, reading.log)
                    : Self.position(named: name, reading.log),
                position <= (try reading.position(knownAt: instant)),
                let recorded = try reading.log.event(at: position)
            else { throw QueryError.noEvent(name) }
            if instant == nil, let live = reading.live,
                let (place, isRetracted) = try live.knownEvents.place(of: position)
            {
                return try Self.found(
                    position, recorded, place, isRetracted, live.knownEvents,
                    CountedMarkings(reading.log, in: live))
            }
            guard !recorded.dispute.isEmpty else {
                return FoundEvent(
                    position: position, event: recorded, recorded: recorded,
                    place: recorded.recordedAt ?? Instant(milliseconds: 0), isRetracted: false,
                    hasChanged: false,
                    recordEvents: [])
            }
            let record = try reading.record(
                of: DisputeID.family(of: recorded.dispute), knownAt: instant, usingSnapshots: false)
            guard let entry = record.entries.first(where: { $0.position == position }) else {
                throw QueryError.noEvent(name)
            }
            let known = KnownLog(reading.log, of: record)
            return try Self.found(position, recorded, entry.place, entry.isRetracted, known, known.markings)
        }
    }

    private static func found(
        _ position: Int, _ recorded: Event, _ place: Instant, _ isRetracted: Bool,
        _ events: some RecordedEvents, _ markings: CountedMarkings
    ) throws -> FoundEvent {
        let known = try events.asKnown(position) ?? recorded
        return FoundEvent(
            position: position, event: try markings.applied(to: known), recorded: recorded, place: place,
            isRetracted: isRetracted, hasChanged: known != recorded,
            recordEvents: try events.recordEvents(on: position).map(\.position))
    }

    /// The names of all disputes that have been opened, sorted.
    package func disputes() throws -> [String] {
        try read { reading in
            return try reading.live?.names()
                ?? reading.log.positions(by: \.self).keys.filter { $0 != ".log" }.sorted()
        }
    }

    /// The error that there is no dispute of this name, with similar names.
    package func noDispute(_ name: String) throws -> QueryError {
        Self.noDispute(name, among: try disputes())
    }

    /// The last event of a dispute that this recorder recorded, except retractions and events that have been retracted;
    /// nil if there is none.
    package func newestEvent(of dispute: String, by recorder: String) throws -> FoundEvent? {
        let positions = try store.read { db in
            try ReadTransaction(db, faults).record(of: DisputeID.family(of: dispute), knownAt: nil).entries
                .filter { $0.dispute == dispute && !$0.isRetracted }.map(\.position)
        }
        for position in positions.reversed() {
            let found = try event(named: String(position))
            if found.recorded.recordedBy == recorder, found.recorded.recordKind != .retraction {
                return found
            }
        }
        return nil
    }

    /// The position that `17`, `#17` or an id stands for; nil if the name is something else or no event has this id. A
    /// number is returned without a check that the log has such an event.
    static func position(named name: String, _ log: Log) throws -> Int? {
        if let number = Int(name.hasPrefix("#") ? String(name.dropFirst()) : name) {
            return number > 0 ? number : nil
        }
        return try log.position(of: name.lowercased())
    }
}

extension Casebook {
    /// The position of the event whose id is or ends in these digits; nil if there is none. Throws
    /// `QueryError.noPositions` if the name can only be a position.
    private static func position(ofLastDigits name: String, _ log: Log) throws -> Int? {
        let digits = name.lowercased()
        if let id = EventID(digits) { return try log.position(of: id) }
        if digits.hasPrefix("#") || Int(digits) != nil && digits.count < EventNames.fewestDigits {
            throw QueryError.noPositions(name)
        }
        guard digits.count >= EventNames.fewestDigits, digits.allSatisfy({ $0.isHexDigit || $0 == "-" })
        else { return nil }
        var found: [Int] = []
        try log.forEach { position, _, text in
            if Event(text: text)?.id.hasSuffix(digits) ?? false { found.append(position) }
            return found.count < 2
        }
        guard found.count < 2 else { throw QueryError.severalEvents(name) }
        return found.first
    }
}
