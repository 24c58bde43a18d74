import DisputeModel
import EventLog
import Platform
import SQLite
import SystemPackage

/// The folding part of a replay: computes the rows of families from their digests, for another thread to
/// write.
///
/// Several threads do this, each on its own connection. They process the batches in turn.
struct ReplayWorker: Sendable {
    /// The computed rows of one family.
    struct Family: Sendable {
        let name: String
        let count: Int
        let rows: FamilyRows
        /// The differences between the live rows and these; nil if there are no live projections.
        let differences: [FamilyComparison.Difference]?
        /// The content of a new snapshot, if the family is large and has none.
        let snapshot: [UInt8]?
        /// The log's last event when the rows were computed.
        let last: Int
    }

    private let log: ScannedLog
    /// In the order in which they are processed.
    private let batches: [[ScannedLog.Family]]
    /// The last event that the digests cover.
    private let last: Int

    static let threads = 2
    /// The capacity of a thread's queue, in thousands of events.
    static let room = 5

    /// - Parameter size: the minimum number of events in a batch.
    init(_ log: ScannedLog, last: Int, size: Int) {
        var batches: [[ScannedLog.Family]] = []
        var count = Int.max
        for family in log.families {
            if count >= size {
                batches.append([])
                count = 0
            }
            batches[batches.count - 1].append(family)
            count += log.count(of: family)
        }
        self.log = log
        self.batches = batches
        self.last = last
    }

    /// Computes the batches of one thread, until the queue is stopped.
    func run(thread: Int, _ path: FilePath, onto queue: BoundedQueue<[Family]>) throws {
        let store = try EventStore(at: path, .reading)
        try store.read { try $0.keepFewPages() }
        let table = SymbolTable(log.symbols)
        var last = last
        var filedSince: [String: [Int]] = [:]
        for batch in stride(from: thread, to: batches.count, by: Self.threads).lazy.map({ batches[$0] }) {
            let drawn = try store.read { db in
                // Events that were appended since the scan are included, because the live projections contain
                // them too.
                for (name, positions) in try Rebuild.families(db, after: last) {
                    filedSince[name, default: []] += positions
                }
                last = try Log(db).head().position
                let live = try Replay.live(db)
                let former = try FormerProjections(db)
                return try batch.map { family in
                    let since = try filedSince[family.name].map { try digests($0, table, db) } ?? []
                    return try draw(family, log.events(of: family) + since, table, live, former, last, db)
                }
            }
            let events = drawn.reduce(0) { $0 + $1.count }
            guard queue.enqueue(drawn, size: events / 1000) else { break }
        }
        try store.close()
    }

    private func digests(_ positions: [Int], _ table: SymbolTable, _ db: Database) throws -> [EventDigest] {
        var scanner = EventScanner(table.symbols)
        var events: [EventDigest] = []
        try Log(db).forEach(at: positions) { events.append(scanner.scan($1.span, at: $0)) }
        table.symbols = scanner.symbols
        return events
    }

    private func draw(
        _ family: ScannedLog.Family, _ events: [EventDigest], _ table: SymbolTable, _ live: FamilyStore?,
        _ former: FormerProjections?, _ last: Int, _ db: Database
    ) throws -> Family {
        let needsSnapshot = try SnapshotKeeper.isWanting(family.name, count: events.count, db)
        // Before the record is made: a snapshot contains the digests as they were recorded, without
        // amendments.
        let snapshot = needsSnapshot ? FamilySnapshot(events, table.symbols).bytes : nil
        let record = try FamilyRecord(events, table, text: Log(db).text)
        let rows = FamilyRows(record, of: family.name)
        return Family(
            name: family.name, count: events.count, rows: rows,
            differences: try former?.differences(from: rows)
                ?? live.map { try FamilyComparison($0, rows).differences },
            snapshot: snapshot, last: last)
    }
}
