import DisputeModel
import EventLog
import GRDB

/// Takes snapshots of families by itself as they grow, and throws the old ones out.
struct SnapshotKeeper {
    /// A family is snapshotted again when it has gained this many events, or a quarter of what it had, whichever is more:
    /// so all snapshots together cost a small multiple of one.
    static let interval = 1000

    private let db: Database
    private let schema: ProjectionSchema

    init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    func takeDue(in families: Set<String>) throws {
        for family in families.sorted() {
            let store = FamilyStore(db: db, schema: schema)
            let count = try store.count(of: family)
            guard count >= Self.interval else { continue }
            let labels = try Snapshots(db).labels(of: family)
            let before = try labels.first.map { try store.count(of: family, through: $0.position) } ?? 0
            if count - before >= max(Self.interval, before / 4) { try take(family) }
        }
    }

    /// Takes one of a record that has been made anew anyway, if the family is large and has none.
    func takeIfWanting(_ record: FamilyRecord, of family: String) throws {
        guard try Self.isWanting(record, of: family, db) else { return }
        try take(record, of: family, at: try Log(db).head().position)
    }

    /// Whether the family is large and has no snapshot.
    static func isWanting(_ record: FamilyRecord, of family: String, _ db: Database) throws -> Bool {
        try record.entries.count >= interval && Snapshots(db).labels(of: family).isEmpty
    }

    /// Throws out what is of no use, and takes it anew where it was the latest.
    func replace(_ faults: SnapshotFaults) throws {
        for label in faults.takeUnreplaced() {
            let isLatest = try Snapshots(db).labels(of: label.subject).first == label
            try Snapshots(db).drop(label)
            if isLatest, try FamilyStore(db: db, schema: schema).count(of: label.subject) > 0 {
                try take(label.subject)
            }
        }
    }

    @discardableResult
    func take(_ family: String) throws -> Int {
        let position = try Log(db).head().position
        let record = try FamilySource(db, schema, SnapshotFaults()).record(of: family, through: position)
        try take(record, of: family, at: position)
        return position
    }

    private func take(_ record: FamilyRecord, of family: String, at position: Int) throws {
        try Snapshots(db).take(
            FamilySnapshot(record).bytes, of: family, at: position, rules: Rules.fingerprint)
        try thin(family)
    }

    /// Keeps the latest, and of the earlier ones ever fewer: what is known at a day long past is asked for seldom.
    private func thin(_ family: String) throws {
        let labels = try Snapshots(db).labels(of: family)
        for (age, label) in labels.enumerated() where age >= 4 && age % 2 == 1 && labels.count > 8 {
            try Snapshots(db).drop(label)
        }
    }
}
