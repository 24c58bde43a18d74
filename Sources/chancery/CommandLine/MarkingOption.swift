import ArgumentParser
import Casebook
import DisputeModel
import EventLog
import Rendering

/// The option that limits a question to events up to a marking.
struct MarkingOption: ParsableArguments {
    @Option(
        name: .customLong("max-marking"),
        help: ArgumentHelp(
            "Answer as if nothing marked higher had been recorded: public, restricted, confidential or secret.",
            valueName: "level"))
    var level: Marking?
}

extension Marking: ExpressibleByArgument {}

extension LogOption {
    /// Opens the log for a question and gives `body` the casebook, redacted if a maximum marking was given. The number
    /// of events that were left out is reported on standard error only. `body` must do all the printing, because events
    /// have other names in a redacted casebook.
    func asking<Result>(
        upTo marking: MarkingOption, _ moment: Moment? = nil, in context: CommandContext,
        _ body: (Casebook) throws -> Result
    ) throws -> Result {
        try with(.reading, in: context) { casebook in
            try context.noteAge(of: casebook)
            guard let level = marking.level else { return try body(casebook) }
            return try casebook.withRedaction(upTo: level, knownAt: moment?.knownAt, body) { count in
                context.printError(
                    count == 0
                        ? "Nothing was left out: no event is marked above \(level.rawValue)."
                        : "\(Phrases.count(count, "event")) left out: marked above \(level.rawValue), or about such an event."
                )
            }
        }
    }
}
