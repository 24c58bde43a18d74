import DisputeModel
import EventLog
import SQLite

/// One moment of the log, for as long as a question takes.
///
/// Courses come from the projections where those are current and the question is about what is known now, and from a
/// fold of the log otherwise; the answers are the same.
struct Reading {
    let db: Database
    let log: Log
    /// nil where the projections are absent, behind, or drawn with other rules.
    let live: FamilyStore?
    private let schema: ProjectionSchema

    private let faults: SnapshotFaults
    private let folded = FoldedFamilies()
    /// Snapshots are of the same rules as the projections beside them. After an upgrade neither serves, and what is folded
    /// without them serves all that a question asks.
    private let snapshotsServe: Bool

    init(_ db: Database, _ faults: SnapshotFaults) throws {
        self.db = db
        self.faults = faults
        log = Log(db)
        let mark = try Watermark(db, name: "live")
        schema = ProjectionSchema(generation: mark?.generation ?? 0)
        snapshotsServe = mark.map { $0.rules == Rules.fingerprint } ?? true
        if let mark, mark.rules == Rules.fingerprint, try mark.position == log.head().position,
            try schema.isWhole(db), try FamilyStore(db: db, schema: schema).isFilled(to: mark.position)
        {
            live = FamilyStore(db: db, schema: schema)
        } else {
            live = nil
        }
    }

    /// The position up to which the log was known.
    func position(knownAt instant: Instant?) throws -> Int {
        guard let instant else { return .max }
        return try log.position(recordedBy: instant.milliseconds)
    }

    /// The record of one family.
    func record(of family: String, knownAt instant: Instant?, usingSnapshots: Bool = true) throws
        -> FamilyRecord
    {
        try record(
            of: family, through: try position(knownAt: instant), usingSnapshots: usingSnapshots)
    }

    /// The record of one family when the log had come to `last`.
    func record(of family: String, through last: Int, usingSnapshots: Bool = true) throws -> FamilyRecord {
        let usingSnapshots = usingSnapshots && snapshotsServe
        return try folded.record(of: family, through: last, usingSnapshots) {
            try source.record(
                of: family, positions: try positions(of: family, through: last), through: last,
                usingSnapshots: usingSnapshots)
        }
    }

    /// The positions of a family's events, in log order.
    func positions(of family: String, through last: Int) throws -> [Int] {
        try live?.positions(of: family, through: last)
            ?? folded.positions(through: last) { try Rebuild.families(db, through: last).families }[family]
            ?? []
    }

    func texts(of record: FamilyRecord) throws -> [FamilyRecord.Logged] {
        try source.texts(record.entries.map(\.position)[...])
    }

    /// The records of all families, one at a time.
    func forEachRecord(knownAt instant: Instant?, _ body: (String, FamilyRecord) throws -> Void) throws {
        let last = try position(knownAt: instant)
        let families = try folded.positions(through: last) {
            try Rebuild.families(db, through: last).families
        }
        for family in families.keys.sorted() { try body(family, try record(of: family, through: last)) }
    }

    func course(_ dispute: String, at moment: Moment) throws -> Course? {
        if moment.knownAt == nil, let live,
            let course = try legible({ try live.course(dispute, asOf: moment.asOf) })
        {
            return course
        }
        let family = DisputeID.family(of: dispute)
        return Course.all(of: try record(of: family, knownAt: moment.knownAt))[dispute]
    }

    /// The courses of all disputes, in order of their names.
    ///
    /// - Parameter atAGlance: how each came to its phase, and what nobody waits for any more, on either side, may be left
    ///   out.
    func courses(at moment: Moment, atAGlance: Bool = false) throws -> [Course] {
        if moment.knownAt == nil, let live,
            let courses = try legible({
                try live.names().compactMap {
                    try live.course($0, asOf: moment.asOf, atAGlance: atAGlance)
                }
            })
        {
            return courses
        }
        var courses: [Course] = []
        try forEachRecord(knownAt: moment.knownAt) { courses.append(contentsOf: Course.all(of: $1).values) }
        return courses.sorted { $0.opening.dispute < $1.opening.dispute }
    }

    /// nil where a row cannot be read: then the log is folded, for pencil never stops a reader.
    func legible<Value>(_ rows: () throws -> Value?) throws -> Value? {
        do { return try rows() } catch is any UnreadableRow { return nil }
    }

    func id(at position: Int) -> String {
        ((try? log.id(at: position)) ?? nil).map { EventID(bytes: $0).description } ?? ""
    }

    private var source: FamilySource { FamilySource(db, schema, faults) }
}

extension FamilyStore {
    func names() throws -> [String] {
        try PreparedStatement(db, "SELECT id FROM \(schema.dispute) ORDER BY id").all { $0.textBeforeNUL(0) }
    }

    /// Whether there is a row for the last event; a cheap sign that nobody has emptied the tables.
    func isFilled(to position: Int) throws -> Bool {
        if position > 0 {
            let last = try PreparedStatement(
                db, "SELECT 1 FROM \(schema.entryOfPosition)", [.number(position)])
            guard try last.step() else { return false }
        }
        return try PreparedStatement(db, "SELECT 1 FROM \(schema.dispute) LIMIT 1").step()
            || !PreparedStatement(db, "SELECT 1 FROM event WHERE stream <> '.log' LIMIT 1").step()
    }
}
