import DisputeModel
import EventLog
import SQLite

/// A log and what is derived from it. Every transaction that writes leaves the projections current.
///
/// Every answer can be had from the log alone; the projections only make it quick. A reader that finds them absent or out of
/// date folds the log itself.
package final class ProjectedLog {
    package let store: EventStore
    /// Snapshots that were found to be of no use; what was asked was answered without them.
    package let faults = SnapshotFaults()
    /// Whether what writing changes in the obligations is kept in `changes`.
    package var notesChanges = false
    /// Is told how a rebuild goes that has to be done before anything can be written: where the projections are missing, or
    /// were made with other rules.
    package var onRebuild: (Rebuilding) -> Void = { _ in }
    private var projector: Projector?
    private var lastSeen = LogHead.empty

    package init(store: EventStore) { self.store = store }

    package enum Rebuilding: Sendable {
        case begun
        case progress(done: Int, of: Int)
        case done(Replay.Report)
    }

    /// What the last writing changed in the obligations, in order of the openers' places.
    package var changes: [(before: Obligation?, after: Obligation)] {
        (projector?.changes ?? [:]).values.sorted { Obligation.precedes($0.after, $1.after) }
    }

    package func close() throws {
        // Its statements would keep the file open.
        projector = nil
        try store.close()
    }

    /// Asks of the log and the projections as they are at one moment.
    package func read<Result>(_ body: (ReadTransaction) throws -> Result) throws -> Result {
        try store.read { db in try body(ReadTransaction(db, faults)) }
    }

    /// Runs `body` in one transaction, at the end of which every projection is current. Where they are missing, or of other
    /// rules, they are rebuilt first by a replay, in transactions of its own: others can file meanwhile, and what was done
    /// when it is stopped serves the next.
    package func write<Result>(_ body: (Database, Projector) throws -> Result) throws -> Result {
        var hasRebuilt = false
        while true {
            if let result = try writeOnce(trusting: hasRebuilt, body) { return result }
            if !hasRebuilt { onRebuild(.begun) }
            let replay = Replay(store, faults) { self.onRebuild(.progress(done: $0, of: $1)) }
            if let report = try replay.drawAndSwap() { onRebuild(.done(report)) }
            hasRebuilt = true
        }
    }

    /// - Parameter isTrusted: the projections were rebuilt just now, and whether they are filled is not asked again.
    /// - Returns: nil where the projections have to be rebuilt first; then nothing was done.
    private func writeOnce<Result>(
        trusting isTrusted: Bool, _ body: (Database, Projector) throws -> Result
    ) throws -> Result? {
        let before = projector
        do {
            let result: (Result, LogHead)? = try store.write { db in
                let start = try Log(db).head()
                guard let projector = try self.currentProjector(db, at: start, isTrusted: isTrusted) else {
                    return nil
                }
                projector.changes = self.notesChanges ? [:] : nil
                let result = try body(db, projector)
                try projector.write()
                let head = try Log(db).head()
                try Watermark.advanceLive(db, to: head.position)
                let keeper = SnapshotKeeper(db, projector.schema)
                try keeper.replace(self.faults)
                if head.position / SnapshotKeeper.glance != start.position / SnapshotKeeper.glance {
                    try keeper.takeDue(&projector.filed, last: projector.lastFiled)
                }
                return (result, head)
            }
            guard let result else { return nil }
            lastSeen = result.1
            return result.0
        } catch {
            // What was carried on in memory is not what is on the disk.
            before?.forget()
            projector?.forget()
            lastSeen = .empty
            throw error
        }
    }

    /// The projector of the live projections; nil where they are missing or not of these rules. Those of a log without events
    /// are made at once.
    private func currentProjector(
        _ db: Database, at head: LogHead, isTrusted: Bool
    ) throws -> Projector? {
        if let mark = try Watermark(db, name: "live"), mark.rules == Rules.fingerprint,
            mark.position == head.position
        {
            if let projector, projector.schema.generation == mark.generation, lastSeen == head {
                return projector
            }
            let schema = ProjectionSchema(generation: mark.generation)
            if try schema.isWhole(db),
                try isTrusted || FamilyStore(db: db, schema: schema).isFilled(to: head.position)
            {
                try Log(db).mendTreeAtEnd()
                return keep(Projector(db, schema, faults))
            }
        }
        guard head.position == 0 else { return nil }
        try Log(db).mendTree()
        let schema = ProjectionSchema(generation: try ProjectionSchema.nextGeneration(db))
        try schema.create(db)
        try schema.makeLive(db, position: 0, rules: Rules.fingerprint)
        try ProjectionSchema.dropUnlisted(db)
        return keep(Projector(db, schema, faults))
    }

    private func keep(_ projector: Projector) -> Projector {
        self.projector = projector
        return projector
    }

    // MARK: Rebuilding

    /// Rebuilds one family, in its place; nil where the log has none of that name.
    package func rebuild(
        family: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> Replay.Report? {
        try write { db, projector in
            guard let positions = try Rebuild.families(db).families[family] else { return nil }
            var report = Replay.Report()
            let families = FamilyStore(db: db, schema: projector.schema)
            let source = FamilySource(db, projector.schema, faults)
            let fresh = FamilyRows(try source.record(of: family, positions: positions), of: family)
            report.add(try FamilyComparison(families, fresh).differences, positions.count)
            try families.erase(family)
            try families.write(fresh)
            progress(positions.count, positions.count)
            projector.forget()
            return report
        }
    }
}
