import DisputeModel
import EventLog
import SQLite

/// Takes snapshots of families by itself as they grow, and throws the old ones out.
package struct SnapshotKeeper {
    /// A family is snapshotted again when it has gained this many events, or a quarter of what it had, whichever is more:
    /// so all snapshots together cost a small multiple of one.
    static let interval = 1000
    /// To count a family's events takes time, so it is done only after so many more: those of the family where one process
    /// files them all, those of the log where each files but one and happens upon the family.
    static let glance = 100

    private let db: Database
    private let schema: ProjectionSchema

    package init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// Takes those that have become due by what was filed.
    ///
    /// - Parameters:
    ///   - filed: how many events were filed in each family since it was looked at last. A family that is looked at now goes.
    ///   - last: the family of the last of them.
    func takeDue(_ filed: inout [String: Int], last: String?) throws {
        let grown = filed.filter { $0.value >= Self.glance || $0.key == last }
        for family in grown.keys.sorted() {
            filed[family] = nil
            let store = FamilyStore(db: db, schema: schema)
            let latest = try Snapshots(db).labels(of: family).first?.position ?? 0
            let positions = try store.positions(of: family)
            let gained = positions.count { $0 > latest }
            guard gained >= Self.interval else { continue }
            let before = latest == 0 ? 0 : positions.count - gained
            if gained >= before / 4 { try take(family) }
        }
    }

    /// Whether the family is large and has no snapshot.
    static func isWanting(_ family: String, count: Int, _ db: Database) throws -> Bool {
        try count >= interval && Snapshots(db).labels(of: family).isEmpty
    }

    /// Throws out what is of no use, and takes it anew where it was the latest.
    func replace(_ faults: SnapshotFaults) throws {
        for label in faults.takeUnreplaced() {
            let isLatest = try Snapshots(db).labels(of: label.subject).first == label
            try Snapshots(db).drop(label)
            if isLatest, try !FamilyStore(db: db, schema: schema).numbers(of: label.subject).isEmpty {
                try take(label.subject)
            }
        }
    }

    @discardableResult
    package func take(_ family: String) throws -> Int {
        let position = try Log(db).head().position
        let store = FamilyStore(db: db, schema: schema)
        let snapshot = try FamilySource(db, schema, SnapshotFaults()).digests(
            of: family, positions: try store.legiblePositions(of: family), through: position)
        try Snapshots(db).store(snapshot.bytes, of: family, at: position, rules: Rules.fingerprint)
        try thin(family)
        return position
    }

    /// Keeps the latest, and of the earlier ones ever fewer: what is known at a day long past is asked for seldom.
    private func thin(_ family: String) throws {
        let labels = try Snapshots(db).labels(of: family)
        for (age, label) in labels.enumerated() where age >= 4 && age % 2 == 1 && labels.count > 8 {
            try Snapshots(db).drop(label)
        }
    }
}
