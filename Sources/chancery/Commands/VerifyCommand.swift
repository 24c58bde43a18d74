import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct VerifyCommand: CounterCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recomputes everything from the events' texts, and reports all that is wrong.",
        discussion: """
            Checks the text, number, time and leaf hash of every event; the columns and indexes beside the texts; every \
            projection and every snapshot against a fresh fold of the log; and SQLite's own pages. Exits 0 only when all \
            hold. What it cannot see is a log that was cut short or rewritten as a whole: that \
            takes a signed checkpoint kept elsewhere, which this version does not make yet.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption

    func run(in context: CommandContext) throws {
        let progress = Progress(context)
        let report = try log.with(.reading, in: context) { casebook in
            try Verification(casebook) { progress.show("Verifying \($0):", $1, of: $2) }.run()
        }
        progress.clear()
        switch output.format {
        case .json: context.print(json(report).canonical)
        case .text: for line in text(report, progress.seconds) { context.print(line) }
        }
        if !report.findings.isEmpty { throw Answer.no }
    }

    private func text(_ report: Verification.Report, _ seconds: Double) -> [String] {
        let checked =
            "\(Phrases.count(report.events, "event")), \(Phrases.count(report.families, "family", "families")) "
            + "and \(Phrases.count(report.snapshots, "snapshot")) checked in \(Int(seconds * 1000)) ms."
        guard !report.findings.isEmpty else {
            return ["The record holds. \(checked)", "Root of the tree over all events: \(hex(report.root))"]
        }
        return ["The record does not hold: \(Phrases.count(report.findings.count, "finding")). \(checked)"]
            + report.findings.map { finding in
                let position = finding.position.map { " #\($0)" } ?? ""
                let dispute = finding.dispute.map { " \($0)" } ?? ""
                return harmless("  \(finding.point)\(position)\(dispute): \(finding.words)")
            }
    }

    private func json(_ report: Verification.Report) -> JSON {
        [
            "holds": .bool(report.findings.isEmpty), "events": .integer(report.events),
            "families": .integer(report.families), "snapshots": .integer(report.snapshots),
            "root": .string(hex(report.root)),
            "findings": .array(
                report.findings.map { finding in
                    [
                        "point": .integer(finding.point),
                        "position": finding.position.map { .integer($0) } ?? .null,
                        "dispute": finding.dispute.map { .string($0) } ?? .null,
                        "finding": .string(finding.words),
                    ]
                }),
        ]
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
