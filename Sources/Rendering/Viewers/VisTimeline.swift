import CanonicalJSON
import Answers
import DisputeModel

/// A dispute as the items and groups from which vis-timeline builds a `Timeline`
/// (https://visjs.github.io/vis-timeline/docs/timeline/#Data_Format).
package struct VisTimeline {
    private let timeline: Timeline
    private let dateline: Dateline

    /// Converts a timeline. Dates in its texts are written as for the day of `dateline`.
    package init(_ timeline: Timeline, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
    }

    /// An object with the keys `items` and `groups`.
    package var json: JSON {
        let acts = ViewedAct.all(timeline, dateline)
        let sides = timeline.status.sides.sides.map(\.name)
        // The sides in the order of the record, then the others.
        let names = acts.contains { $0.side == nil } ? sides + ["Others"] : sides
        return [
            "items": .array(acts.map { Self.item($0, group: $0.side ?? sides.count) }),
            "groups": .array(
                names.enumerated().map {
                    [
                        "id": .integer($0.offset), "content": .string(ViewedAct.sanitized($0.element)),
                        "order": .integer($0.offset),
                    ]
                }),
        ]
    }

    /// An act on a known day is a point; one within a range of days is a range.
    private static func item(_ act: ViewedAct, group: Int) -> JSON {
        var item = JSONObject([
            ("id", EventNames.json(act.item.position)), ("group", .integer(group)),
            ("content", .string(act.headline)),
            (
                "title",
                .string([act.when, act.who, act.gist].filter { !$0.isEmpty }.joined(separator: "<br/>"))
            ),
            ("type", .string(act.span == nil ? "point" : "range")),
            (
                "start",
                .string(
                    act.hasTime ? act.item.place.description : midnight(act.span?.first ?? act.item.place.day)
                )
            ),
            ("className", .string(className(act))),
        ])
        if let last = act.span?.last { item["end"] = .string(midnight(last + 1)) }
        return .object(item)
    }

    /// The beginning of a day in the reader's local time. With a time zone it would be another day for some readers.
    private static func midnight(_ day: Day) -> String { "\(day)T00:00:00" }

    private static func className(_ act: ViewedAct) -> String {
        (["chancery", act.item.event.standing.rawValue] + (act.item.isRetracted ? ["retracted"] : []))
            .joined(separator: " ")
    }
}
