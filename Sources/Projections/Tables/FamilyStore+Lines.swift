import DisputeModel
import EventLog
import SQLite

/// A step that has its own line in a timeline, with the dispute's state before and after it.
package struct CourseLine {
    /// Where the step stands among the events of its family.
    package let order: CourseOrder
    /// The dispute's state before the step.
    package let before: DisputeState
    /// The dispute's state after the step.
    package let after: DisputeState

    package init(order: CourseOrder, before: DisputeState, after: DisputeState) {
        self.order = order
        self.before = before
        self.after = after
    }
}

extension FamilyStore {
    /// How many steps of a dispute up to an instant have their own line. Only the runs with later steps are
    /// read.
    package func countLines(of dispute: Dispute, asOf instant: Instant) throws -> Int {
        guard let last = dispute.last, last.place > instant else { return max(0, dispute.lines) }
        let rows = try PreparedStatement(
            db, runsWithin,
            [
                .number(dispute.number), .number(instant.milliseconds), .number(last.place.milliseconds),
            ])
        var later = 0
        while try rows.step() {
            later += try Run(packed: Array(rows.bytes(0))).steps.count {
                $0.step.place > instant && $0.step.hasLine
            }
        }
        return max(0, dispute.lines &- later)
    }

    /// The last `count` lines of a dispute up to an instant, in order of place.
    package func lastLines(_ count: Int, of number: Int, asOf instant: Instant) throws -> [CourseLine] {
        let rows = try PreparedStatement(
            db,
            """
            SELECT body FROM \(schema[.run]) WHERE dispute = ? AND place <= ?
            ORDER BY place DESC, first DESC, position DESC
            """, [.number(number), .number(instant.milliseconds)])
        var runs: [[CourseLine]] = []
        var missing = count
        while missing > 0, try rows.step() {
            let run = try Run(packed: Array(rows.bytes(0)))
            var (lines, before): ([CourseLine], DisputeState) = ([], run.before.disputeState)
            run.forEachStep { step, state in
                if step.place <= instant, step.hasLine {
                    lines.append(CourseLine(order: step.order, before: before, after: state.disputeState))
                }
                before = state.disputeState
            }
            runs.append(lines.suffix(missing))
            missing -= runs[runs.count - 1].count
        }
        return runs.reversed().flatMap(\.self)
    }
}

extension Step {
    /// Whether the step has its own line in a timeline. An assessment of a reply has none: it is the only
    /// record event among the steps without a movement, and a timeline shows it with the act that it
    /// assesses.
    var hasLine: Bool { day != nil || !movement.isNone }
}
