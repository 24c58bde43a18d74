import Answers
import DisputeModel

/// Turns a briefing into the sections and sentences of a brief.
struct BriefWriter {
    let briefing: Briefing
    let dateline: Dateline
    let own: Party?
    let register: PartyRegister
    let room: BriefLimits
    /// Events whose gist has been given; later sentences do not repeat it.
    private var told: Set<Int> = []

    typealias Sentence = Brief.Sentence
    typealias Section = Brief.Section

    init(
        _ briefing: Briefing, _ dateline: Dateline, own: Party?, _ register: PartyRegister,
        _ room: BriefLimits
    ) {
        self.briefing = briefing
        self.room = room
        self.dateline = dateline
        self.own = own
        self.register = register
    }

    var status: Status { briefing.status }
    var phrases: Phrases { dateline.phrases }

    mutating func sections() -> [Section] {
        [subject(), standing()] + items() + [lastActs(), positions(), changes()] + parts() + [dates()]
    }

    // MARK: Sentences

    /// A sentence that cites these events, each once, followed by the record events that amended them. At most six are
    /// cited.
    func sentence(_ words: Text, _ positions: [Int?], more: Int = 0) -> Sentence {
        var named: [Int] = []
        for position in positions.compactMap(\.self) {
            for event in [position] + (briefing.amendments[position] ?? []) where !named.contains(event) {
                named.append(event)
            }
        }
        let limit = 6
        return Sentence(
            words: words,
            events: .named(Array(named.prefix(limit)), more: more + max(0, named.count - limit)))
    }

    /// A sentence that says something does not exist. It cites the whole span of events that was searched.
    func absence(_ words: String) -> Sentence {
        Sentence(words: Text(words), events: .span(briefing.span))
    }

    /// A sentence that counts the entries that a list leaves out. It cites the first of them.
    func more(_ positions: some Collection<Int>, _ words: String) -> Sentence {
        Sentence(
            words: Text(words),
            events: .named(
                Array(positions.prefix(room.names)), more: max(0, positions.count - room.names)))
    }

    // MARK: Events in words

    func event(_ position: Int?) -> Event? { position.flatMap { briefing.mentions[$0]?.event } }

    /// `a denial by Spokesperson (United Nations) to Russia`.
    ///
    /// - Parameter actor: a name that the sentence has already given as the actor, so that it is not repeated.
    func act(_ position: Int?, of actor: String? = nil) -> Text {
        guard let event = event(position) else { return "an event" }
        var words = Text(Prose.kind(event, to: room.name))
        let (by, to) = Prose.prepositions(event)
        let actors = names(event.actors)
        if !actors.isEmpty, actors.plain != actor { words += Text(" \(by) ") + actors }
        if !event.addressees.isEmpty { words += Text(" \(to) ") + names(event.addressees) }
        switch event.standing {
        case .asserted: return words
        case .claimed:
            let teller = event.reporter.map(name) ?? Text("somebody")
            return words + ", as " + teller + " claims"
        case .alleged: return words + ", as is alleged"
        case .hedged: return words + ", in guarded words"
        }
    }

    /// The act and its date: `…, 11 Nov`.
    func datedAct(_ position: Int?) -> Text { act(position) + ", " + date(position) }

    func date(_ position: Int?) -> Text {
        guard let position, let mention = briefing.mentions[position] else { return "on a day not given" }
        if mention.event.isRecord { return Text(phrases.day(mention.place.day)) }
        return Text(
            mention.event.occurred == nil ? "on a day not given" : phrases.date(mention.event.occurred))
    }

    /// The event's gist as a sentence with a leading space, the first time it is asked for; after that, empty.
    mutating func gist(_ position: Int?, to limit: Int? = nil) -> Text {
        guard let position, let event = event(position), told.insert(position).inserted else { return "" }
        let gist = Phrases.gist(event)
        guard !gist.isEmpty else { return "" }
        let words = shortened(gist.plain, to: limit ?? room.gist)
        return " " + Text(words) + Prose.end(words)
    }

    // MARK: Parties in words

    func name(_ party: Party) -> Text { Text(Prose.name(party, register, to: room.name)) }

    /// `the United Nations, Belarus and 2 more`.
    func names(_ parties: [Party]) -> Text { Prose.list(parties.map(name), limit: room.names) }

    /// Whether the log's own party is among the parties.
    func isOwn(_ parties: [Party]) -> Bool { own.map(parties.concern) ?? false }
}
