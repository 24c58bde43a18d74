import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Reads from the log what a rebuild of the projections needs.
package struct Rebuild {
    private let db: Database
    private let schema: ProjectionSchema

    init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// The positions of each family's events, and of the events that concern the log itself, in log order.
    package static func families(_ db: Database, from first: Int = 1, through last: Int = .max) throws -> (
        families: [String: [Int]], ofLog: [Int]
    ) {
        let groups: [String?: [Int]] = try Log(db).positions(from: first, through: last) { stream in
            stream == Event.logStream ? nil : DisputeID.family(of: stream)
        }
        var families: [String: [Int]] = [:]
        for case (let family?, let positions) in groups { families[family] = positions }
        return (families, groups[nil] ?? [])
    }

    /// The positions of each family's events after a position. In a log that was tampered with, that position
    /// can be `Int.max`.
    static func families(_ db: Database, after last: Int) throws -> [String: [Int]] {
        last == .max ? [:] : try families(db, from: last + 1).families
    }

    /// The positions of one family's events, in log order.
    static func positions(of family: String, _ db: Database) throws -> [Int] {
        try PreparedStatement(
            db, "SELECT position FROM event WHERE stream = ?1 OR stream GLOB ?1 || '/*' ORDER BY position",
            [.text(family)]
        ).all { $0.number(0) }
    }

    /// Writes the entry of an event that concerns the log itself, if it came from another log.
    func draw(ofLog position: Int) throws {
        if let row = try Self.row(ofLog: position, db) {
            try FamilyStore(db: db, schema: schema).write(row, to: .entry)
        }
    }

    /// The entry of an event that concerns the log itself; nil if it did not come from another log.
    package static func row(ofLog position: Int, _ db: Database) throws -> ProjectionRow? {
        guard let event = try Log(db).event(at: position),
            let origin = event.origin
        else { return nil }
        let order = CourseOrder(
            place: origin.recordedAt, firstTime: origin.recordedAt, position: position)
        return ProjectionTable.row(of: order, dispute: 0, origin: origin.id)
    }
}

extension FamilyStore {
    /// The positions of a family's events, in log order; from the log if a row cannot be read.
    func legiblePositions(of family: String) throws -> [Int] {
        do { return try positions(of: family) } catch is any UnreadableRow {
            return try Rebuild.positions(of: family, db)
        }
    }
}
