import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// The status of a dispute as of a day; nil if it has not been opened or does not exist yet.
    func status(_ id: String, asOf day: Day) throws -> Status? {
        try dispute(id).flatMap { try status($0, asOf: day, onlyPending: false) }
    }

    /// The status of a dispute for a caller that needs only the obligations that somebody still waits for and
    /// those opened by `openers`, and no history. More may be included.
    package func status(_ dispute: Dispute, asOf day: Day, openedBy openers: some Sequence<Int>) throws
        -> Status?
    {
        let last = try PreparedStatement(
            db, "SELECT max(last_place) FROM \(schema[.dispute]) WHERE family = ?",
            [.text(DisputeID.family(of: dispute.opening.dispute))]
        ).first { $0.number(0) }
        return try status(
            dispute, asOf: day, onlyPending: last.map { $0 <= day.end.milliseconds } ?? false,
            openedBy: Set(openers))
    }

    /// The status of every dispute that exists on a day, in order of name. Each table is read once.
    ///
    /// - Parameter pendingOnly: whether obligations that neither side waits for, and the history of phases, may
    ///   be left out.
    func statuses(asOf day: Day, pendingOnly: Bool) throws -> [Status] {
        var changes = try RowsByDispute(
            db,
            """
            SELECT dispute, place, first, position, phase FROM \(schema[.change])
            \(pendingOnly ? "WHERE false" : "") ORDER BY dispute, place, first, position
            """)
        var obligations = try RowsByDispute(
            db,
            "SELECT dispute, body FROM \(schema[.obligation])"
                + (pendingOnly ? " WHERE \(ProjectionTable.isPending)" : "") + " ORDER BY dispute")
        let later = pendingOnly ? try families(after: day) : []
        let rows = try PreparedStatement(
            db, "SELECT \(Self.disputeColumns), family FROM \(schema[.dispute]) ORDER BY number")
        defer { rows.reset() }
        var statuses: [Status] = []
        while try rows.step() {
            let dispute = try Dispute(rows)
            let pending = try obligations.all(of: dispute.number) {
                try Obligation(packed: Array($0.bytes(1)))
            }
            let isLater = !later.isEmpty && later.contains(rows.textBeforeNUL(6))
            var changes = try changes.all(of: dispute.number) { try Self.change($0) }
            // The obligations of a dispute that has never ended do not depend on its history.
            if pendingOnly, dispute.state.hasEnded, isLater || !pending.isEmpty {
                changes = try self.changes(of: dispute.number)
            }
            let endsAndReopenings = EndsAndReopenings(changes)
            let owed =
                isLater
                ? try self.obligations(of: dispute.number, endsAndReopenings)
                : pending.map { $0.after(all: endsAndReopenings) }.sorted(by: Obligation.precedes)
            if let status = try status(dispute, asOf: day, changes, owed) { statuses.append(status) }
        }
        // Indices are sorted, because moving a status is expensive.
        return statuses.indices.sorted { statuses[$0].dispute < statuses[$1].dispute }.map { statuses[$0] }
    }

    /// The families in which something happened after the day. In all others, an obligation that is not
    /// pending now was not pending on the day.
    private func families(after day: Day) throws -> Set<String> {
        let statement = try PreparedStatement(
            db, "SELECT DISTINCT family FROM \(schema[.dispute]) WHERE last_place > ?")
        try statement.bind(day.end.milliseconds, at: 1)
        return Set(try statement.all { $0.textBeforeNUL(0) })
    }

    /// - Parameters:
    ///   - onlyPending: whether to leave out obligations that are not pending, and the history.
    ///   - openers: the openers of obligations that are included in any case.
    private func status(
        _ dispute: Dispute, asOf day: Day, onlyPending: Bool, openedBy openers: Set<Int> = []
    ) throws -> Status? {
        guard dispute.opening.beginning <= day else { return nil }
        // The obligations of a dispute that has never ended do not depend on its history.
        let changes = onlyPending && !dispute.state.hasEnded ? [] : try changes(of: dispute.number)
        let endsAndReopenings = EndsAndReopenings(changes)
        var obligations = try obligations(of: dispute.number, endsAndReopenings, onlyPending: onlyPending)
        if onlyPending, !openers.isEmpty {
            let pending = Set(obligations.map(\.opener))
            for opener in openers where !pending.contains(opener) {
                guard let found = try obligation(openedBy: opener), found.dispute == dispute.number else {
                    continue
                }
                obligations.append(found.obligation.after(all: endsAndReopenings))
            }
            obligations.sort(by: Obligation.precedes)
        }
        return try status(dispute, asOf: day, changes, obligations)
    }

    private func status(
        _ dispute: Dispute, asOf day: Day, _ changes: [Course.Change], _ obligations: [Obligation]
    ) throws -> Status? {
        Status(
            dispute.opening, try disputeState(of: dispute, asOf: day),
            before: try disputeState(of: dispute, asOf: day - 30),
            changes: changes.filter { $0.order.place <= day.end },
            obligations: obligations.compactMap { $0.asOf(day) }, asOf: day)
    }
}

/// Reads a query's rows, which are sorted by dispute number in the first column, dispute by dispute.
private struct RowsByDispute: ~Copyable {
    private let rows: PreparedStatement
    /// The dispute of the current row: `Int.min` before the first row, nil after the last.
    private var dispute: Int? = .min

    init(_ db: Database, _ sql: String) throws { rows = try PreparedStatement(db, sql) }

    /// Reads the rows of a dispute, and skips those of earlier ones.
    mutating func all<Value>(
        of number: Int, _ read: (borrowing PreparedStatement) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        while let dispute, dispute <= number {
            if dispute == number { values.append(try read(rows)) }
            self.dispute = try rows.step() ? rows.number(0) : nil
        }
        return values
    }
}

extension FoldState {
    /// Whether the dispute is at an end, or was before it was reopened.
    fileprivate var hasEnded: Bool { disputeState.phase.isEnd || disputeState.reopened != nil }
}

extension EndsAndReopenings {
    /// The ends and reopenings among a dispute's phase changes.
    init(_ changes: [Course.Change]) {
        self.init()
        var wasEnd = false
        for change in changes {
            if wasEnd || change.phase.isEnd { add(change.order, isEnd: change.phase.isEnd) }
            wasEnd = change.phase.isEnd
        }
    }
}
