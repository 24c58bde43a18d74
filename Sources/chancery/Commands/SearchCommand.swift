import Answers
import ArgumentParser
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Rendering

struct SearchCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds events by words in their summaries, quotations, sources and names.",
        discussion: """
            Finds events that contain all the words, in any place; capitals and accents do not matter. OR, NOT and \
            NEAR must be in capitals: gift OR donation, gift NOT coal, NEAR(gas transit, 5); parentheses group. "note \
            verbale" (in a shell '"note verbale"') is a phrase, demarch* the beginning of a word. summary:gift looks \
            in one place: summary, quote, source, name, title, reason; kind:demarche, by:RUS, to:UN and dispute:NAME \
            choose events; in by:us and to:us, us is the party whose log it is.

            A corrected event is found by its new words and by its old ones; old words are marked in the answer.
            """
    )

    enum Sort: String, ExpressibleByArgument, CaseIterable { case newest, oldest }

    @OptionGroup var log: LogOption
    @OptionGroup var marking: MarkingOption
    @OptionGroup var output: FormatOption
    @Option(help: "Only in this dispute and its sub-disputes.")
    var dispute: String?
    @Option(help: "Only events of this kind.")
    var kind: String?
    @Option(help: ArgumentHelp("Only what this party did, or somebody within it.", valueName: "party"))
    var by: String?
    @Option(
        help: ArgumentHelp(
            "Only what was addressed to this party, or to somebody within it.", valueName: "party"))
    var to: String?
    @Option(help: ArgumentHelp("Only what happened on this day or later.", valueName: "date"))
    var since: String?
    @Option(help: ArgumentHelp("Only what happened on this day or before.", valueName: "date"))
    var until: String?
    @Option(help: "newest: the last recorded first; or oldest.")
    var sort: Sort = .newest
    @Option(
        help: ArgumentHelp(
            "The number of events shown at most; if not given, 20, and all of them in JSON.",
            valueName: "number"))
    var limit: Int?
    @Argument(help: "The words.")
    var text: [String] = []

    func run(in context: CommandContext) throws {
        let progress = Progress(context)
        try log.asking(upTo: marking, in: context) { casebook in
            let question = try self.question(casebook, context)
            let gap = try casebook.searchGap()
            // A redacted casebook is searched without an index: an index of it would be discarded after the question.
            if gap.isWide, !casebook.isRedacted { log.updateSearchIndex(in: context) }
            let answer = try casebook.search(question) { progress.show("Looked through", $0, of: $1) }
            if gap.isIndexDamaged || answer.isIndexDamaged { reportDamage(answer, context) }
            progress.clear()
            output.answer(
                SearchPage(answer, to: question, today: context.today), or: .array(answer.hits.map(\.json)),
                in: context)
        }
    }

    private func reportDamage(_ answer: SearchAnswer, _ context: CommandContext) {
        let consequence =
            answer.isIndexDamaged
            ? "It was not used, and every event was searched; `chancery replay` deletes it."
            : "It has been rebuilt."
        context.printError("chancery: The search index cannot be used: it is damaged.\n\(consequence)")
    }

    private func question(_ casebook: Casebook, _ context: CommandContext) throws -> SearchQuestion {
        let (words, addressee) = try Self.takingAddressee(from: trimmed(text.joined(separator: " ")))
        guard addressee == nil || to == nil else {
            throw CommandError.usage("to: and --to are both given.", "Leave one of them out.")
        }
        var question = SearchQuestion(words)
        question.own = try casebook.ownParty()
        question.to = try (to ?? addressee).map { try casebook.party(named: $0) }
        question.dispute = try dispute.map { try context.dispute($0, in: casebook) }
        question.kind = try kind.map(Self.kind)
        question.by = try by.map { try casebook.party(named: $0) }
        question.since = try since.map { try NewsCommand.day($0, context.today, "--since") }
        question.until = try until.map { try NewsCommand.day($0, context.today, "--until") }
        if let since = question.since, let until = question.until, until < since {
            throw CommandError.usage("--until is before --since.", "Give the earlier day to --since.")
        }
        question.newestFirst = sort == .newest
        question.limit = limit ?? (output.format == .json ? nil : 20)
        if let limit, limit < 1 {
            throw CommandError.usage("--limit must be 1 or more.", "Leave it out, or give one.")
        }
        return question
    }

    /// Separates `to:PARTY` from the search words. The index does not distinguish actors from addressees, so `to:` is
    /// only allowed if all words are required.
    private static func takingAddressee(from words: String) throws -> (words: String, to: String?) {
        var (rest, addressee, isQuoted, isAtStart) = ("", String?.none, false, true)
        var place = words.startIndex
        while place < words.endIndex {
            let here = words[place...]
            if !isQuoted, isAtStart, here.hasPrefix("to:"), addressee == nil {
                let marks = here.dropFirst(3).first == "\"" ? 4 : 3
                let name = here.dropFirst(marks).prefix {
                    marks == 4 ? $0 != "\"" : !$0.isWhitespace && $0 != ")"
                }
                addressee = String(name)
                place = name.endIndex
                if marks == 4, place < words.endIndex { place = words.index(after: place) }
                continue
            }
            if words[place] == "\"" { isQuoted.toggle() }
            isAtStart = words[place].isWhitespace || words[place] == "("
            rest.append(words[place])
            place = words.index(after: place)
        }
        guard let addressee else { return (words, nil) }
        let operators = ["OR", "NOT"]
        guard !rest.contains("("),
            !rest.split(whereSeparator: \.isWhitespace).contains(where: { operators.contains(String($0)) })
        else {
            throw CommandError.usage(
                "to: does not go with OR, NOT and parentheses.", "Leave them out, or leave to: out.")
        }
        guard !addressee.isEmpty else { throw SearchError.nothingAfter("to:") }
        return (trimmed(rest), addressee)
    }

    private static func kind(_ name: String) throws -> String {
        if name.hasPrefix("x-") || Vocabulary.kind(name) != nil { return name }
        throw FilingError.unknownKind(name, suggestions: nearest(name, among: Vocabulary.kinds.map(\.name)))
    }
}

extension LogOption {
    /// Updates the search index if many events are missing from it. If that is not permitted or there is no space,
    /// searches work without it, only more slowly.
    func updateSearchIndex(in context: CommandContext) {
        let progress = Progress(context)
        defer { progress.clear() }
        guard let casebook = try? Casebook(at: path(in: context), .writing) else { return }
        defer { try? casebook.close() }
        // A question must not migrate a log.
        guard casebook.store.earlierRelease == nil else { return }
        try? casebook.updateSearchIndex { progress.show("Indexed", $0, of: $1) }
    }
}
