import CanonicalJSON
import Answers
import DisputeModel
import TextSafety

/// An act as it is exported for the timeline viewers of others.
///
/// These viewers insert text into their pages as HTML, so all text here is sanitized and escaped.
struct ViewedAct {
    let item: Timeline.Item
    let phrases: Phrases
    /// The index of the side that acted; nil for other parties, and if several sides acted together.
    let side: Int?
    private let sides: Sides

    init(_ item: Timeline.Item, _ status: Status, _ phrases: Phrases) {
        self.item = item
        self.phrases = phrases
        sides = status.sides
        side = sides.onlySide(of: item.event.actors)
    }

    /// The items to show: all acts, and only those record events that change the status themselves.
    static func all(_ timeline: Timeline, _ dateline: Dateline) -> [ViewedAct] {
        timeline.items.filter(\.event.isShownAsAct).map { ViewedAct($0, timeline.status, dateline.phrases) }
    }

    var group: String { side.map { Self.sanitized(sides.sides[$0].name) } ?? "Others" }

    /// `#28 expectation`, with a retraction, a standing other than asserted, and a marking other than public in
    /// parentheses.
    var headline: String {
        let marks = [
            item.isRetracted ? "retracted" : nil,
            event.standing == .asserted ? nil : event.standing.rawValue,
            event.marking == .public ? nil : event.marking.rawValue,
        ].compactMap(\.self)
        let head = "\(EventNames.name(item.position)) \(event.kindName)"
        return Self.sanitized(marks.isEmpty ? head : "\(head) (\(marks.joined(separator: ", ")))")
    }

    /// `RUS → UN:SG, UN:EOSG`.
    var who: String { Self.sanitized(Phrases.who(event)) }

    var gist: String { Self.sanitized(Phrases.gist(event)) }

    /// The date in words. An imprecise date is never shown as a single day.
    var when: String {
        Self.sanitized(isRecord ? phrases.day(item.place.day) : phrases.date(event.occurred))
    }

    /// The range of days that the date allows; nil if it is a single day or an end is unknown.
    var span: (first: Day, last: Day)? {
        guard !isRecord, let first = event.occurred?.earliest?.day, let last = event.occurred?.latest?.day,
            first < last
        else { return nil }
        return (first, last)
    }

    /// Whether the time of day is known.
    var hasTime: Bool { event.occurred?.precision == .instant && !isRecord }

    private var event: Event { item.event }
    private var isRecord: Bool { event.isRecord }

    /// Text that is sanitized and escaped for HTML.
    static func sanitized(_ words: String) -> String { Markup.words(words).text }

    private static func sanitized(_ text: Text) -> String { sanitized(text.fields.map(\.words).joined()) }
}
