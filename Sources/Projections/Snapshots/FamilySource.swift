import DisputeModel
import EventLog
import SQLite

/// Computes the record of a family at a position of the log: from the latest usable snapshot and the texts
/// after it, or from the texts alone.
package struct FamilySource {
    private let db: Database
    private let schema: ProjectionSchema
    private let log: Log
    private let faults: SnapshotFaults

    /// Reads on a connection, on which the caller has opened a transaction, and from one generation of the
    /// projections. Unusable snapshots are added to `faults`.
    package init(_ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults) {
        self.db = db
        self.schema = schema
        self.faults = faults
        log = Log(db)
    }

    func record(of family: String, through last: Int) throws -> FamilyRecord {
        try record(
            of: family,
            positions: try FamilyStore(db: db, schema: schema).positions(of: family, through: last),
            through: last)
    }

    /// The record over the given events.
    ///
    /// - Parameter positions: the positions of the family's events up to `last`, in log order.
    func record(
        of family: String, positions: [Int], through last: Int = .max, usingSnapshots: Bool = true
    ) throws -> FamilyRecord {
        let digests = try digests(
            of: family, positions: positions, through: last, usingSnapshots: usingSnapshots)
        return try FamilyRecord(digests.events, SymbolTable(digests.symbols), text: log.text)
    }

    /// The digests of the family's events, as they were recorded.
    package func digests(
        of family: String, positions: [Int], through last: Int = .max, usingSnapshots: Bool = true
    ) throws -> FamilySnapshot {
        let kept = usingSnapshots ? try snapshot(of: family, positions, through: last) : nil
        var events = kept?.events ?? []
        var scanner = EventScanner(kept?.symbols ?? Symbols())
        events.reserveCapacity(positions.count)
        let known = events.last?.position ?? 0
        try log.forEach(at: positions.drop { $0 <= known }) {
            events.append(scanner.scan($1.span, at: $0))
        }
        return FamilySnapshot(events, scanner.symbols)
    }

    /// The latest usable snapshot.
    private func snapshot(of family: String, _ positions: [Int], through last: Int) throws -> FamilySnapshot?
    {
        for label in try Snapshots(db).labels(of: family, through: last) {
            guard let kept = try sound(label) else { continue }
            // The snapshot must cover exactly these events; otherwise it is damaged. The comparison is cheap.
            if kept.events.map(\.position).elementsEqual(positions.prefix { $0 <= label.position }) {
                return kept
            }
            faults.note(label, .damaged)
        }
        return nil
    }

    /// The content of a snapshot; nil if it cannot be used. Then the fault is noted.
    private func sound(_ label: Snapshots.Label) throws -> FamilySnapshot? {
        do {
            return try FamilySnapshot(bytes: Snapshots(db).bytes(label, rules: Rules.fingerprint))
        } catch let fault as Snapshots.Fault {
            // After an upgrade, snapshots of the former rules are expected; the next write replaces them.
            if Rules.ofReleases[label.rules] == nil { faults.note(label, fault) }
        } catch is ByteReader.Malformed {
            faults.note(label, .damaged)
        }
        return nil
    }

    func texts(_ positions: ArraySlice<Int>) throws -> [FamilyRecord.Logged] {
        var logged: [FamilyRecord.Logged] = []
        logged.reserveCapacity(positions.count)
        try log.forEach(at: positions) {
            logged.append(FamilyRecord.Logged(position: $0, text: String(decoding: $1, as: UTF8.self)))
        }
        return logged
    }
}
