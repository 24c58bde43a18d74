import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Reads and writes the rows of families in one generation of the projections.
package struct FamilyStore {
    /// The connection on which the rows are read and written.
    package let db: Database
    /// The generation.
    package let schema: ProjectionSchema

    package init(db: Database, schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    /// The names of all families, in order.
    package func families() throws -> [String] {
        try PreparedStatement(db, "SELECT DISTINCT family FROM \(schema[.dispute]) ORDER BY family").all {
            $0.textBeforeNUL(0)
        }
    }

    /// The names of all disputes, in order.
    package func names() throws -> [String] {
        try PreparedStatement(db, "SELECT id FROM \(schema[.dispute]) ORDER BY id").all {
            $0.textBeforeNUL(0)
        }
    }

    /// The dispute's number; nil if it has not been opened.
    package func number(of id: String) throws -> Int? {
        let statement = try PreparedStatement(
            db, "SELECT number FROM \(schema[.dispute]) WHERE id = ?")
        try statement.bind(text: id, at: 1)
        return try statement.first { $0.number(0) }
    }

    func numbers(of family: String) throws -> [Int] {
        let statement = try PreparedStatement(
            db, "SELECT number FROM \(schema[.dispute]) WHERE family = ? ORDER BY number")
        try statement.bind(text: family, at: 1)
        defer { statement.reset() }
        var numbers: [Int] = []
        while try statement.step() { numbers.append(statement.number(0)) }
        return numbers
    }

    /// A dispute's row.
    package struct Dispute {
        /// What the dispute's opening says.
        package let opening: Opening
        let state: FoldState
        /// The order of the dispute's last step; nil if it has none.
        let last: CourseOrder?
        /// How many of the dispute's steps have their own line in a timeline.
        let lines: Int

        /// The dispute's number: the position of its opening.
        package var number: Int { opening.position }
    }

    static let disputeColumns = "opening, state, last_place, last_first, last_position, lines"

    /// The dispute of this name; nil if it has not been opened.
    package func dispute(_ id: String) throws -> Dispute? { try dispute("id", .text(id)) }
    func dispute(numbered number: Int) throws -> Dispute? { try dispute("number", .number(number)) }

    private func dispute(_ column: String, _ value: Cell) throws -> Dispute? {
        let statement = try PreparedStatement(
            db, "SELECT \(Self.disputeColumns) FROM \(schema[.dispute]) WHERE \(column) = ?")
        try statement.bind([value])
        return try statement.first { try Dispute($0) }
    }

    fileprivate static func order(
        _ row: borrowing PreparedStatement, _ column: Int32
    ) throws -> CourseOrder {
        CourseOrder(
            place: Instant(kept: row.number(column)), firstTime: Instant(kept: row.number(column + 1)),
            position: try ByteReader.position(row.number(column + 2)))
    }

    /// All phase changes of a dispute, in order of place.
    func changes(of number: Int) throws -> [Course.Change] {
        let rows = try PreparedStatement(
            db,
            """
            SELECT dispute, place, first, position, phase FROM \(schema[.change]) WHERE dispute = ?
            ORDER BY place, first, position
            """)
        try rows.bind(number, at: 1)
        return try rows.all { try Self.change($0) }
    }

    /// Reads a phase change from the second and following columns.
    static func change(_ row: borrowing PreparedStatement) throws -> Course.Change {
        guard let phase = Phase(utf8: row.bytes(4)) else { throw ByteReader.Malformed() }
        return Course.Change(order: try order(row, 1), phase: phase)
    }

    /// The ends and reopenings of a dispute.
    func endsAndReopenings(of number: Int) throws -> EndsAndReopenings {
        EndsAndReopenings(try changes(of: number))
    }

    /// The obligations of a dispute with their replies, in the order of their openers' places.
    ///
    /// - Parameter onlyPending: whether to leave out those that nobody waits for.
    func obligations(of number: Int, _ endsAndReopenings: EndsAndReopenings, onlyPending: Bool = false) throws
        -> [Obligation]
    {
        let rows = try PreparedStatement(
            db,
            "SELECT body FROM \(schema[.obligation]) WHERE dispute = ?"
                + (onlyPending ? " AND \(ProjectionTable.isPending)" : ""))
        try rows.bind(number, at: 1)
        return try rows.all { try Obligation(packed: Array($0.bytes(0))).after(all: endsAndReopenings) }
            .sorted(by: Obligation.precedes)
    }

    /// The position of the event that was first recorded in another log with this id; nil if there is none.
    package func position(ofOrigin id: EventID) throws -> Int? {
        let statement = try PreparedStatement(
            db, "SELECT position FROM \(schema[.entry]) WHERE origin = ? ORDER BY position LIMIT 1")
        try statement.bind(blob: id.bytes, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The positions of a family's events up to `last`, in log order, according to the projections.
    package func positions(of family: String, through last: Int = .max) throws -> [Int] {
        var positions: Set<Int> = []
        let entries = try PreparedStatement(
            db, "SELECT position FROM \(schema[.entry]) WHERE dispute = ?")
        for number in try numbers(of: family) {
            positions.insert(number)
            try forEachRun(of: number) { run in
                for step in run.steps { positions.insert(step.step.position) }
                return true
            }
            try entries.bind(number, at: 1)
            defer { entries.reset() }
            while try entries.step() { positions.insert(entries.number(0)) }
        }
        return positions.filter { $0 <= last }.sorted()
    }

    /// The obligation as stored, without the effect of its dispute's ends and reopenings, and the dispute's
    /// number.
    func obligation(openedBy position: Int) throws -> (obligation: Obligation, dispute: Int)? {
        let stored = try PreparedStatement(
            db, "SELECT body, dispute FROM \(schema[.obligation]) WHERE opener = ?")
        try stored.bind(position, at: 1)
        return try stored.first { (try Obligation(packed: Array($0.bytes(0))), $0.number(1)) }
    }

    func measure(_ cause: Int, of dispute: Int) throws -> Measure? {
        let stored = try PreparedStatement(
            db, "SELECT level, body FROM \(schema[.measure]) WHERE cause = ? AND dispute = ?")
        try stored.bind([.number(cause), .number(dispute)])
        return try stored.first { try Measure(level: $0.number(0), packed: Array($0.bytes(1))) }
    }

    /// The state of a dispute after its last step on or before this day; nil if it has not been opened.
    package func disputeState(_ id: String, asOf day: Day) throws -> DisputeState? {
        try dispute(id).map { try disputeState(of: $0, asOf: day) }
    }

    func disputeState(of dispute: Dispute, asOf day: Day) throws -> DisputeState {
        guard let last = dispute.last, last.place > day.end else { return dispute.state.disputeState }
        guard let run = try run(of: dispute.number, asOf: day.end) else {
            return DisputeState(openedBy: dispute.number)
        }
        return run.state(asOf: day.end).disputeState
    }
}

extension FamilyStore.Dispute {
    /// Reads a dispute from the columns `disputeColumns`.
    init(_ row: borrowing PreparedStatement) throws {
        self.init(
            opening: try Opening(packed: Array(row.bytes(0))),
            state: try FoldState(packed: Array(row.bytes(1))),
            last: row.number(2) == .min ? nil : try FamilyStore.order(row, 2), lines: row.number(5))
    }
}

extension Phase {
    private static let names = allCases.map { (phase: $0, utf8: Array($0.rawValue.utf8)) }

    /// The phase of this name. It compares bytes, because a list reads ten thousand phases and need not make
    /// strings of them.
    fileprivate init?(utf8: UnsafeBufferPointer<UInt8>) {
        for name in Self.names where name.utf8.count == utf8.count {
            guard !name.utf8.indices.contains(where: { name.utf8[$0] != utf8[$0] }) else { continue }
            self = name.phase
            return
        }
        return nil
    }
}
