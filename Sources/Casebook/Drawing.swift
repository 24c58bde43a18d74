import DisputeModel
import EventLog
import GRDB

/// The reading and folding half of a replay: draws the rows of families from the log, for another thread to write.
struct Drawing: Sendable {
    struct Family: Sendable {
        let name: String
        /// Of its events, in log order.
        var positions: [Int]
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
    let families: [Family]
    /// The last event of the log when they were listed.
    let last: Int
    /// Events in one piece of work, at least.
    let batch: Int

    /// How much of what is drawn may wait to be written: thousands of events.
    static let room = 10

    /// Draws them all, or as many as are taken.
    func run(_ path: String, onto conveyor: Conveyor<[Drawn]>) throws {
        let store = try EventStore(at: path, .reading)
        let reader = EventReader()
        var rest = families[...]
        var last = last
        while !rest.isEmpty {
            let drawn = try store.read { db in
                // What was filed since belongs to what is drawn now: the live projections have it too.
                for (name, positions) in try Rebuild.families(db, from: last + 1).families {
                    if let index = rest.firstIndex(where: { $0.name == name }) {
                        rest[index].positions += positions
                    }
                }
                last = try Log(db).head().position
                let source = FamilySource(
                    db, ProjectionSchema(generation: 0), SnapshotFaults(), reader: reader)
                let live = try Replay.live(db)
                var drawn: [Drawn] = []
                var count = 0
                while count < batch, let family = rest.popFirst() {
                    let record = try source.record(
                        of: family.name, positions: family.positions, usingSnapshots: false)
                    let rows = FamilyRows(record, of: family.name)
                    let needsSnapshot = try SnapshotKeeper.isWanting(record, of: family.name, db)
                    drawn.append(
                        Drawn(
                            name: family.name, positions: family.positions, rows: rows,
                            differences: try live.map { try FamilyComparison($0, rows).differences },
                            snapshot: needsSnapshot ? FamilySnapshot(record).bytes : nil, last: last))
                    count += family.positions.count
                }
                return drawn
            }
            let events = drawn.reduce(0) { $0 + $1.positions.count }
            guard conveyor.give(drawn, size: events / 1000) else { break }
        }
        try store.close()
    }
}
