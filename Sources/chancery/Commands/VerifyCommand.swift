import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import EventLog
import Platform
import PostgresLog
import Rendering

struct VerifyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recomputes everything from the events' texts, and reports all that is wrong.",
        discussion: """
            Checks the text, number, time and leaf hash of every event; the columns and indexes beside the texts; \
            every signed checkpoint; every projection and every snapshot against a fresh fold of the log; and \
            SQLite's own pages. It exits with 0 only if all of this is right.

            Somebody who can write to the file could cut off the newest events, or rewrite the whole log and \
            everything that is computed from it. To find that out, give a checkpoint that was kept in another place \
            (--checkpoint), and the verifier key that you got with it (--key).

            A post's copy is also compared with the shared log, event by event; --offline leaves that out.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var output: FormatOption
    @Option(
        help: ArgumentHelp(
            "A file with a checkpoint that the log must continue; can be given several times.",
            valueName: "file"),
        completion: .file())
    var checkpoint: [PathArgument] = []
    @Option(
        help: ArgumentHelp(
            "The verifier key that checkpoints must be signed with; if not given, the one that the log names.",
            valueName: "vkey"))
    var key: [String] = []

    @Flag(
        help:
            "Also compares every word of the search index with the events; this takes much longer than all the rest."
    )
    var search = false

    @Flag(help: "On a post's copy: does not compare it with the shared log.")
    var offline = false

    func run(in context: CommandContext) throws {
        let progress = Progress(context)
        let keys = try key.map { try VerifierKey(option: $0) }
        let brought = try checkpoint.map {
            Verification.ExternalCheckpoint(
                name: $0.path.shown, checkpoint: try readCheckpoint($0.path, in: context))
        }
        context.clockUse.purpose = .verification
        let (report, settings) = try log.with(.auditing, in: context) { casebook in
            let shared = try offline ? nil : sharedLog(of: casebook)
            let report = try Verification(
                casebook, externalCheckpoints: brought, trusted: keys, comparingSearch: search, shared: shared
            ) {
                progress.show("Verifying \($0):", $1, of: $2)
            }.run()
            // The settings are not signed. They are printed so that the reader can check them.
            return (report, try? casebook.settings())
        }
        progress.clear()
        output.answer(
            VerificationPage(report, settings, milliseconds: Int(progress.seconds * 1000)),
            or: json(report, settings), in: context)
        if !report.findings.isEmpty { throw ExitNo.no }
    }

    /// The shared log that the log is a copy of; nil if it is none.
    private func sharedLog(of casebook: Casebook) throws -> PostgresLog? {
        guard let copy = try casebook.copySettings() else { return nil }
        let shared = try PostgresLog(copy.server)
        // Fail before the long checks.
        guard try shared.catchUp(after: 0, limit: 0, asking: nil).identity == copy.identity else {
            throw SharedLogError.otherLog(server: shared.place)
        }
        return shared
    }

    private func json(_ report: VerificationReport, _ settings: LogSettings?) -> JSON {
        [
            "holds": .bool(report.findings.isEmpty), "events": .integer(report.events),
            "families": .integer(report.families), "snapshots": .integer(report.snapshots),
            "checkpoints": .integer(report.checkpoints), "covered": .integer(report.covered),
            "root": .string(report.root), "searchCompared": .bool(report.search == .words),
            "shared": report.shared.map { .integer($0) } ?? .null,
            "findings": .array(
                report.findings.map { finding in
                    [
                        "point": .integer(finding.point),
                        "position": finding.position.map { .integer($0) } ?? .null,
                        "dispute": finding.dispute.map { .string($0) } ?? .null,
                        "finding": .string(finding.words),
                    ]
                }),
            "remarks": .array(
                report.remarks.map { remark in
                    [
                        "position": .integer(remark.position), "dispute": .string(remark.dispute),
                        "remark": .string(remark.words),
                    ]
                }),
            "projectionsOf": report.formerVersion.map { .string($0) } ?? .null,
            "self": settings?.own.map { .string($0) } ?? .null,
            "marking": settings?.marking.map { .string($0) } ?? .null,
        ]
    }
}
