import CanonicalJSON
import Answers
import DisputeModel
import TextSafety

/// An act as viewers of timelines that others have made are told of it.
///
/// They put words into their pages as HTML, so every word here is harmless and escaped.
struct ViewedAct {
    let item: Timeline.Item
    let phrases: Phrases
    /// The place of the side that acted; nil for others, and for several together.
    let side: Int?
    private let sides: Sides

    init(_ item: Timeline.Item, _ status: Status, _ phrases: Phrases) {
        self.item = item
        self.phrases = phrases
        sides = status.sides
        let acting = Set(item.event.actors.compactMap(status.sides.side))
        side = acting.count == 1 ? acting.first : nil
    }

    /// As on the page: record events that move the status themselves, and no others.
    static func all(_ timeline: Timeline, _ dateline: Dateline) -> [ViewedAct] {
        timeline.items.filter { item in
            switch item.event.kindName {
            case "dispute-closed", "dispute-reopened", "status-assessment": true
            default: !(item.event.kind?.isRecord ?? false)
            }
        }.map { ViewedAct($0, timeline.status, dateline.phrases) }
    }

    var group: String { side.map { Self.inert(sides.sides[$0].name) } ?? "Others" }

    /// `#28 expectation`, with what is to be known of it before anything else.
    var headline: String {
        let marks = [
            item.isRetracted ? "retracted" : nil,
            event.standing == .asserted ? nil : event.standing.rawValue,
            event.marking == .public ? nil : event.marking.rawValue,
        ].compactMap(\.self)
        let head = "\(EventNames.name(item.position)) \(event.kindName)"
        return Self.inert(marks.isEmpty ? head : "\(head) (\(marks.joined(separator: ", ")))")
    }

    /// `RUS → UN:SG, UN:EOSG`.
    var who: String { Self.inert(Phrases.who(event)) }

    var gist: String { Self.inert(Phrases.gist(event)) }

    /// When, in the words of the record: an imprecise date is never shown as a day.
    var when: String {
        Self.inert(isRecord ? phrases.day(item.place.day) : phrases.date(event.occurred))
    }

    /// The stretch of time that the date leaves open, where that is longer than a day and its ends are known.
    var span: (first: Day, last: Day)? {
        guard !isRecord, let first = event.occurred?.earliest?.day, let last = event.occurred?.latest?.day,
            first < last
        else { return nil }
        return (first, last)
    }

    /// The time of day, where it is known.
    var hasTime: Bool { event.occurred?.precision == .instant && !isRecord }

    private var event: Event { item.event }
    private var isRecord: Bool { event.kind?.isRecord ?? false }

    static func inert(_ words: String) -> String { Markup.words(words).text }

    private static func inert(_ text: Text) -> String { inert(text.fields.map(\.words).joined()) }
}
