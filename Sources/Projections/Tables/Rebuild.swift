import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// What a rebuild of the projections asks of the log.
package struct Rebuild {
    private let db: Database
    private let schema: ProjectionSchema

    init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// The positions of each family's events, in log order; and those of the log's own.
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

    /// The same of what was filed after a position, beyond which there may be none: in a log that was tampered with the last
    /// event may have the greatest number that there is.
    static func families(_ db: Database, after last: Int) throws -> [String: [Int]] {
        last == .max ? [:] : try families(db, from: last + 1).families
    }

    /// The same of one family.
    static func positions(of family: String, _ db: Database) throws -> [Int] {
        try PreparedStatement(
            db, "SELECT position FROM event WHERE stream = ?1 OR stream GLOB ?1 || '/*' ORDER BY position",
            [.text(family)]
        ).all { $0.number(0) }
    }

    /// An event that concerns the log itself has a row where it came from another log.
    func draw(ofLog position: Int) throws {
        if let row = try Self.row(ofLog: position, db) {
            try FamilyStore(db: db, schema: schema).write(row, to: .entry)
        }
    }

    package static func row(ofLog position: Int, _ db: Database) throws -> ProjectionRow? {
        guard let event = try Log(db).text(at: position).flatMap({ Event(text: $0) }),
            let origin = event.origin
        else { return nil }
        let order = CourseOrder(
            place: origin.recordedAt, firstTime: origin.recordedAt, position: position)
        return FamilyRows.entry(order, dispute: 0, origin: origin.id)
    }
}
