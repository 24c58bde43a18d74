import DisputeModel
import EventLog
import SQLite

/// Some steps of a family's course, as their rows have them, in order of place: few at first, as most folds that are done
/// anew soon come to where they were, and ever more.
struct CoursePage {
    struct Step {
        /// With those flags that no fold gives.
        let row: FamilyRows.EntryRow
        let flags: Int
        /// nil where no fold has taken it yet.
        let condition: [UInt8]?

        fileprivate var order: CourseOrder { row.order }
    }

    private(set) var steps: [Step] = []
    /// Where those begin that follow; nil where there are none.
    private(set) var next: CourseOrder?
    let count: Int

    static let least = 32
    private static let most = 8192

    /// - Parameters:
    ///   - disputes: the numbers of the family's.
    ///   - count: so many of each dispute, at most.
    init(_ store: FamilyStore, of disputes: [Int], from step: CourseOrder, count: Int) throws {
        self.count = min(count, Self.most)
        let rows = try PreparedStatement(
            store.db,
            """
            SELECT position, place, first, flags, target, condition, origin FROM \(store.schema.entry)
            WHERE dispute = ?1 AND (place, first, position) >= (?2, ?3, ?4) AND flags & 5 = 0
            ORDER BY place, first, position LIMIT ?5
            """)
        var last: CourseOrder?
        for dispute in disputes {
            try rows.bind([.number(dispute)] + step.cells + [.number(self.count)])
            defer { rows.reset() }
            let before = steps.count
            while try rows.step() { steps.append(Self.step(rows, dispute)) }
            // Of a dispute that has more, nothing is known beyond the last of these.
            if steps.count - before == self.count, let end = steps.last?.order {
                last = min(last ?? end, end)
            }
        }
        if disputes.count > 1 { steps.sort { $0.order < $1.order } }
        if let last {
            steps.removeAll { $0.order > last }
            next = last.next
        }
    }

    private static func step(_ row: borrowing PreparedStatement, _ dispute: Int) -> Step {
        let flags = row.number(3)
        return Step(
            row: FamilyRows.EntryRow(
                position: row.number(0), dispute: dispute, place: row.number(1), firstTime: row.number(2),
                flags: flags & (FamilyRows.EntryRow.retracted | FamilyRows.EntryRow.corrected),
                target: row.optionalNumber(4),
                origin: row.isNull(6) ? nil : EventID(bytes: Array(row.bytes(6)))),
            flags: flags, condition: row.isNull(5) ? nil : Array(row.bytes(5)))
    }
}
