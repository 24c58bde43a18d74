import DisputeModel
import EventLog
import SQLite

/// One moment of the log, for as long as a question takes.
///
/// Courses come from the projections where those are current and the question is about what is known now, and from a
/// fold of the log otherwise; the answers are the same.
package struct ReadTransaction {
    package let db: Database
    package let log: Log
    /// nil where the projections are absent, behind, or drawn with other rules.
    package let live: FamilyStore?
    private let schema: ProjectionSchema

    private let faults: SnapshotFaults
    private let folded = FoldedFamilies()
    /// Snapshots are of the same rules as the projections beside them. After an upgrade neither serves, and what is folded
    /// without them serves all that a question asks.
    private let snapshotsServe: Bool

    package init(_ db: Database, _ faults: SnapshotFaults) throws {
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
    package func position(knownAt instant: Instant?) throws -> Int {
        guard let instant else { return .max }
        return try log.position(recordedBy: instant.milliseconds)
    }

    /// The record of one family.
    package func record(of family: String, knownAt instant: Instant?, usingSnapshots: Bool = true) throws
        -> FamilyRecord
    {
        try record(
            of: family, through: try position(knownAt: instant), usingSnapshots: usingSnapshots)
    }

    /// The records of some families, all that there are or those that are named, in order of their names. They are folded
    /// from the texts, and none is kept: whoever looks at each once needs no more memory for it.
    package func forEachRecordFromTexts(of families: [String]?, _ body: (FamilyRecord) throws -> Void) throws
    {
        let positions = try folded.positions(through: .max) {
            try Rebuild.families(db, through: .max).families
        }
        for family in (families ?? Array(positions.keys)).sorted() {
            try body(
                source.record(of: family, positions: positions[family] ?? [], usingSnapshots: false))
        }
    }

    /// The record of one family when the log had come to `last`.
    package func record(of family: String, through last: Int, usingSnapshots: Bool = true) throws
        -> FamilyRecord
    {
        let usingSnapshots = usingSnapshots && snapshotsServe
        return try folded.record(of: family, through: last, usingSnapshots) {
            try source.record(
                of: family, positions: try positions(of: family, through: last), through: last,
                usingSnapshots: usingSnapshots)
        }
    }

    /// The positions of a family's events, in log order.
    package func positions(of family: String, through last: Int) throws -> [Int] {
        try live?.legiblePositions(of: family).filter { $0 <= last }
            ?? folded.positions(through: last) { try Rebuild.families(db, through: last).families }[family]
            ?? []
    }

    package func texts(of record: FamilyRecord) throws -> [FamilyRecord.Logged] {
        try source.texts(record.entries.map(\.position)[...])
    }

    /// The records of all families, one at a time.
    package func forEachRecord(knownAt instant: Instant?, _ body: (String, FamilyRecord) throws -> Void)
        throws
    {
        let last = try position(knownAt: instant)
        let families = try folded.positions(through: last) {
            try Rebuild.families(db, through: last).families
        }
        for family in families.keys.sorted() { try body(family, try record(of: family, through: last)) }
    }

    /// Where a dispute stands; nil where it does not exist at the moment.
    package func status(_ dispute: String, at moment: Moment) throws -> Status? {
        if moment.knownAt == nil, let live,
            let status = try legible({ () -> Status?? in try live.status(dispute, asOf: moment.asOf) })
        {
            return status
        }
        let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
        return Course.all(of: record)[dispute].flatMap { Status($0, asOf: moment.asOf) }
    }

    /// Where all disputes stand that exist at the moment, in order of their names.
    ///
    /// - Parameter atAGlance: what nobody waits for any more, on either side, may be left out, and so may the history.
    package func statuses(at moment: Moment, atAGlance: Bool = false) throws -> [Status] {
        if moment.knownAt == nil, let live,
            let statuses = try legible({
                try live.statuses(asOf: moment.asOf, atAGlance: atAGlance)
            })
        {
            return statuses
        }
        var statuses: [Status] = []
        try forEachRecord(knownAt: moment.knownAt) { _, record in
            statuses += FamilyFold.courses(of: record).compactMap { Status($0, asOf: moment.asOf) }
        }
        return statuses.sorted { $0.dispute < $1.dispute }
    }

    /// The names of the disputes that exist at the moment, in order.
    package func names(at moment: Moment) throws -> [String] {
        if moment.knownAt == nil, let live,
            let names = try legible({
                try live.names().filter { name in
                    try live.dispute(name).map { $0.opening.beginning <= moment.asOf } ?? false
                }
            })
        {
            return names
        }
        var names: [String] = []
        try forEachRecord(knownAt: moment.knownAt) { _, record in
            names += record.openings.filter { $0.beginning <= moment.asOf }.map(\.dispute)
        }
        return names.sorted()
    }

    /// The title of a dispute; nil where it has not been opened.
    package func title(of dispute: String, at moment: Moment) throws -> String? {
        if moment.knownAt == nil, let live, let found = try legible({ try live.dispute(dispute) }) {
            return found.opening.title
        }
        let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
        return record.openings.last { $0.dispute == dispute }?.title
    }

    /// nil where a row cannot be read: then the log is folded, for pencil never stops a reader.
    package func legible<Value>(_ rows: () throws -> Value?) throws -> Value? {
        do { return try rows() } catch is any UnreadableRow { return nil }
    }

    package func id(at position: Int) -> String {
        ((try? log.id(at: position)) ?? nil).map { EventID(bytes: $0).description } ?? ""
    }

    private var source: FamilySource { FamilySource(db, schema, faults) }
}

extension FamilyStore {
    /// Whether the last event is where it should be; a cheap sign that nobody has emptied the tables.
    func isFilled(to position: Int) throws -> Bool {
        guard position > 0, let stream = try Log(db).stream(at: position) else { return position == 0 }
        guard stream != Event.logStream else {
            return try PreparedStatement(db, "SELECT 1 FROM \(schema[.dispute]) LIMIT 1").step()
                || !PreparedStatement(db, "SELECT 1 FROM event WHERE stream <> '.log' LIMIT 1").step()
        }
        return try number(of: stream) != nil
    }
}
