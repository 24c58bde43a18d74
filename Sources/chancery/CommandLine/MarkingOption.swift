import ArgumentParser
import Casebook
import DisputeModel
import EventLog
import Rendering

/// Up to which marking a question is asked.
struct MarkingOption: ParsableArguments {
    @Option(
        name: .customLong("max-marking"),
        help: ArgumentHelp(
            "Answer as if nothing marked higher had been filed: public, restricted, confidential or secret.",
            valueName: "level"))
    var level: Marking?
}

extension Marking: ExpressibleByArgument {}

extension LogOption {
    /// Opens the log for a question, and gives `body` what may be asked: the log itself, or what remains of it up to a
    /// marking. Of what is left out the one who asks is told on standard error, and nowhere else. What is printed must be
    /// printed in `body`: events have other names there.
    func asking<Result>(
        upTo marking: MarkingOption, _ moment: Moment? = nil, in context: CommandContext,
        _ body: (Casebook) throws -> Result
    ) throws -> Result {
        try with(.reading, in: context) { casebook in
            guard let level = marking.level else { return try body(casebook) }
            return try casebook.withRedaction(upTo: level, knownAt: moment?.knownAt, body) { count in
                context.complain(
                    count == 0
                        ? "Nothing was left out: no event is marked above \(level.rawValue)."
                        : "\(Phrases.count(count, "event")) left out, marked above \(level.rawValue) or about what is."
                )
            }
        }
    }
}
