import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Reads single events as they are known now, with the amendments that apply to them.
package struct KnownEvents: RecordedEvents {
    private let db: Database
    private let schema: ProjectionSchema

    /// Reads from one generation of the projections; the caller opens the transaction.
    package init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// The event as it was recorded; nil if there is none.
    package func event(at position: Int) throws -> Event? {
        try Log(db).event(at: position)
    }

    /// The record events about an event, in record order.
    package func recordEvents(on position: Int) throws -> [AboutEvent] {
        try PreparedStatement(
            db,
            """
            SELECT position, \(EntryFlag.isRetracted) FROM \(schema[.entry])
            WHERE target = ? ORDER BY first, position
            """,
            [.number(position)]
        ).all { ($0.number(0), $0.flag(1)) }
    }

    /// Whether there is a record event about the event.
    package func isAmended(_ position: Int) throws -> Bool {
        let statement = try PreparedStatement(
            db, "SELECT 1 FROM \(schema[.entry]) WHERE target = ? LIMIT 1")
        try statement.bind(position, at: 1)
        return try statement.first { _ in true } ?? false
    }

    /// False if the event certainly has no marking: there is no record event about it, and its text does not
    /// contain the word. True does not mean that it has one.
    package func mayBeMarked(_ position: Int) throws -> Bool {
        guard var text = try Log(db).text(at: position) else { return false }
        // An escape sequence could stand for a letter of the word.
        if text.withUTF8({ $0.holds("marking") || $0.holds("\\") }) { return true }
        return try isAmended(position)
    }

    /// Whether a correction that counts applies to the event.
    package func isCorrected(_ position: Int) throws -> Bool {
        let statement = try PreparedStatement(
            db, "SELECT \(EntryFlag.isCorrected) FROM \(schema[.entry]) WHERE position = ?")
        try statement.bind(position, at: 1)
        return try statement.first { $0.flag(0) } ?? false
    }

    /// The event's place, and whether it has been retracted; nil if it has no entry. Then its place is the
    /// one that its text gives, and it has not been retracted.
    package func standing(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        let statement = try PreparedStatement(
            db, "SELECT place, \(EntryFlag.isRetracted) FROM \(schema[.entry]) WHERE position = ?")
        try statement.bind(position, at: 1)
        return try statement.first { (Instant(kept: $0.number(0)), $0.flag(1)) }
    }

    /// The event's place (section 2), and whether it has been retracted; nil if there is no such event.
    package func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        if let known = try standing(of: position) { return known }
        return try event(at: position).map { ($0.ownPlace, false) }
    }

    /// The retraction that takes an event out, and its position; nil if the event is not retracted.
    package func retraction(of position: Int) throws -> (event: Event, position: Int)? {
        try counted(on: position).first { $0.event.recordKind == .retraction }
    }
}

extension FamilyStore {
    /// Reads single events through the same projections.
    package var knownEvents: KnownEvents { KnownEvents(db, schema) }
}
