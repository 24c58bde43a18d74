import Casebook
import DisputeModel
import EventLog
import Platform
import Projections
import Rendering
import TextSafety

extension LogOption {
    /// Opens the log for filing events.
    func filing<Result>(in context: CommandContext, _ body: (Casebook) throws -> Result) throws -> Result {
        context.clockUse.purpose = .filing
        return try with(.writing, in: context, body)
    }

    /// Reports on standard error when the log is migrated from an earlier version, or its projections are rebuilt,
    /// before the first write.
    func announceUpgrades(of casebook: Casebook, in context: CommandContext) {
        casebook.store.onMigration = { release, copy in
            context.printError(
                sanitized(
                    "chancery: The log was made by version \(release). It is converted to this version, once; "
                        + "a copy of the log as it was is kept: \(copy.shown)"))
        }
        let progress = Progress(context)
        casebook.onRebuild = { step in
            switch step {
            case .begun:
                context.printError(
                    "chancery: The log's tables were made by another version, or are missing. They are rebuilt, once."
                )
            case .progress(let done, let total): progress.show("Rebuilt", done, of: total)
            case .done(let report):
                progress.clear()
                guard report.hadProjections, !report.differences.isEmpty else { return }
                context.printError("The answers now differ from before:")
                for line in report.differences.flatMap(\.lines) { context.printError(line) }
            }
        }
    }
}

extension FamilyComparison.Difference {
    /// The difference as lines of text.
    var lines: [String] {
        let shown = events.prefix(12).map { "#\($0)" }.joined(separator: " ")
        return ["\(sanitized(dispute)):"] + words.map { "  \(sanitized($0))" }
            + (events.isEmpty ? [] : ["  events: \(shown)\(events.count > 12 ? " …" : "")"])
    }
}
