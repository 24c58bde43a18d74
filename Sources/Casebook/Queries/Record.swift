import DisputeModel
import EventLog
import SQLite

/// Single events of the log as they are known now.
struct Record {
    private let db: Database
    private let schema: ProjectionSchema

    init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// The event with the corrections, sources and markings that remain.
    func asKnown(_ position: Int, onlyCorrections: Bool = false) throws -> Event? {
        guard var event = try event(at: position) else { return nil }
        for amendment in try remarks(on: position) where !amendment.isRetracted {
            guard let remark = try self.event(at: amendment.position) else { continue }
            if onlyCorrections, remark.kindName != "correction" { continue }
            event = event.amended(by: remark)
        }
        return event
    }

    /// The event as it stands in the log.
    func event(at position: Int) throws -> Event? {
        try Log(db).text(at: position).flatMap { Event(text: $0) }
    }

    /// The record events about an event, in record order.
    func remarks(on position: Int) throws -> [(position: Int, isRetracted: Bool)] {
        try PreparedStatement(
            db,
            "SELECT position, flags & 1 FROM \(schema[.entry]) WHERE target = ? ORDER BY first, position",
            [.number(position)]
        ).all { ($0.number(0), $0.number(1) != 0) }
    }

    /// Whether some record event is about it.
    func isAmended(_ position: Int) throws -> Bool {
        let statement = try PreparedStatement(
            db, "SELECT 1 FROM \(schema[.entry]) WHERE target = ? LIMIT 1")
        try statement.bind(position, at: 1)
        return try statement.first { _ in true } ?? false
    }

    /// False where it is sure to have no marking: no record event gives it one, and its text does not hold the word.
    func mayBeMarked(_ position: Int) throws -> Bool {
        guard var text = try Log(db).text(at: position) else { return false }
        // An escape might be a letter of it.
        if text.withUTF8({ $0.holds("marking") || $0.holds("\\") }) { return true }
        return try isAmended(position)
    }

    /// Whether a correction that counts has been applied to it.
    func isCorrected(_ position: Int) throws -> Bool {
        let statement = try PreparedStatement(
            db, "SELECT flags FROM \(schema[.entry]) WHERE position = ?")
        try statement.bind(position, at: 1)
        return try statement.first { $0.number(0) & FamilyRecord.Entry.corrected != 0 } ?? false
    }

    /// Where an event stands, as far as its own text does not say it, and whether it has been retracted.
    func standing(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        let statement = try PreparedStatement(
            db, "SELECT place, flags & 1 FROM \(schema[.entry]) WHERE position = ?")
        try statement.bind(position, at: 1)
        return try statement.first { (Instant(kept: $0.number(0)), $0.number(1) != 0) }
    }

    /// Where an event stands (section 2), and whether it has been retracted.
    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)? {
        if let known = try standing(of: position) { return known }
        return try event(at: position).map { ($0.ownPlace, false) }
    }
}
