import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// Where a dispute stands as of a day; nil where it has not been opened, or does not exist yet.
    ///
    /// - Parameter atAGlance: a list of many disputes says neither how each came to its phase, nor what nobody waits for
    ///   any more, on either side: these may be left out.
    func status(_ id: String, asOf day: Day, atAGlance: Bool = false) throws -> Status? {
        guard let dispute = try dispute(id), dispute.opening.beginning <= day else { return nil }
        let number = dispute.number
        let now = try condition(of: dispute, asOf: day)
        let changes = try changes(of: number)
        let turns = Turns(changes)
        // What is outstanding now was not answered before; what has been dealt with since may have been outstanding.
        let isCurrent = try atAGlance && isCurrent(dispute, asOf: day)
        let obligations = try obligations(of: number, turns, onlyPending: isCurrent)
        return Status(
            dispute.opening, now, before: try condition(of: dispute, asOf: day - 30),
            changes: changes.filter { $0.order.place <= day.end },
            obligations: obligations.compactMap { $0.asOf(day) }, asOf: day)
    }
}

extension FamilyStore {
    /// Whether nothing of its family happened after the day, so that its rows say how it stands then.
    private func isCurrent(_ dispute: Dispute, asOf day: Day) throws -> Bool {
        let last = try PreparedStatement(
            db, "SELECT max(last_place) FROM \(schema[.dispute]) WHERE family = ?")
        try last.bind(text: DisputeID.family(of: dispute.opening.dispute), at: 1)
        return try last.first { $0.number(0) <= day.end.milliseconds } ?? true
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
