import Answers
import ArgumentParser
import CanonicalJSON

/// The options that describe an act. Together they reach every key of section 1 of the rules.
struct ActOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Who acts: a code or a name; several with commas between.", valueName: "party"))
    var by: [String] = []
    @Option(name: .shortAndLong, help: ArgumentHelp("Whom it is addressed to.", valueName: "party"))
    var to: [String] = []
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "When: EDTF, or yesterday, mon 14:30, by 10 nov, late september.", valueName: "date"))
    var on: String?
    @Option(help: ArgumentHelp("When, in the source's own words: \"on Wednesday\".", valueName: "words"))
    var occurredNote: String?
    @Option(
        name: [.customShort("m"), .long],
        help: ArgumentHelp("What happened, in your words.", valueName: "words"))
    var summary: String?

    @Option(help: ArgumentHelp("What was said, word for word.", valueName: "words"))
    var quote: String?
    @Option(help: ArgumentHelp("The quotation's language: en, de.", valueName: "code"))
    var quoteLanguage: String?
    @Flag(help: "The quotation is a translation.")
    var translated = false
    @Option(help: ArgumentHelp("Who spoke for the actor.", valueName: "name"))
    var speaker: String?
    @Option(help: ArgumentHelp("The speaker's role: Foreign Minister.", valueName: "role"))
    var role: String?

    @Option(help: ArgumentHelp("How it was delivered: note-verbale, aide-memoire.", valueName: "form"))
    var form: String?
    @Option(help: ArgumentHelp("Acting alone or together: single, joint, parallel.", valueName: "mode"))
    var mode: String?
    @Option(help: ArgumentHelp("Through which channel: telephone, press conference.", valueName: "channel"))
    var channel: String?

    @Option(
        name: [.customShort("r"), .long],
        help: ArgumentHelp(
            "What it responds to: 17, #17 or an id; several with commas between.", valueName: "event"))
    var replyTo: [String] = []
    @Option(name: .shortAndLong, help: ArgumentHelp("What it is about.", valueName: "event"))
    var about: [String] = []
    @Option(
        help: ArgumentHelp(
            "The day by which an answer is asked for; 9 nov is the next one after the act.",
            valueName: "date"))
    var due: String?
    @Option(help: ArgumentHelp("Our own working date; it obliges nobody.", valueName: "date"))
    var dueAbout: String?
    @Option(help: ArgumentHelp("The reason for that working date: \"within days\".", valueName: "words"))
    var dueNote: String?
    @Flag(inversion: .prefixedNo, help: "Whether an answer is expected; if not given, the kind decides.")
    var expectsReply: Bool?

    @Option(help: ArgumentHelp("The condition of an offer or an acceptance.", valueName: "words"))
    var condition: String?
    @Option(help: ArgumentHelp("How far it goes, or what it covers.", valueName: "words"))
    var scope: String?
    @Option(help: ArgumentHelp("asserted, claimed, alleged or hedged.", valueName: "standing"))
    var standing: String?
    @Option(help: ArgumentHelp("Who says that it happened, if that is not the actor.", valueName: "name"))
    var reportedBy: String?
    @Option(help: ArgumentHelp("The role of that person.", valueName: "role"))
    var reportedRole: String?
    @Option(help: ArgumentHelp("The party for which that person speaks.", valueName: "party"))
    var reportedParty: String?

    @Option(help: ArgumentHelp("public, restricted, confidential or secret.", valueName: "level"))
    var marking: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The source: \"CITATION | URL | 2021-11-10 | reliability=B2 | id=tass-1\"; the citation is enough.",
            valueName: "citation"))
    var source: [String] = []
    @Option(
        help: ArgumentHelp("A technical term: unfriendly-act; several with commas between.", valueName: "tag")
    )
    var tag: [String] = []
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Facts of this kind only: force=use, leave.by=2021-11-20.", valueName: "key=value")
    )
    var detail: [String] = []

    /// The keys that were given, in the form that an event has.
    ///
    /// - Throws: `CommandError` or `FilingError` if a value cannot be interpreted.
    func fields(_ interpreter: InputInterpreter) throws -> JSONObject {
        var fields = JSONObject()
        func put(_ key: String, _ text: String?) { fields[key] = text.map { .string($0) } }
        func put(_ key: String, _ object: [(String, JSON?)]) {
            let given = object.compactMap { key, value in value.map { (key, $0) } }
            if !given.isEmpty { fields[key] = .object(JSONObject(given)) }
        }
        if !by.isEmpty { fields["actors"] = try interpreter.parties(by) }
        if !to.isEmpty { fields["addressees"] = try interpreter.parties(to) }
        fields["occurred"] = try on.map { try interpreter.occurred($0, "--on") }
        let occurred = fields["occurred"]
        put("occurredNote", occurredNote)
        put("summary", summary)
        put(
            "quote",
            [
                ("text", quote.map { .string($0) }), ("language", quoteLanguage.map { .string($0) }),
                ("translated", translated ? true : nil),
            ])
        put("speaker", [("name", speaker.map { .string($0) }), ("role", role.map { .string($0) })])
        put("form", form)
        put("mode", mode)
        put("channel", channel)
        if !replyTo.isEmpty { fields["inResponseTo"] = interpreter.events(replyTo) }
        if !about.isEmpty { fields["about"] = interpreter.events(about) }
        if due != nil, dueAbout != nil {
            throw CommandError(
                "--due and --due-about do not go together.",
                "Give --due for a date that somebody set, or --due-about for a working date of your own.",
                code: ExitStatus.dataError)
        }
        if dueNote != nil, dueAbout == nil {
            throw CommandError(
                "--due-note needs a working date.", "Give it with --due-about, or leave --due-note out.",
                code: ExitStatus.dataError)
        }
        put(
            "due",
            [
                ("on", try due.map { try interpreter.due($0, "--due", after: occurred) }),
                ("about", try dueAbout.map { try interpreter.due($0, "--due-about", after: occurred) }),
                ("note", dueNote.map { .string($0) }),
            ])
        fields["expectsReply"] = expectsReply.map { .bool($0) }
        put("condition", condition)
        put("scope", scope)
        put("standing", standing)
        put(
            "reportedBy",
            [
                ("name", reportedBy.map { .string($0) }), ("role", reportedRole.map { .string($0) }),
                ("party", try reportedParty.map { try interpreter.party($0) }),
            ])
        put("marking", marking)
        if !source.isEmpty { fields["sources"] = .array(try source.map { try interpreter.source($0) }) }
        if !tag.isEmpty { fields["tags"] = .array(tag.flatMap(interpreter.items).map { .string($0) }) }
        let details = try interpreter.details(detail, "--detail")
        if !details.isEmpty { fields["details"] = .object(details) }
        return fields
    }
}
