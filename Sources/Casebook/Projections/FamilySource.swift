import DisputeModel
import EventLog
import SQLite

/// Gives the record of a family at a position of the log: from the nearest snapshot that is sound, or from the texts.
struct FamilySource {
    private let db: Database
    private let schema: ProjectionSchema
    private let log: Log
    private let faults: SnapshotFaults
    private let reader: EventReader

    /// - Parameter reader: to be given where many families are read one after the other.
    init(
        _ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults,
        reader: EventReader = EventReader()
    ) {
        self.db = db
        self.schema = schema
        self.faults = faults
        self.reader = reader
        log = Log(db)
    }

    func record(of family: String, through last: Int) throws -> FamilyRecord {
        try record(
            of: family,
            positions: try FamilyStore(db: db, schema: schema).positions(of: family, through: last),
            through: last)
    }

    /// `positions`: those of the family's events up to `last` in the log, in log order.
    func record(
        of family: String, positions: [Int], through last: Int = .max, usingSnapshots: Bool = true
    ) throws -> FamilyRecord {
        if usingSnapshots {
            for label in try Snapshots(db).labels(of: family, through: last) {
                guard var kept = try sound(label) else { continue }
                let tail = positions.drop { $0 <= label.position }
                // A snapshot of another set of events would be one of another log; the count costs nothing to check.
                guard kept.entries.count + tail.count == positions.count else {
                    faults.note(label, .damaged)
                    continue
                }
                if try kept.carryOn(try events(tail), position: { try log.position(ofID: $0.bytes) }) {
                    return kept
                }
                break
            }
        }
        var draft = FamilyRecord.Draft(reserving: positions.count)
        try log.forEach(at: positions) { draft.take(reader.read($1, at: $0).event) }
        return try FamilyRecord(consume draft, text: log.text)
    }

    /// The record that a snapshot holds; nil, and noted, where it is of no use.
    private func sound(_ label: Snapshots.Label) throws -> FamilyRecord? {
        do {
            return try FamilySnapshot(bytes: Snapshots(db).bytes(label, rules: Rules.fingerprint)).record
        } catch let fault as Snapshots.Fault {
            // After an upgrade that is as it should be; the next who writes replaces it.
            if Rules.ofReleases[label.rules] == nil { faults.note(label, fault) }
        } catch is ByteReader.Malformed {
            faults.note(label, .damaged)
        }
        return nil
    }

    private func events(_ positions: ArraySlice<Int>) throws -> [LoggedEvent] {
        var events: [LoggedEvent] = []
        events.reserveCapacity(positions.count)
        try log.forEach(at: positions) { events.append(reader.read($1, at: $0).event) }
        return events
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
