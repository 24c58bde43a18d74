import CanonicalJSON
import Answers
import DisputeModel

/// One event as a row in the table of a timeline page.
struct TimelineRow {
    let item: Timeline.Item
    /// The index of the side that acted; nil for other parties, and if several sides acted together.
    let side: Int?
    let shape: ActShape
    private let index: TimelineIndex
    private let phrases: Phrases
    /// The events that name this one in their `inResponseTo`.
    private let answers: [Timeline.Item]
    /// The obligation that this event opened.
    private let obligation: Obligation?
    private let shown: Set<Int>

    /// - Parameter shown: the events that have a row on the page, to which event numbers link.
    init(
        _ item: Timeline.Item, _ sides: Sides, _ index: TimelineIndex, _ phrases: Phrases,
        answers: [Timeline.Item], _ obligation: Obligation?, _ shown: Set<Int>
    ) {
        self.item = item
        self.obligation = obligation
        self.index = index
        self.phrases = phrases
        self.answers = answers
        self.shown = shown
        side = sides.onlySide(of: item.event.actors)
        shape = ActShape(item.event.kind)
    }

    var position: Int { item.position }
    private var event: Event { item.event }
    private var isRecord: Bool { event.isRecord }

    var markup: Markup {
        let names = [
            "act", "s\(side.map(String.init) ?? "x")", "g\(shape.rawValue)", "m-\(event.marking.rawValue)",
            item.isRetracted ? "retracted" : nil,
        ].compactMap(\.self)
        return .element(
            "tr",
            [.init("id", "\(EventNames.anchor(position))"), .init("class", names.joined(separator: " "))],
            [
                .block("td", "when", [when]), .block("td", "no", [.words("\(EventNames.name(position))")]),
                .block("td", nil, [.text(isRecord ? Text(event.recordedBy, .quiet) : Phrases.who(event))]),
                .block("td", nil, [what]),
            ])
    }

    private var when: Markup {
        let words = isRecord ? phrases.day(item.place.day) : phrases.date(event.occurred)
        // The machine-readable `datetime` is given only for dates that are precise to the day.
        let isDay =
            isRecord || event.occurred?.isToTheDay ?? false
        return isDay
            ? .element("time", [.init("datetime", item.place.day.description)], [.words(words)])
            : .words(words)
    }

    private var what: Markup {
        let notes = TimelineNotes(item, index, phrases, showsAll: true).paragraphs.map(\.text)
        let reactions = Dictionary(grouping: answers) {
            Reaction(of: $0.event, at: $0.position, to: event, obligation)
        }
        let answered = Reaction.allCases.compactMap { reaction in
            reactions[reaction].map {
                Text("  \(reaction.rawValue) by ") + Phrases.numbers($0.map(\.position))
            }
        }
        let mark = item.isRetracted ? Text("×", .overdue) : Phrases.mark(event.standing)
        let gist = Markup.block("span", "gist", [.text(mark + " " + Phrases.act(event))])
        return .list([
            .block("details", nil, [.block("summary", nil, [gist]), .block("dl", nil, facts)]),
            .block(
                "ul", nil,
                (notes + answered).map { .block("li", nil, [.text($0, linking: shown)]) }),
        ])
    }

    /// The remaining keys of the event, which the row's columns do not show.
    private var facts: [Markup] {
        let told: Set = [
            "id", "dispute", "kind", "summary", "occurred", "actors", "addressees", "inResponseTo", "about",
            "marking", "recordedBy", "recordedAt",
        ]
        var facts = event.fields.members.filter { !told.contains($0.key) }.map { member in
            fact(member.key, phrases.value(of: member.key, member.value))
        }
        if let recorded = event.recordedAt {
            facts.append(
                fact("recorded", Text("\(phrases.instant(recorded)), by ") + Text(event.recordedBy)))
        }
        facts.append(fact("id", Text(event.id, .quiet)))
        return facts
    }

    private func fact(_ name: String, _ value: Text) -> Markup {
        .list([.block("dt", nil, [.words(name)]), .block("dd", nil, [.text(value)])])
    }
}
