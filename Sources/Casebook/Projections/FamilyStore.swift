import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Reads and writes the rows of families in one generation of the projections.
struct FamilyStore {
    let db: Database
    let schema: ProjectionSchema

    func families() throws -> [String] {
        try PreparedStatement(db, "SELECT DISTINCT family FROM \(schema.dispute) ORDER BY family")
            .all { $0.textBeforeNUL(0) }
    }

    func disputes(of family: String) throws -> [String: FamilyRows.DisputeRow] {
        var disputes: [String: FamilyRows.DisputeRow] = [:]
        let rows = try PreparedStatement(
            db, "SELECT \(Self.columns) FROM \(schema.dispute) WHERE family = ?", [.text(family)])
        while try rows.step() {
            let dispute = try Self.dispute(rows)
            disputes[dispute.opening.dispute] = dispute
        }
        return disputes
    }

    /// The dispute's number; nil where it has not been opened.
    func number(of id: String) throws -> Int? {
        let statement = try PreparedStatement(
            db, "SELECT number FROM \(schema.dispute) WHERE id = ?")
        try statement.bind(text: id, at: 1)
        return try statement.first { $0.number(0) }
    }

    func dispute(_ id: String) throws -> FamilyRows.DisputeRow? {
        try PreparedStatement(db, "SELECT \(Self.columns) FROM \(schema.dispute) WHERE id = ?", [.text(id)])
            .first(Self.dispute)
    }

    private static let columns = "opening, condition, measures, last_place, last_first, last_position"

    private static func dispute(_ row: borrowing PreparedStatement) throws -> FamilyRows.DisputeRow {
        let opening = try Opening(packed: Array(row.bytes(0)))
        guard let condition = Condition(packed: Array(row.bytes(1))) else { throw ByteReader.Malformed() }
        return FamilyRows.DisputeRow(
            family: DisputeID.family(of: opening.dispute), opening: opening,
            state: FamilyFold.Dispute(
                sides: opening.sides, condition: condition, measures: try Array(packed: Array(row.bytes(2)))),
            last: row.number(3) == .min
                ? nil
                : CourseOrder(
                    place: Instant(kept: row.number(3)), firstTime: Instant(kept: row.number(4)),
                    position: row.number(5)))
    }

    func obligations(ofDispute number: Int, onlyPending: Bool = false) throws -> [Obligation] {
        let rows = try PreparedStatement(
            db,
            "SELECT body FROM \(schema.obligation) WHERE dispute = ?"
                + (onlyPending ? " AND state IN ('open', 'acknowledged', 'partial', 'answered')" : ""))
        try rows.bind(number, at: 1)
        defer { rows.reset() }
        var obligations: [Obligation] = []
        while try rows.step() { obligations.append(try Obligation(packed: Array(rows.bytes(0)))) }
        return obligations
    }

    func obligation(openedBy position: Int) throws -> Obligation? {
        let stored = try PreparedStatement(
            db, "SELECT body FROM \(schema.obligation) WHERE opener = ?")
        try stored.bind(position, at: 1)
        return try stored.first { Array($0.bytes(0)) }.map { try Obligation(packed: $0) }
    }

    /// Where the event stands that was recorded first, in another log, with this id.
    func position(ofOrigin id: EventID) throws -> Int? {
        let statement = try PreparedStatement(
            db, "SELECT position FROM \(schema.entry) WHERE origin = ? ORDER BY position LIMIT 1")
        try statement.bind(blob: id.bytes, at: 1)
        return try statement.first { $0.number(0) }
    }

    /// The positions of a family's events, in log order.
    func positions(of family: String, through last: Int) throws -> [Int] {
        try PreparedStatement(
            db,
            """
            SELECT position FROM \(schema.entry)
            WHERE dispute IN (SELECT number FROM \(schema.dispute) WHERE family = ?) AND position <= ?
            ORDER BY position
            """, [.text(family), .number(last)]
        ).all { $0.number(0) }
    }

    /// Whether the row of an event that concerns the log itself says what its text says.
    func hasRow(ofLog position: Int) throws -> Bool {
        guard let text = try Log(db).text(at: position), let event = Event(text: text) else { return false }
        let row = FamilyRows.EntryRow.ofLog(LoggedEvent(event, at: position))
        let same = try PreparedStatement(
            db,
            """
            SELECT 1 FROM \(schema.entry) WHERE position = ? AND dispute = 0 AND place = ? AND first = ?
              AND flags = ? AND target IS NULL AND condition IS NULL AND origin IS ?
            """)
        try same.bind([
            .number(position), .number(row.place), .number(row.firstTime), .number(row.flags),
            row.origin.map { .blob($0.bytes) } ?? .null,
        ])
        return try same.first { _ in true } ?? false
    }

    /// How many events of a family are filed after a position.
    func count(of family: String, after position: Int) throws -> Int {
        try PreparedStatement(
            db,
            """
            SELECT count(*) FROM \(schema.entry)
            WHERE dispute IN (SELECT number FROM \(schema.dispute) WHERE family = ?) AND position > ?
            """, [.text(family), .number(position)]
        ).first { $0.number(0) } ?? 0
    }

    /// How a dispute stands after its last step on this day or before; nil where it has not been opened.
    func condition(_ id: String, asOf day: Day) throws -> Condition? {
        guard let number = try number(of: id) else { return nil }
        return try lastStep(of: number, asOf: day)?.condition ?? Condition(openedBy: number)
    }

    private func lastStep(of number: Int, asOf day: Day) throws -> Course.Step? {
        let last = try PreparedStatement(
            db,
            """
            SELECT position, place, condition, first FROM \(schema.entry)
            WHERE dispute = ? AND place <= ? AND condition IS NOT NULL
            ORDER BY place DESC, first DESC, position DESC LIMIT 1
            """)
        try last.bind([.number(number), .number(day.end.milliseconds)])
        defer { last.reset() }
        return try last.step() ? try Self.step(last) : nil
    }

    /// As much of a dispute's course as an answer as of this day needs.
    ///
    /// - Parameter atAGlance: a list of many disputes says neither how each came to its phase, nor what nobody waits for
    ///   any more, on either side: these may be left out.
    func course(_ id: String, asOf day: Day, atAGlance: Bool = false) throws -> Course? {
        guard let dispute = try dispute(id) else { return nil }
        let number = dispute.opening.position
        // Its rows say how the dispute and its obligations stand after all steps, which is how they stand on the day if
        // none is later.
        let isCurrent = dispute.last.map { $0.place <= day.end } ?? true
        let steps =
            atAGlance && isCurrent
            ? try stepsOfNow(dispute, asOf: day) : try changesAndLastSteps(of: number, asOf: day)
        return Course(
            opening: dispute.opening, steps: steps,
            obligations: try obligations(ofDispute: number, onlyPending: atAGlance && isCurrent)
                .sorted(by: Obligation.precedes))
    }

    /// How it stands, and how it stood thirty days before, where that may be something else.
    private func stepsOfNow(_ dispute: FamilyRows.DisputeRow, asOf day: Day) throws -> [Course.Step] {
        // No step of its own may be as late as its family's last; nothing has come since, all the same.
        guard let last = dispute.last else { return [] }
        let now = Course.Step(
            order: CourseOrder(
                place: last.place, firstTime: last.firstTime, position: dispute.state.condition.phaseCause),
            condition: dispute.state.condition)
        guard last.place > (day - 30).end else { return [now] }
        return [try lastStep(of: dispute.number, asOf: day - 30), now].compactMap(\.self)
    }

    /// Every change of phase, and the last steps on the day or before and thirty days earlier.
    private func changesAndLastSteps(of number: Int, asOf day: Day) throws -> [Course.Step] {
        let changes = try PreparedStatement(
            db,
            """
            SELECT position, place, condition, first FROM \(schema.entry)
            WHERE dispute = ? AND flags & 24 AND flags & 8 AND place <= ?
            """)
        try changes.bind([.number(number), .number(day.end.milliseconds)])
        var steps: [Course.Step] = []
        do {
            defer { changes.reset() }
            while try changes.step() { steps.append(try Self.step(changes)) }
        }
        for day in [day, day - 30] {
            if let step = try lastStep(of: number, asOf: day),
                !steps.contains(where: { $0.position == step.position })
            {
                steps.append(step)
            }
        }
        return steps.sorted { $0.order < $1.order }
    }

    private static func step(_ row: borrowing PreparedStatement) throws -> Course.Step {
        guard let condition = Condition(packed: Array(row.bytes(2))) else { throw ByteReader.Malformed() }
        return Course.Step(
            order: CourseOrder(
                place: Instant(kept: row.number(1)), firstTime: Instant(kept: row.number(3)),
                position: row.number(0)), condition: condition)
    }
}
