import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import Rendering

struct PositionsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "positions",
        abstract: "Shows the declared positions of the parties, since when and until when.",
        discussion: """
            A position is valid until the same party declares another on the same subject (details.subject, topic or \
            on), in any dispute; one without a subject is valid for its dispute.
            """)

    @OptionGroup var log: LogOption
    @OptionGroup var moment: MomentOptions
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Option(name: .customLong("of"), help: ArgumentHelp("Only positions of this party.", valueName: "party"))
    var party: String?

    func run(in context: CommandContext) throws {
        let dateline = try moment.dateline(in: context)
        let moment = try moment.moment(in: context)
        try log.asking(upTo: marking, moment, in: context) { casebook in
            let positions = try casebook.positions(
                of: try party.map { try casebook.party(named: $0) }, at: moment)
            output.answer(PositionsPage(positions, dateline), or: .array(positions.map(\.json)), in: context)
        }
    }
}
