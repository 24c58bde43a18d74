import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Reads the rows of families in one generation of the projections.
package struct FamilyStore {
    package let db: Database
    package let schema: ProjectionSchema

    package init(db: Database, schema: ProjectionSchema) {
        self.db = db
        self.schema = schema
    }

    package func families() throws -> [String] {
        try PreparedStatement(db, "SELECT DISTINCT family FROM \(schema[.dispute]) ORDER BY family").all {
            $0.textBeforeNUL(0)
        }
    }

    package func names() throws -> [String] {
        try PreparedStatement(db, "SELECT id FROM \(schema[.dispute]) ORDER BY id").all {
            $0.textBeforeNUL(0)
        }
    }

    /// The dispute's number; nil where it has not been opened.
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

    /// One dispute as its row has it.
    package struct Dispute {
        package let opening: Opening
        let state: FoldState
        /// Where its last step stands; nil where it has none.
        let last: CourseOrder?
        /// How many of its steps have lines of their own in a timeline.
        let lines: Int

        package var number: Int { opening.position }
    }

    static let disputeColumns = "opening, state, last_place, last_first, last_position, lines"

    package func dispute(_ id: String) throws -> Dispute? { try dispute("id", .text(id)) }
    func dispute(numbered number: Int) throws -> Dispute? { try dispute("number", .number(number)) }

    private func dispute(_ column: String, _ value: Cell) throws -> Dispute? {
        let statement = try PreparedStatement(
            db, "SELECT \(Self.disputeColumns) FROM \(schema[.dispute]) WHERE \(column) = ?")
        try statement.bind([value])
        return try statement.first { try Dispute($0) }
    }

    fileprivate static func order(_ row: borrowing PreparedStatement, _ column: Int32) -> CourseOrder {
        CourseOrder(
            place: Instant(kept: row.number(column)), firstTime: Instant(kept: row.number(column + 1)),
            position: row.number(column + 2))
    }

    /// Every change of phase of a dispute, in order of place.
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

    /// From the second column on.
    static func change(_ row: borrowing PreparedStatement) throws -> Course.Change {
        guard let phase = Phase(utf8: row.bytes(4)) else { throw ByteReader.Malformed() }
        return Course.Change(order: order(row, 1), phase: phase)
    }

    /// The ends and reopenings among them.
    func turns(of number: Int) throws -> PhaseEnds { PhaseEnds(try changes(of: number)) }

    /// All obligations of a dispute, or those that somebody waits for, in order of the openers' places, with all that has been
    /// done about them.
    func obligations(of number: Int, _ turns: PhaseEnds, onlyPending: Bool = false) throws -> [Obligation] {
        let rows = try PreparedStatement(
            db,
            "SELECT body FROM \(schema[.obligation]) WHERE dispute = ?"
                + (onlyPending ? " AND \(ProjectionTable.isPending)" : ""))
        try rows.bind(number, at: 1)
        return try rows.all { try Obligation(packed: Array($0.bytes(0))).after(all: turns) }
            .sorted(by: Obligation.precedes)
    }

    /// Where the event stands that was recorded first, in another log, with this id.
    package func position(ofOrigin id: EventID) throws -> Int? {
        let statement = try PreparedStatement(
            db, "SELECT position FROM \(schema[.entry]) WHERE origin = ? ORDER BY position LIMIT 1")
        try statement.bind(blob: id.bytes, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The positions of a family's events, in log order.
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

    /// The same; from the log where a row cannot be read.
    func legiblePositions(of family: String) throws -> [Int] {
        do { return try positions(of: family) } catch is any UnreadableRow {
            return try Rebuild.positions(of: family, db)
        }
    }

    /// The obligation, and its dispute's number.
    func obligation(openedBy position: Int) throws -> (obligation: Obligation, dispute: Int)? {
        let stored = try PreparedStatement(
            db, "SELECT body, dispute FROM \(schema[.obligation]) WHERE opener = ?")
        try stored.bind(position, at: 1)
        return try stored.first { (try Obligation(packed: Array($0.bytes(0))), $0.number(1)) }
    }

    func measure(_ cause: Int, of dispute: Int) throws -> Course.Measure? {
        let stored = try PreparedStatement(
            db, "SELECT level, body FROM \(schema[.measure]) WHERE cause = ? AND dispute = ?")
        try stored.bind([.number(cause), .number(dispute)])
        return try stored.first { try Course.Measure(level: $0.number(0), packed: Array($0.bytes(1))) }
    }

    /// How a dispute stands after its last step on this day or before; nil where it has not been opened.
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
    /// Reads it from the first columns of a row, `disputeColumns`.
    init(_ row: borrowing PreparedStatement) throws {
        self.init(
            opening: try Opening(packed: Array(row.bytes(0))),
            state: try FoldState(packed: Array(row.bytes(1))),
            last: row.number(2) == .min ? nil : FamilyStore.order(row, 2), lines: row.number(5))
    }
}

extension Phase {
    private static let names = allCases.map { (phase: $0, utf8: Array($0.rawValue.utf8)) }

    /// The phase of this name; what a list reads ten thousand times is not made a string each time.
    fileprivate init?(utf8: UnsafeBufferPointer<UInt8>) {
        for name in Self.names where name.utf8.count == utf8.count {
            guard !name.utf8.indices.contains(where: { name.utf8[$0] != utf8[$0] }) else { continue }
            self = name.phase
            return
        }
        return nil
    }
}
