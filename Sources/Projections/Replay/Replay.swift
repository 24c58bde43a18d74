import DisputeModel
import EventLog
import Platform
import SQLite

/// Rebuilds the projections from the log as a new generation beside the live one, and then swaps them.
///
/// The replay writes whole families in transactions of at least ten thousand events, so other processes can
/// write in between. If it is stopped, the next replay continues its work. Events that are appended in the
/// meantime are applied in the transaction that swaps. Two threads read and fold while a third writes.
package struct Replay {
    /// What a replay has done and found.
    package struct Report: Sendable {
        /// How many events were replayed.
        package var events = 0
        /// How many families were replayed.
        package var families = 0
        /// How many families a stopped replay had already written.
        package var resumedFamilies = 0
        /// Whether there were live projections to compare with.
        package var hadProjections = true
        /// The disputes whose live rows differed from the new ones.
        package var differences: [FamilyComparison.Difference] = []
    }

    private let store: EventStore
    private let faults: SnapshotFaults
    private let progress: (_ done: Int, _ of: Int) -> Void
    /// The minimum number of events in a transaction.
    private let batch: Int

    /// Prepares a replay. Nothing is read or written yet.
    ///
    /// - Parameters:
    ///   - store: the log; opened for writing, unless only `dryRun` is called.
    ///   - faults: collects the snapshots that turn out to be unusable.
    ///   - batch: the minimum number of events in a transaction.
    ///   - progress: called repeatedly with the number of events done so far and the total.
    package init(
        _ store: EventStore, _ faults: SnapshotFaults, batch: Int = 10_000,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        self.store = store
        self.faults = faults
        self.batch = batch
        self.progress = progress
    }

    /// Reports what a replay would change, without writing anything.
    ///
    /// - Parameter family: the family to check; nil for all.
    /// - Returns: nil if the log has no family of that name.
    package func dryRun(family: String? = nil) throws -> Report? {
        try store.read { db in
            var report = Report()
            let schema = ProjectionSchema(generation: try Watermark(db, name: "live")?.generation ?? 0)
            let live = try schema.isWhole(db) ? FamilyStore(db: db, schema: schema) : nil
            guard let families = chosen(family, try Rebuild.families(db).families) else { return nil }
            let total = families.reduce(0) { $0 + $1.positions.count }
            for (family, positions) in families {
                let record = try FamilySource(db, schema, faults).record(
                    of: family, positions: positions)
                let fresh = FamilyRows(record, of: family)
                report.add(try live.map { try FamilyComparison($0, fresh).differences }, positions.count)
                progress(report.events, total)
            }
            if family == nil { report.differences += try Self.unexpected(db, live, families.map(\.family)) }
            return report
        }
    }

    /// Rebuilds everything and swaps.
    package func run() throws -> Report {
        while true {
            if let report = try rebuildAndSwap() { return report }
        }
    }

    /// Rebuilds and swaps once.
    ///
    /// - Returns: nil if another replay, which was building the same generation, has swapped in the meantime.
    ///   Its tables are then the live ones, and writers use them.
    func rebuildAndSwap() throws -> Report? {
        var report = Report()
        let (building, last, passes) = try store.write { db in
            try db.keepFewPages()
            return (
                try generationToBuild(db), try Log(db).head().position, try ScannedLog.passes(over: db)
            )
        }
        for pass in 0..<passes {
            // Families are written in the order of their first events. A dispute's number is the position of
            // its opening, so rows are inserted roughly in the order of their keys.
            let log = try ScannedLog(store.path, through: last, pass: pass, of: passes)
            guard try write(ReplayWorker(log, last: last, size: batch), building, last, &report) else {
                return nil
            }
        }
        return try store.write { db in
            guard try isBuilding(building.schema, db), try building.schema.isAsMade(db) else { return nil }
            try swap(db, to: building.schema, filedAfter: last, &report)
            try SearchIndex.discard(db)
            return report
        }
    }

    /// Writes the families of one pass. False if another replay has swapped the generation in the meantime.
    private func write(
        _ drawing: ReplayWorker, _ building: (schema: ProjectionSchema, isResumed: Bool), _ last: Int,
        _ report: inout Report
    ) throws -> Bool {
        let threads = (0..<ReplayWorker.threads).map { thread in
            let queue = BoundedQueue<[ReplayWorker.Family]>(room: ReplayWorker.room)
            let work = BackgroundTask { [path = store.path] in
                defer { queue.end() }
                try drawing.run(thread: thread, path, onto: queue)
            }
            return (queue: queue, work: work)
        }
        defer {
            for thread in threads { thread.queue.stop() }
            for thread in threads { _ = try? thread.work.finished {} }
        }
        // The threads deliver batches in turn, so when the next one has no more, no thread has.
        var turn = 0
        while let families = threads[turn].queue.dequeue() {
            turn = (turn + 1) % threads.count
            let isMine = try store.write { db in
                guard try isBuilding(building.schema, db) else { return false }
                let store = FamilyStore(db: db, schema: building.schema)
                for family in families {
                    if building.isResumed {
                        // Rows left by a stopped replay are compared and not trusted: anything may have
                        // written them.
                        let differences = try store.differences(from: family.rows)
                        if differences.isEmpty { report.resumedFamilies += 1 }
                        try store.write(family.rows, over: differences)
                    } else {
                        try store.write(family.rows)
                    }
                    if let snapshot = family.snapshot {
                        try Snapshots(db).store(
                            snapshot, of: family.name, at: family.last, rules: Rules.fingerprint)
                    }
                    report.add(family.differences, family.count)
                }
                return true
            }
            guard isMine else { return false }
            progress(report.events, last)
        }
        // If one thread has failed, the other one may wait for room in its queue.
        for thread in threads { thread.queue.stop() }
        for thread in threads { try thread.work.finished {} }
        return true
    }

    private func isBuilding(_ schema: ProjectionSchema, _ db: Database) throws -> Bool {
        try Watermark(db, name: ProjectionSchema.building)?.generation == schema.generation
    }

    private func chosen(
        _ family: String?, _ families: [String: [Int]]
    ) -> [(family: String, positions: [Int])]? {
        guard let family else { return families.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
        return families[family].map { [(family, $0)] }
    }

    /// The generation that a stopped replay was building, if it was of the current rules; otherwise a new
    /// one.
    private func generationToBuild(_ db: Database) throws -> (schema: ProjectionSchema, isResumed: Bool) {
        try Log(db).mendTree()
        try db.execute(ProjectionSchema.generationList)
        if let mark = try Watermark(db, name: ProjectionSchema.building) {
            let schema = ProjectionSchema(generation: mark.generation)
            if mark.rules == Rules.fingerprint, try schema.isAsMade(db) {
                try FamilyStore(db: db, schema: schema).eraseRows(
                    notOf: Set(Rebuild.families(db).families.keys))
                return (schema, true)
            }
            try schema.drop(db)
        }
        let schema = ProjectionSchema(generation: try ProjectionSchema.nextGeneration(db))
        try schema.create(db)
        try Watermark(
            name: ProjectionSchema.building, generation: schema.generation, position: 0,
            rules: Rules.fingerprint
        )
        .store(db)
        return (schema, false)
    }

    /// Completes the new generation and makes it the live one.
    ///
    /// - Parameter last: the log's last event when the rebuild began.
    private func swap(
        _ db: Database, to schema: ProjectionSchema, filedAfter last: Int, _ report: inout Report
    ) throws {
        let store = FamilyStore(db: db, schema: schema)
        for family in try Rebuild.families(db, after: last).keys.sorted() {
            // These families have grown during the rebuild.
            let positions = try Rebuild.positions(of: family, db)
            guard try store.positions(of: family) != positions else { continue }
            let record = try FamilySource(db, schema, faults).record(
                of: family, positions: positions)
            let fresh = FamilyRows(record, of: family)
            try store.write(fresh, over: try store.differences(from: fresh))
        }
        let rebuild = Rebuild(db, schema)
        for (position, _) in try Log(db).textsOfLog() { try rebuild.draw(ofLog: position) }
        report.differences += try Self.unexpected(db, try Self.live(db), try store.families())
        report.differences.sort { $0.dispute < $1.dispute }
        try schema.makeLive(db, position: try Log(db).head().position, rules: Rules.fingerprint)
        try db.execute("DELETE FROM projection WHERE name = 'building'")
        try ProjectionSchema.dropUnlisted(db)
        try SnapshotKeeper(db, schema).replace(faults)
    }

    /// The live projections; nil if there are none.
    static func live(_ db: Database) throws -> FamilyStore? {
        guard let mark = try Watermark(db, name: "live") else { return nil }
        let schema = ProjectionSchema(generation: mark.generation)
        return try schema.isWhole(db) ? FamilyStore(db: db, schema: schema) : nil
    }

    /// Families that are in the projections but not in the log.
    private static func unexpected(
        _ db: Database, _ live: FamilyStore?, _ families: [String]
    ) throws -> [FamilyComparison.Difference] {
        let known = Set(families)
        return try (live?.families() ?? []).filter { !known.contains($0) }.map {
            FamilyComparison.Difference(dispute: $0, words: ["it is there, and should not be"], events: [])
        }
    }
}

extension Replay.Report {
    /// - Parameter differences: nil if there were no projections to compare with.
    mutating func add(_ differences: [FamilyComparison.Difference]?, _ count: Int) {
        events += count
        families += 1
        if let differences { self.differences += differences } else { hadProjections = false }
    }
}
