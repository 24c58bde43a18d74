import Answers

/// The result of verifying a log: what was checked, and every finding.
package struct VerificationPage: Page {
    let report: VerificationReport
    /// The log's settings; nil if they cannot be read.
    let settings: LogSettings?
    let milliseconds: Int

    /// Shows the result of a verification.
    ///
    /// - Parameters:
    ///   - report: what was checked and what was found.
    ///   - settings: the settings of the log; nil if they cannot be read.
    ///   - milliseconds: how long the verification took.
    package init(_ report: VerificationReport, _ settings: LogSettings?, milliseconds: Int) {
        self.report = report
        self.settings = settings
        self.milliseconds = milliseconds
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let findings = report.findings
        let verdict =
            findings.isEmpty
            ? Text("The record is intact.", .strong)
            : Text("The record is not intact: \(Phrases.count(findings.count, "finding")).", .overdue)
        return canvas.lines(verdict + Text(" " + checked)) + findings.flatMap { line($0, canvas) }
            + (findings.isEmpty ? [] : canvas.lines(Text(legend, .quiet)))
            + (findings.contains { $0.point == 4 }
                ? canvas.lines(Text("`chancery replay` rebuilds what is derived from the events.", .quiet))
                : [])
            + remarks.flatMap { canvas.lines($0) } + former.flatMap { canvas.lines(Text($0)) }
            + canvas.lines(Text(covered))
            + canvas.lines(Text(unsigned, .quiet))
            + shared.flatMap { canvas.lines(Text($0, .quiet)) }
            + search.map { canvas.line(Text($0, .quiet)) }
            + canvas.lines(Text("Root of the tree over its events: \(report.root)", .quiet))
    }

    private var former: [String] {
        report.formerVersion.map {
            [
                "Its projections were made by version \($0), and are not used. The next command that records something, or `chancery replay`, rebuilds them."
            ]
        } ?? []
    }

    /// Events that break the rules for recording, up to `mostRemarks` of them. They are not damage: `restore --as-is`
    /// accepts such events.
    private var remarks: [Text] {
        let all = report.remarks
        guard !all.isEmpty else { return [] }
        let shown = all.prefix(Self.mostRemarks).map { remark in
            Text("  #\(remark.position)", .quiet) + Text(" \(remark.dispute): \(remark.words)")
        }
        let more = all.count - shown.count
        return [Text("\(Phrases.count(all.count, "event")) could not have been recorded as they are:")]
            + shown
            + (more > 0 ? [Text("  … and \(Phrases.grouped(more)) more; --format json lists all.")] : [])
    }

    private static let mostRemarks = 50

    private var legend: String {
        let shared = report.shared == nil ? "" : ", 7 the shared log (`chancery help posts`)"
        return
            "The first number is the check: 1 texts of events, 2 other columns and the schema, 3 checkpoints, "
            + "4 projections, 5 snapshots, 6 the file\(shared). `chancery help proof` says what to do."
    }

    private var shared: [String] {
        guard let count = report.shared else { return [] }
        return report.findings.contains { $0.point == 7 }
            ? [] : ["The shared log has the same \(Phrases.count(count, "event"))."]
    }

    private var covered: String {
        switch report.covered {
        case 0: "No signed checkpoint covers any of it: `chancery checkpoint` signs one."
        case report.events: "A signed checkpoint covers all of it."
        case let count:
            "A signed checkpoint covers #1 to #\(count), but not the \(Phrases.count(report.events - count, "event")) after it."
        }
    }

    /// The settings. They affect how input is interpreted and which marking is the default, and no checkpoint covers
    /// them.
    private var unsigned: String {
        guard let settings else { return "The settings cannot be read." }
        return "Settings (no signature covers them): self \(settings.own ?? "not set"), "
            + "marking \(settings.marking ?? "not set")."
    }

    private var search: [String] {
        switch report.search {
        case .none: []
        case .outline: ["The search index answers; its words are compared with --search."]
        case .words: ["Every word of the search index was compared with the events."]
        }
    }

    private var checked: String {
        let counts = [
            Phrases.count(report.events, "event"), Phrases.count(report.families, "family", "families"),
            Phrases.count(report.checkpoints, "checkpoint"),
        ]
        return counts.joined(separator: ", ") + " and \(Phrases.count(report.snapshots, "snapshot")) "
            + "were checked in \(Phrases.grouped(milliseconds)) ms."
    }

    /// `1 #17 rus-un-donation: its leaf hash is not that of its text`.
    private func line(_ finding: VerificationReport.Finding, _ canvas: TerminalCanvas) -> [String] {
        let place = [
            Text("\(finding.point)", .quiet), finding.position.map { Text("#\($0)") },
            finding.dispute.map { Text($0) },
        ].compactMap { $0 }
        return canvas.lines(
            Phrases.list(place, separator: " ") + ": " + Text(finding.words), indent: 2, hanging: 2)
    }
}
