import DisputeModel
import EventLog
import SQLite

/// The reading and folding half of a replay: draws the rows of families from the log, for another thread to write.
///
/// Several threads do it, each on a connection of its own: they take the batches in turn.
struct Drawing: Sendable {
    struct Family: Sendable {
        let name: String
        /// Of its events, in log order.
        let positions: [Int]
    }

    struct Drawn: Sendable {
        let name: String
        let positions: [Int]
        let rows: FamilyRows
        /// Between these rows and the live ones; nil where there are none.
        let differences: [FamilyComparison.Difference]?
        /// What a snapshot would hold, where the family is large and has none.
        let snapshot: [UInt8]?
        /// The last event of the log when it was drawn.
        let last: Int
    }

    /// In the order in which they are drawn.
    private let batches: [[Family]]
    /// The last event of the log when they were listed.
    let last: Int
    let events: Int

    static let threads = 2
    /// How much of what a thread has drawn may wait to be written: thousands of events.
    static let room = 5

    /// - Parameter size: events in one batch, at least.
    init(_ families: [Family], last: Int, size: Int) {
        var batches: [[Family]] = []
        var count = Int.max
        for family in families {
            if count >= size {
                batches.append([])
                count = 0
            }
            batches[batches.count - 1].append(family)
            count += family.positions.count
        }
        self.batches = batches
        self.last = last
        events = families.reduce(0) { $0 + $1.positions.count }
    }

    /// Draws the batches of one thread, or as many as are taken.
    func run(thread: Int, _ path: String, onto conveyor: Conveyor<[Drawn]>) throws {
        let store = try EventStore(at: path, .reading)
        try store.read { try $0.keepFewPages() }
        let reader = EventReader()
        var last = last
        var filedSince: [String: [Int]] = [:]
        for batch in stride(from: thread, to: batches.count, by: Self.threads).lazy.map({ batches[$0] }) {
            let drawn = try store.read { db in
                // What was filed since belongs to what is drawn now: the live projections have it too.
                for (name, positions) in try Rebuild.families(db, after: last) {
                    filedSince[name, default: []] += positions
                }
                last = try Log(db).head().position
                let source = FamilySource(
                    db, ProjectionSchema(generation: 0), SnapshotFaults(), reader: reader)
                let live = try Replay.live(db)
                return try batch.map { family in
                    let positions = family.positions + (filedSince[family.name] ?? [])
                    let record = try source.record(
                        of: family.name, positions: positions, usingSnapshots: false)
                    let rows = FamilyRows(record, of: family.name)
                    let needsSnapshot = try SnapshotKeeper.isWanting(record, of: family.name, db)
                    return Drawn(
                        name: family.name, positions: positions, rows: rows,
                        differences: try live.map { try FamilyComparison($0, rows).differences },
                        snapshot: needsSnapshot ? FamilySnapshot(record).bytes : nil, last: last)
                }
            }
            let events = drawn.reduce(0) { $0 + $1.positions.count }
            guard conveyor.give(drawn, size: events / 1000) else { break }
        }
        try store.close()
    }
}
