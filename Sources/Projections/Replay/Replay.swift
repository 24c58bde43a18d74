import DisputeModel
import EventLog
import SQLite

/// Draws the projections anew from the log, beside the live ones, and puts them in their place at once.
///
/// It works family by family, in transactions of some ten thousand events, so that others can file in between; stopped
/// at any moment, it is carried on by the next replay. What was filed meanwhile is drawn in the transaction that swaps.
/// Two threads read and fold what a third writes.
package struct Replay {
    package struct Report: Sendable {
        package var events = 0
        package var families = 0
        /// Families that an earlier replay, which was stopped, had drawn already.
        package var carriedOn = 0
        /// There were projections to compare with.
        package var hadProjections = true
        package var differences: [FamilyComparison.Difference] = []
    }

    private let store: EventStore
    private let faults: SnapshotFaults
    private let progress: (_ done: Int, _ of: Int) -> Void
    /// Events in one transaction, at least.
    private let batch: Int

    package init(
        _ store: EventStore, _ faults: SnapshotFaults, batch: Int = 10_000,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        self.store = store
        self.faults = faults
        self.batch = batch
        self.progress = progress
    }

    /// What a replay would change; nothing is written. Of one family where it is named; nil where the log has none of that name.
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
            if family == nil { report.differences += try Self.strangers(db, live, families.map(\.family)) }
            return report
        }
    }

    /// Draws everything anew.
    package func run() throws -> Report {
        while true {
            if let report = try drawAndSwap() { return report }
        }
    }

    /// nil where another replay, which was drawing the same generation, has put it in place meanwhile: then its tables
    /// are the live ones, and those who file write in them.
    func drawAndSwap() throws -> Report? {
        var report = Report()
        let (building, last, passes) = try store.write { db in
            try db.keepFewPages()
            return (
                try generationToBuild(db), try Log(db).head().position, try ScannedLog.passes(over: db)
            )
        }
        for pass in 0..<passes {
            // A dispute's number is the position of its opening, and its rows lie where its number says.
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

    /// Writes what is drawn of one pass; false where another replay has put it in place meanwhile.
    private func write(
        _ drawing: ReplayWorker, _ building: (schema: ProjectionSchema, isResumed: Bool), _ last: Int,
        _ report: inout Report
    ) throws -> Bool {
        let threads = (0..<ReplayWorker.threads).map { thread in
            let queue = BoundedQueue<[ReplayWorker.DerivedCheck]>(room: ReplayWorker.room)
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
        // They give in turn, so where the one whose turn it is has no more, none has.
        var turn = 0
        while let families = threads[turn].queue.dequeue() {
            turn = (turn + 1) % threads.count
            let isMine = try store.write { db in
                guard try isBuilding(building.schema, db) else { return false }
                let store = FamilyStore(db: db, schema: building.schema)
                for family in families {
                    if building.isResumed {
                        // What lies there is believed of nobody: whoever can write to the file could have put it there.
                        let differences = try store.differences(from: family.rows)
                        if differences.isEmpty { report.carriedOn += 1 }
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
        // One that failed leaves the others with what nobody takes.
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

    /// The generation that a stopped replay was drawing, if it was of these rules; else a new one.
    private func generationToBuild(_ db: Database) throws -> (schema: ProjectionSchema, isResumed: Bool) {
        try Log(db).mendTree()
        try db.execute(ProjectionSchema.catalogue)
        if let mark = try Watermark(db, name: ProjectionSchema.building) {
            let schema = ProjectionSchema(generation: mark.generation)
            if mark.rules == Rules.fingerprint, try schema.isAsMade(db) {
                try FamilyStore(db: db, schema: schema).eraseStrangers(
                    besides: Set(Rebuild.families(db).families.keys))
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

    /// - Parameter last: the last event of the log when drawing began.
    private func swap(
        _ db: Database, to schema: ProjectionSchema, filedAfter last: Int, _ report: inout Report
    ) throws {
        let store = FamilyStore(db: db, schema: schema)
        for family in try Rebuild.families(db, after: last).keys.sorted() {
            // Filed while the others were drawn.
            let positions = try Rebuild.positions(of: family, db)
            guard try store.positions(of: family) != positions else { continue }
            let record = try FamilySource(db, schema, faults).record(
                of: family, positions: positions)
            let fresh = FamilyRows(record, of: family)
            try store.write(fresh, over: try store.differences(from: fresh))
        }
        let rebuild = Rebuild(db, schema)
        for (position, _) in try Log(db).textsOfLog() { try rebuild.draw(ofLog: position) }
        report.differences += try Self.strangers(db, try Self.live(db), try store.families())
        report.differences.sort { $0.dispute < $1.dispute }
        try schema.makeLive(db, position: try Log(db).head().position, rules: Rules.fingerprint)
        try db.execute("DELETE FROM projection WHERE name = 'building'")
        try ProjectionSchema.dropUnlisted(db)
        try SnapshotKeeper(db, schema).replace(faults)
    }

    /// The live projections, where there are any.
    static func live(_ db: Database) throws -> FamilyStore? {
        guard let mark = try Watermark(db, name: "live") else { return nil }
        let schema = ProjectionSchema(generation: mark.generation)
        return try schema.isWhole(db) ? FamilyStore(db: db, schema: schema) : nil
    }

    /// Families that the projections hold and the log does not.
    private static func strangers(
        _ db: Database, _ live: FamilyStore?, _ families: [String]
    ) throws -> [FamilyComparison.Difference] {
        let known = Set(families)
        return try (live?.families() ?? []).filter { !known.contains($0) }.map {
            FamilyComparison.Difference(dispute: $0, words: ["it is there, and should not be"], events: [])
        }
    }
}

extension Replay.Report {
    /// - Parameter differences: nil where there was nothing to compare with.
    mutating func add(_ differences: [FamilyComparison.Difference]?, _ count: Int) {
        events += count
        families += 1
        if let differences { self.differences += differences } else { hadProjections = false }
    }
}
