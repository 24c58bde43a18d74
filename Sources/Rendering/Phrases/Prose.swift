import DisputeModel

/// Names and phrases for readers who do not know the codes: for briefs.
enum Prose {
    /// The kind of an event with its article: `a request for explanation`, `an initiative`, `the recall of an envoy`.
    static func kind(_ event: Event, to limit: Int) -> String {
        let name = event.kindName
        if let words = phrases[name] { return words }
        guard Vocabulary.kind(name) != nil else { return "an act of the kind \(shortened(name, to: limit))" }
        return withArticle(name.map { $0 == "-" ? " " : String($0) }.joined())
    }

    /// The kind of an event without its article.
    static func bareKind(_ event: Event, to limit: Int) -> String {
        let words = kind(event, to: limit)
        let article = ["a ", "an ", "the "].first { words.hasPrefix($0) } ?? ""
        return String(words.dropFirst(article.count))
    }

    /// The prepositions between an act and its actors, and its addressees: `by` and `to`, `of` and `with`.
    static func prepositions(_ event: Event) -> (by: String, to: String) {
        switch event.kind?.name {
        case "meeting", "consultation", "negotiation", "confidential-contact": ("of", "with")
        case "accusation", "protest", "alleged-act": ("by", "against")
        case "criticism": ("by", "of")
        case "sanction-relief": ("by", "for")
        default: ("by", event.kind?.group == .coercion ? "against" : "to")
        }
    }

    static func withArticle(_ noun: String) -> String {
        FilingError.article(noun)
    }

    /// Phrases for the kinds whose names do not read as nouns.
    private static let phrases = [
        "abandonment-of-claim": "the abandonment of a claim",
        "comment-declined": "a refusal to comment", "demarche": "a démarche",
        "dispute-closed": "the closing of the dispute", "dispute-opened": "the opening of the dispute",
        "dispute-reopened": "the reopening of the dispute", "information-received": "information received",
        "marking-changed": "a change of marking", "mediation-begun": "the beginning of mediation",
        "mediation-ended": "the end of mediation",
        "proceedings-discontinued": "the discontinuance of proceedings",
        "proceedings-instituted": "the institution of proceedings",
        "recall-of-envoy": "the recall of an envoy", "request-withdrawal": "the withdrawal of a request",
        "restoration": "a restoration of relations", "sanction-relief": "an easing of sanctions",
        "settlement-confirmed": "the confirmation of a settlement", "source-added": "a further source",
    ]

    /// `the Russian Federation`, `OHCHR (United Nations)`, `officials in Brussels (unnamed)`.
    static func name(_ party: Party, _ register: PartyRegister, to limit: Int) -> String {
        guard let path = party.path, !party.isUnnamed else {
            let name = shortened(register.name(of: party), to: limit)
            let isBuiltIn = register.party(code: party.code).map { $0.sort != .own } ?? false
            return isBuiltIn && wantsArticle(name) ? "the \(name)" : name
        }
        let inner = path.split(separator: ":").joined(separator: ", ")
        let whole = register.party(code: party.code)?.name ?? party.code
        return "\(shortened(inner, to: limit)) (\(shortened(whole, to: limit)))"
    }

    /// Whether a name takes `the`: `the United Nations`, but `Belarus`.
    private static func wantsArticle(_ name: String) -> Bool {
        let nouns: Set = [
            "Agency", "Bank", "Community", "Conference", "Council", "Court", "Emirates", "Federation",
            "Forum", "Group", "Islands", "Kingdom", "League", "Nations", "Netherlands", "Organisation",
            "Organization", "Philippines", "Republic", "See", "States", "Territories", "Tribunal", "Union",
        ]
        return !name.contains(",") && name.split(separator: " ").contains { nouns.contains(String($0)) }
    }

    /// `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`.
    static func list(_ texts: [Text], limit: Int) -> Text {
        guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
        guard texts.count <= limit else {
            return Phrases.list(Array(texts.prefix(limit)), separator: ", ")
                + Text(" and \(Phrases.grouped(texts.count - limit)) more")
        }
        return Phrases.list(Array(texts.dropLast()), separator: ", ") + " and " + last
    }

    /// The text with its first letter in upper case.
    static func capitalised(_ text: Text) -> Text {
        guard let first = text.fields.first else { return text }
        var text = text
        text.fields[0] = Text.Field(
            words: first.words.prefix(1).uppercased() + first.words.dropFirst(), style: first.style)
        return text
    }

    /// A full stop; empty if the words are empty or already end a sentence.
    static func end(_ words: String) -> Text {
        words.last.map { ".?!…”»".contains($0) } ?? true ? "" : "."
    }

    /// Joins sentences, with a full stop where one is missing between them: `A clear step. Partial by #33`.
    static func sentences(_ parts: [String]) -> String {
        parts.dropLast().map { "\($0)\(end($0).plain) " }.joined() + (parts.last ?? "")
    }

    /// A phase after `is` or `was`: `It was raised before, and is in talks now`.
    static func short(_ phase: Phase) -> String {
        switch phase {
        case .latent: "not raised"
        case .dialogueProposed: "at the stage of proposed talks"
        case .talks: "in talks"
        case .thirdParty: "with a third party"
        case .multilateral: "with an international body"
        case .adjudication: "before a court or tribunal"
        case .decided: "decided by a court or tribunal"
        case .raised, .contested, .stalled, .settled, .withdrawn, .lapsed, .closed: phase.rawValue
        }
    }

    /// A phase as the beginning of a sentence: `It is contested`.
    static func phase(_ phase: Phase) -> String {
        switch phase {
        case .latent: "Nobody has raised it"
        case .raised: "It has been raised"
        case .contested: "It is contested"
        case .dialogueProposed: "Talks have been proposed"
        case .talks: "The sides are in talks"
        case .stalled: "Talks have stalled"
        case .thirdParty: "A third party is trying to help"
        case .multilateral: "It is before an international body"
        case .adjudication: "It is before a court or tribunal"
        case .decided: "A court or tribunal has decided it"
        case .settled: "It is settled"
        case .withdrawn: "The claim has been withdrawn"
        case .lapsed: "It has lapsed"
        case .closed: "The dispute is closed"
        }
    }
}

/// Shortens text to about `limit` scalars on one line. It is cut after a sentence or a word, with `…` if more follows.
func shortened(_ words: String, to limit: Int) -> String {
    let scalars = words.unicodeScalars
    // One scalar more than the limit, to know whether the text is longer.
    var kept = String.UnicodeScalarView()
    for scalar in scalars.prefix(limit + 1) { kept.append(scalar == "\n" || scalar == "\r" ? " " : scalar) }
    guard kept.count > limit else { return String(kept) }
    let cut = kept.dropLast()
    let half = cut.index(cut.startIndex, offsetBy: limit / 2)
    let rest = cut[half...]
    if let end = rest.indices.last(where: { ".?!".contains(Character(rest[$0])) && isEnd($0, in: cut) }) {
        return String(cut[...end]) + " …"
    }
    let space = rest.lastIndex(of: " ") ?? cut.endIndex
    return String(cut[..<space]) + "…"
}

/// Whether a sentence can end at this index: a space follows.
private func isEnd(_ index: Substring.UnicodeScalarView.Index, in words: Substring.UnicodeScalarView) -> Bool
{
    let next = words.index(after: index)
    return next < words.endIndex && words[next] == " "
}
