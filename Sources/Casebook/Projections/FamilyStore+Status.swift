import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// Where a dispute stands as of a day; nil where it has not been opened, or does not exist yet.
    func status(_ id: String, asOf day: Day) throws -> Status? {
        try dispute(id).flatMap { try status($0, asOf: day, onlyPending: false) }
    }

    /// The same, where of what nobody waits for any more only what these acts opened is needed.
    func status(_ dispute: Dispute, asOf day: Day, openedBy openers: some Sequence<Int>) throws -> Status? {
        let last = try PreparedStatement(
            db, "SELECT max(last_place) FROM \(schema[.dispute]) WHERE family = ?",
            [.text(DisputeID.family(of: dispute.opening.dispute))]
        ).first { $0.number(0) }
        return try status(
            dispute, asOf: day, onlyPending: last.map { $0 <= day.end.milliseconds } ?? false,
            openedBy: Set(openers))
    }

    /// Where all disputes stand that exist on a day, in order of their names.
    ///
    /// - Parameter atAGlance: what nobody waits for any more, on either side, may be left out.
    func statuses(asOf day: Day, atAGlance: Bool) throws -> [Status] {
        // Where nothing of the family happened after the day, what is not pending now was not pending then.
        let current = try Set(
            PreparedStatement(
                db, "SELECT family FROM \(schema[.dispute]) GROUP BY family HAVING max(last_place) <= ?",
                [.number(day.end.milliseconds)]
            ).all { $0.textBeforeNUL(0) })
        return try names().compactMap { name in
            try dispute(name).flatMap {
                try status(
                    $0, asOf: day, onlyPending: atAGlance && current.contains(DisputeID.family(of: name)))
            }
        }
    }

    /// - Parameter openers: what these acts opened is there, pending or not.
    private func status(
        _ dispute: Dispute, asOf day: Day, onlyPending: Bool, openedBy openers: Set<Int> = []
    ) throws -> Status? {
        guard dispute.opening.beginning <= day else { return nil }
        let changes = try changes(of: dispute.number)
        let turns = Turns(changes)
        var obligations = try obligations(of: dispute.number, turns, onlyPending: onlyPending)
        if onlyPending, !openers.isEmpty {
            let pending = Set(obligations.map(\.opener))
            for opener in openers where !pending.contains(opener) {
                guard let found = try obligation(openedBy: opener), found.dispute == dispute.number else {
                    continue
                }
                obligations.append(found.obligation.after(all: turns))
            }
            obligations.sort(by: Obligation.precedes)
        }
        return Status(
            dispute.opening, try condition(of: dispute, asOf: day),
            before: try condition(of: dispute, asOf: day - 30),
            changes: changes.filter { $0.order.place <= day.end },
            obligations: obligations.compactMap { $0.asOf(day) }, asOf: day)
    }
}

extension Turns {
    /// The ends and reopenings among a dispute's changes of phase.
    init(_ changes: [Course.Change]) {
        self.init()
        var wasEnd = false
        for change in changes {
            if wasEnd || change.phase.isEnd { add(change.order, isEnd: change.phase.isEnd) }
            wasEnd = change.phase.isEnd
        }
    }
}
