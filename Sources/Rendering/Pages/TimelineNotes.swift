import Answers
import CanonicalJSON
import DisputeModel

/// The lines below an act in a timeline: what it replies to, how late it was filed, the record events about it, what it
/// changed, and the state of the answer that it asks for.
struct TimelineNotes {
    private(set) var paragraphs: [Paragraph] = []

    init(_ item: Timeline.Item, _ index: TimelineIndex, _ phrases: Phrases, showsAll: Bool) {
        let event = item.event
        if showsAll, let quote = event.quote, event.summary != nil { note("“" + Text(quote) + "”") }
        note(Self.connections(item))
        if let late = phrases.lateness(event) { note(Text(late, .quiet)) }
        let recordEvents = item.recordEvents.compactMap { index.recordEvents[$0] }
        for mention in recordEvents where [.replyAssessment, .retraction].contains(mention.event.recordKind) {
            note(Self.judgement(mention))
        }
        note(Self.amendments(recordEvents))
        if showsAll, let before = item.recorded { note(Self.before(before, event, phrases)) }
        guard !item.isRetracted else { return }
        change(item)
        if let owed = index.owed[item.position] {
            let term = phrases.term(owed).map { ", " + $0 } ?? ""
            add(Phrases.mark(owed) + Phrases.state(owed) + term)
        } else if let date = index.dates[item.position] {
            note(Text("date to keep: \(phrases.weekday(date.due.day)), \(phrases.distance(date.due.day))"))
        }
    }

    private mutating func add(_ text: Text) { paragraphs.append(Paragraph(text, hang: 2)) }

    private mutating func note(_ text: Text) {
        if !text.isEmpty { add("  " + text) }
    }

    /// `re #28; about #19; as told by RUS (Sergey Lavrov)`.
    private static func connections(_ item: Timeline.Item) -> Text {
        var parts: [Text] = []
        if !item.replies.isEmpty { parts.append("re " + Phrases.numbers(item.replies)) }
        let about = item.about.filter { !item.replies.contains($0) }
        if !about.isEmpty { parts.append("about " + Phrases.numbers(about)) }
        if item.event.standing == .claimed || item.event.standing == .alleged, let teller = teller(item.event)
        {
            parts.append("as told by " + teller)
        }
        if let condition = item.event.condition { parts.append("on condition: " + Text(condition)) }
        return Phrases.list(parts, separator: "; ")
    }

    private static func teller(_ event: Event) -> Text? {
        let teller = event.fields["reportedBy"]?.object
        switch (teller?["party"]?.string, teller?["name"]?.string) {
        case (let party?, let name?): return Text(party) + " (" + Text(name) + ")"
        case (let one?, nil), (nil, let one?): return Text(one)
        case (nil, nil): return nil
        }
    }

    /// `assessed partial by #34: the reason`, `retracted by #50: the reason`.
    private static func judgement(_ mention: Mention) -> Text {
        let event = mention.event
        let isRetraction = event.recordKind == .retraction
        let verdict =
            isRetraction ? "retracted" : "assessed \(event.details["satisfies"]?.string ?? "")"
        let reason = event.details["reason"]?.string.map { ": " + Text($0) } ?? ""
        return Text(verdict, isRetraction ? .overdue : .strong)
            + Text(
                " by \(EventNames.name(mention.position))\(mention.isRetracted ? " (itself retracted)" : "")")
            + reason
    }

    /// `corrected by #31 (details); source added by #32`.
    private static func amendments(_ recordEvents: [Mention]) -> Text {
        let parts: [Text] = recordEvents.compactMap { mention in
            let event = mention.event
            let undone = mention.isRetracted ? Text(", since retracted") : ""
            switch event.recordKind {
            case .correction:
                let keys = event.details["fields"]?.object?.keys ?? []
                return Text("corrected by \(EventNames.name(mention.position))") + " ("
                    + Text(keys.joined(separator: ", "))
                    + ")" + undone
            case .sourceAdded:
                let standing = event.details["standing"] == nil ? "" : ", now asserted"
                return Text("source added by \(EventNames.name(mention.position))\(standing)") + undone
            case .markingChanged:
                return Text("marked ") + Text(event.details["marking"]?.string ?? "")
                    + Text(" by \(EventNames.name(mention.position))") + undone
            case .opening, .closing, .reopening, .retraction, .replyAssessment, .statusAssessment, nil:
                return nil
            }
        }
        return parts.isEmpty ? "" : Phrases.list(parts, separator: "; ").in(.quiet)
    }

    private static func before(_ recorded: Event, _ known: Event, _ phrases: Phrases) -> Text {
        let changes = Phrases.changes(from: recorded, to: known).filter { $0.key != "sources" }
        guard !changes.isEmpty else { return "" }
        let parts = changes.map { change in
            Text(change.key) + ": " + (change.before.map { phrases.value(of: change.key, $0) } ?? "nothing")
        }
        return ("before: " + Phrases.list(parts, separator: "; ")).in(.quiet)
    }

    /// `▸ CONTESTED, temp 0 → 2`.
    private mutating func change(_ item: Timeline.Item) {
        let name = item.phaseAfter == nil ? "TEMP" : "temp"
        let temperature = item.levelAfter.map { "\(name) \(item.levelBefore) → \($0)" }
        let parts = [item.phaseAfter?.rawValue.uppercased(), temperature].compactMap(\.self)
        if !parts.isEmpty { add(Text("▸ " + parts.joined(separator: ", "), .changed)) }
    }
}

/// Lookup tables by an act's position, built once for all notes of a timeline, so that the time per act does not grow
/// with the number of acts and obligations.
struct TimelineIndex {
    let recordEvents: Mentions
    /// The obligation that each act opened.
    let owed: [Int: Status.Owed]
    /// The appointment that each act set.
    let dates: [Int: Appointment]

    init(_ timeline: Timeline, _ obligations: Obligations) {
        recordEvents = timeline.recordEvents
        owed = Dictionary(timeline.status.obligations.map { ($0.obligation.opener, $0) }) { first, _ in first
        }
        dates = Dictionary(obligations.dates.map { ($0.position, $0) }) { first, _ in first }
    }
}
