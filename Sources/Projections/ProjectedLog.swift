import DisputeModel
import EventLog
import SQLite

/// A log and its projections. After every write transaction the projections are current.
///
/// Every answer can be computed from the log alone; the projections only make it fast. If they are missing or
/// out of date, a read transaction folds the log itself.
package final class ProjectedLog {
    /// The log.
    package let store: EventStore
    /// Snapshots that turned out to be unusable; the questions were answered without them.
    package let faults = SnapshotFaults()
    /// Whether `write` collects the obligations that it changes in `changes`.
    package var notesChanges = false
    /// Called with the progress of a rebuild that has to precede a write, because the projections are missing
    /// or were made with other rules.
    package var onRebuild: (Rebuilding) -> Void = { _ in }
    private var projector: Projector?
    private var lastSeen = LogHead.empty

    package init(store: EventStore) { self.store = store }

    /// The progress of a rebuild.
    package enum Rebuilding: Sendable {
        case begun
        case progress(done: Int, of: Int)
        case done(Replay.Report)
    }

    /// The obligations that the last `write` changed, in the order of their openers' places. `before` is nil
    /// for a new one.
    package var changes: [(before: Obligation?, after: Obligation)] {
        (projector?.changes ?? [:]).values.sorted { Obligation.precedes($0.after, $1.after) }
    }

    /// Closes the log.
    package func close() throws {
        // The projector's prepared statements would keep the file open.
        projector = nil
        try store.close()
    }

    /// Runs `body` in a read transaction: it sees the log and the projections at one moment.
    package func read<Result>(_ body: (ReadTransaction) throws -> Result) throws -> Result {
        try store.read { db in try body(ReadTransaction(db, faults)) }
    }

    /// Runs `body` in one write transaction, at the end of which every projection is current. If the
    /// projections are missing or of other rules, a replay rebuilds them first. The replay has transactions
    /// of its own, so other processes can write in the meantime; if it is stopped, the next replay continues
    /// its work.
    ///
    /// - Parameters:
    ///   - isDurable: as for `EventStore.write`.
    ///   - afterBody: called with the position of the last event before the transaction, when `body` has appended
    ///     everything and before the projections are written. If it throws, nothing is written.
    ///   - beforeCommit: called with the position of the last event before the transaction, at the end of the
    ///     transaction. If it throws, nothing is written.
    ///   - body: reads and writes.
    package func write<Result>(
        isDurable: Bool = true, afterBody: (Database, _ start: Int) throws -> Void = { _, _ in },
        beforeCommit: (Database, _ start: Int) throws -> Void = { _, _ in },
        _ body: (Database, Projector) throws -> Result
    ) throws -> Result {
        var hasRebuilt = false
        while true {
            let result = try writeOnce(
                trusting: hasRebuilt, isDurable: isDurable, afterBody: afterBody, beforeCommit: beforeCommit,
                body)
            if let result { return result }
            if !hasRebuilt { onRebuild(.begun) }
            let replay = Replay(store, faults) { self.onRebuild(.progress(done: $0, of: $1)) }
            if let report = try replay.rebuildAndSwap() { onRebuild(.done(report)) }
            hasRebuilt = true
        }
    }

    /// - Parameter isTrusted: whether the projections have just been rebuilt, so that a check that they are
    ///   filled can be skipped.
    /// - Returns: nil if the projections have to be rebuilt first. Then nothing has been written.
    private func writeOnce<Result>(
        trusting isTrusted: Bool, isDurable: Bool, afterBody: (Database, Int) throws -> Void,
        beforeCommit: (Database, Int) throws -> Void,
        _ body: (Database, Projector) throws -> Result
    ) throws -> Result? {
        do {
            let result: (Result, LogHead)? = try store.write(isDurable: isDurable) { db in
                let start = try Log(db).head()
                guard let projector = try self.currentProjector(db, at: start, isTrusted: isTrusted) else {
                    return nil
                }
                projector.changes = self.notesChanges ? [:] : nil
                let appliedBefore = projector.applied
                let result = try body(db, projector)
                try afterBody(db, start.position)
                try projector.write()
                let last = start.position + projector.applied - appliedBefore
                try Watermark.advanceLive(db, to: last)
                let keeper = SnapshotKeeper(db, projector.schema)
                try keeper.replace(self.faults)
                if last / SnapshotKeeper.checkInterval != start.position / SnapshotKeeper.checkInterval {
                    try keeper.takeDue(&projector.filed, last: projector.lastFiled)
                }
                let head = try Log(db).head()
                // A trigger that somebody has put into the file may remove what is appended.
                guard head.position == last else {
                    throw LogError.damaged(
                        path: self.store.path,
                        reason: "something in its file removes events as they are appended")
                }
                try beforeCommit(db, start.position)
                return (result, head)
            }
            guard let result else { return nil }
            lastSeen = result.1
            return result.0
        } catch {
            // The transaction was rolled back, so what the projector has in memory is not what is on the disk.
            projector = nil
            throw error
        }
    }

    /// The projector for the live projections; nil if they are missing or of other rules. For a log without
    /// events they are created at once.
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

    /// Rebuilds the rows of one family in the live projections.
    ///
    /// - Returns: what differed before; nil if the log has no family of that name.
    package func rebuild(
        family: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> Replay.Report? {
        // What the projector remembers of the rows is out of date afterwards.
        defer { projector = nil }
        return try write { db, projector in
            guard let positions = try Rebuild.families(db).families[family] else { return nil }
            var report = Replay.Report()
            let families = FamilyStore(db: db, schema: projector.schema)
            let source = FamilySource(db, projector.schema, faults)
            let fresh = FamilyRows(try source.record(of: family, positions: positions), of: family)
            report.add(try FamilyComparison(families, fresh).differences, positions.count)
            try families.erase(family)
            try families.write(fresh)
            progress(positions.count, positions.count)
            return report
        }
    }
}
