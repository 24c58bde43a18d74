import Answers
import DisputeModel

/// Where one dispute stands, and why: phase, temperature, whose move it is, the next date.
package struct StatusPage: Page {
    let status: Status
    let overview: Overview
    let dateline: Dateline

    /// nil where the overview holds no dispute.
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
