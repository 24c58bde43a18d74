import DisputeModel
import EventLog
import SQLite

/// Takes snapshots of families as they grow, and deletes old ones.
package struct SnapshotKeeper {
    /// A family gets a new snapshot after this many more events, or after a quarter more than it had,
    /// whichever is larger. So the cost of all its snapshots is a small multiple of the cost of one.
    static let interval = 1000
    /// Counting a family's events takes time, so it is done only when the log has grown by this many events,
    /// and only for families in which this process has filed as many, and for the family of the last event.
    /// The latter finds families that grow by one event per process.
    static let checkInterval = 100

    private let db: Database
    private let schema: ProjectionSchema

    /// Works on a connection, on which the caller has opened a transaction, and on one generation of the
    /// projections.
    package init(_ db: Database, _ schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// Takes the snapshots that have become due.
    ///
    /// - Parameters:
    ///   - filed: how many events were filed in each family since it was last checked. Families that are
    ///     checked now are removed.
    ///   - last: the family of the last event.
    func takeDue(_ filed: inout [String: Int], last: String?) throws {
        let grown = filed.filter { $0.value >= Self.checkInterval || $0.key == last }
        for family in grown.keys.sorted() {
            filed[family] = nil
            let store = FamilyStore(db: db, schema: schema)
            let latest = try Snapshots(db).labels(of: family).first?.position ?? 0
            let positions = try store.positions(of: family)
            let gained = positions.count { $0 > latest }
            if Self.isDue(gained: gained, before: positions.count - gained) { try take(family) }
        }
    }

    /// Whether a family that had so many events at its latest snapshot, and has gained so many since, gets a new one.
    static func isDue(gained: Int, before: Int) -> Bool { gained >= max(interval, before / 4) }

    /// Whether the family is large and has no snapshot.
    static func isWanting(_ family: String, count: Int, _ db: Database) throws -> Bool {
        try count >= interval && Snapshots(db).labels(of: family).isEmpty
    }

    /// Deletes unusable snapshots. If one was the latest of its family, a new one is taken.
    func replace(_ faults: SnapshotFaults) throws {
        for label in faults.takeUnreplaced() {
            let isLatest = try Snapshots(db).labels(of: label.subject).first == label
            try Snapshots(db).drop(label)
            if isLatest, try !FamilyStore(db: db, schema: schema).numbers(of: label.subject).isEmpty {
                try take(label.subject)
            }
        }
    }

    /// Takes a snapshot of a family.
    ///
    /// - Returns: the position at which it was taken.
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

    /// Deletes some of the older snapshots, because the record as known at an earlier time is rarely asked
    /// for.
    private func thin(_ family: String) throws {
        let labels = try Snapshots(db).labels(of: family)
        for (age, label) in labels.enumerated() where age >= 4 && age % 2 == 1 && labels.count > 8 {
            try Snapshots(db).drop(label)
        }
    }
}
