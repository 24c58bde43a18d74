import Answers
import DisputeModel

/// The state of one dispute and its causes: phase, temperature, who owes an answer, the next date.
package struct StatusPage: Page {
    let status: Status
    let overview: Overview
    let dateline: Dateline

    /// Uses the first dispute of the overview; nil if it contains none.
    package init?(_ overview: Overview, _ dateline: Dateline) {
        guard let status = overview.statuses.first else { return nil }
        self.status = status
        self.overview = overview
        self.dateline = dateline
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let head = StatusHead(status, overview.obligations, overview.mentions, dateline)
        return head.title(on: canvas) + [""] + head.table(detailed: true).lines(on: canvas)
    }
}
