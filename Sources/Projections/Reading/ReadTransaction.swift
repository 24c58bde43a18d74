import DisputeModel
import EventLog
import SQLite

/// A read transaction: the log and its projections at one moment.
///
/// Questions about what is known now are answered from the projections if those are current, and otherwise
/// from a fold of the log. The answers are the same.
package struct ReadTransaction {
    /// The connection on which the transaction runs.
    package let db: Database
    /// The log in this transaction.
    package let log: Log
    /// The live projections; nil if they are missing, behind the log, or of other rules.
    package let live: FamilyStore?
    private let schema: ProjectionSchema

    private let faults: SnapshotFaults
    private let folded = FoldedFamilies()
    /// Whether snapshots can be used. They are made with the same rules as the projections. After an upgrade
    /// neither can be used, and one record per family, folded from the texts, serves all parts of a question.
    private let snapshotsServe: Bool

    /// Reads on a connection on which the caller has opened a transaction. Unusable snapshots are added to
    /// `faults`.
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

    /// The position of the last event recorded at or before the instant; `Int.max` for nil.
    package func position(knownAt instant: Instant?) throws -> Int {
        guard let instant else { return .max }
        return try log.position(recordedBy: instant.milliseconds)
    }

    /// The record of one family as it was known at an instant; as it is known now for nil.
    package func record(of family: String, knownAt instant: Instant?, usingSnapshots: Bool = true) throws
        -> FamilyRecord
    {
        try record(
            of: family, through: try position(knownAt: instant), usingSnapshots: usingSnapshots)
    }

    /// Calls `body` with the records of the named families, or of all if `families` is nil, in order of name.
    /// They are folded from the texts alone and not cached, so memory does not grow with the number of
    /// families.
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

    /// The record of one family over the events up to position `last`.
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

    /// The positions of a family's events up to `last`, in log order.
    package func positions(of family: String, through last: Int) throws -> [Int] {
        try live?.legiblePositions(of: family).filter { $0 <= last }
            ?? folded.positions(through: last) { try Rebuild.families(db, through: last).families }[family]
            ?? []
    }

    /// The texts of all events of a record.
    package func texts(of record: FamilyRecord) throws -> [FamilyRecord.Logged] {
        try source.texts(record.entries.map(\.position)[...])
    }

    /// Calls `body` with the name and record of each family, in order of name.
    package func forEachRecord(knownAt instant: Instant?, _ body: (String, FamilyRecord) throws -> Void)
        throws
    {
        let last = try position(knownAt: instant)
        let families = try folded.positions(through: last) {
            try Rebuild.families(db, through: last).families
        }
        for family in families.keys.sorted() { try body(family, try record(of: family, through: last)) }
    }

    /// The status of a dispute; nil if it does not exist at the moment.
    package func status(_ dispute: String, at moment: Moment) throws -> Status? {
        if moment.knownAt == nil, let live,
            let status = try ifReadable({ () -> Status?? in try live.status(dispute, asOf: moment.asOf) })
        {
            return status
        }
        let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
        return Course.all(of: record)[dispute].flatMap { Status($0, asOf: moment.asOf) }
    }

    /// The status of every dispute that exists at the moment, in order of name.
    ///
    /// - Parameters:
    ///   - moment: the day of the statuses, and the instant up to which the record is known.
    ///   - pendingOnly: whether obligations that neither side waits for, and the history of phases, may be left
    ///     out.
    package func statuses(at moment: Moment, pendingOnly: Bool = false) throws -> [Status] {
        if moment.knownAt == nil, let live,
            let statuses = try ifReadable({
                try live.statuses(asOf: moment.asOf, pendingOnly: pendingOnly)
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
            let names = try ifReadable({
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

    /// The title of a dispute; nil if it has not been opened.
    package func title(of dispute: String, at moment: Moment) throws -> String? {
        if moment.knownAt == nil, let live, let found = try ifReadable({ try live.dispute(dispute) }) {
            return found.opening.title
        }
        let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
        return record.openings.last { $0.dispute == dispute }?.title
    }

    /// Reads from the projections; nil if a row cannot be read. The caller then folds the log: damaged
    /// projections never stop a reader.
    package func ifReadable<Value>(_ rows: () throws -> Value?) throws -> Value? {
        do { return try rows() } catch is any UnreadableRow { return nil }
    }

    /// The id of the event at this position in its text form; empty if there is none.
    package func id(at position: Int) -> String {
        ((try? log.eventID(at: position)) ?? nil)?.description ?? ""
    }

    private var source: FamilySource { FamilySource(db, schema, faults) }
}

extension FamilyStore {
    /// Whether the last event is in the projections: a cheap check that the tables have not been emptied.
    func isFilled(to position: Int) throws -> Bool {
        guard position > 0, let stream = try Log(db).stream(at: position) else { return position == 0 }
        guard stream != Event.logStream else {
            return try PreparedStatement(db, "SELECT 1 FROM \(schema[.dispute]) LIMIT 1").step()
                || !PreparedStatement(db, "SELECT 1 FROM event WHERE stream <> '.log' LIMIT 1").step()
        }
        return try number(of: stream) != nil
    }
}
