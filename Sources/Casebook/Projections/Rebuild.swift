import DisputeModel
import EventLog
import GRDB

/// Draws projections anew from the log, family by family.
struct Rebuild {
    private let db: Database
    private let schema: ProjectionSchema

    private let faults: SnapshotFaults

    init(_ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults) {
        self.db = db
        self.schema = schema
        self.faults = faults
    }

    /// The positions of each family's events, in log order; and those of the log's own.
    static func families(_ db: Database, from first: Int = 1, through last: Int = .max) throws -> (
        families: [String: [Int]], ofLog: [Int]
    ) {
        var families: [String: [Int]] = [:]
        var ofLog: [Int] = []
        for (stream, positions) in try Log(db).positionsByStream(from: first, through: last) {
            if stream == Event.logStream {
                ofLog = positions
            } else {
                families[DisputeID.family(of: stream), default: []].append(contentsOf: positions)
            }
        }
        for family in families.keys { families[family]?.sort() }
        return (families, ofLog)
    }

    func all() throws {
        let (families, ofLog) = try Self.families(db)
        for (family, positions) in families { try draw(family, positions) }
        for position in ofLog { try draw(ofLog: position) }
    }

    func draw(_ family: String, _ positions: [Int]) throws {
        let record = try FamilySource(db, schema, faults).record(of: family, positions: positions)
        try FamilyStore(db: db, schema: schema).write(FamilyRows(record), over: FamilyRows(), family: family)
    }

    /// An event that concerns the log itself has a place, and moves nothing.
    func draw(ofLog position: Int) throws {
        let recorded = try Log(db).text(at: position).flatMap { Event(text: $0) }?.recordedAt
        try FamilyStore(db: db, schema: schema).write(
            FamilyRows.EntryRow.ofLog(recordedAt: recorded?.milliseconds ?? 0), at: position, dispute: 0)
    }
}

extension FamilyRows.EntryRow {
    static func ofLog(recordedAt: Int) -> Self {
        Self(dispute: "", place: recordedAt, flags: applied, target: nil, condition: nil)
    }
}

extension Event {
    /// The stream of what concerns the log itself and no dispute.
    static let logStream = ".log"

    var stream: String { dispute.isEmpty ? Self.logStream : dispute }
}
