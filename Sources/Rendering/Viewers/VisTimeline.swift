import CanonicalJSON
import Answers
import DisputeModel

/// A dispute for vis-timeline: the items and groups that its `Timeline` is made with
/// (https://visjs.github.io/vis-timeline/docs/timeline/#Data_Format).
package struct VisTimeline {
    private let timeline: Timeline
    private let dateline: Dateline

    package init(_ timeline: Timeline, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
    }

    package var json: JSON {
        let acts = ViewedAct.all(timeline, dateline)
        let sides = timeline.status.sides.sides.map(\.name)
        // The sides as they stand in the record; others last.
        let names = acts.contains { $0.side == nil } ? sides + ["Others"] : sides
        return [
            "items": .array(acts.map { Self.item($0, group: $0.side ?? sides.count) }),
            "groups": .array(
                names.enumerated().map {
                    [
                        "id": .integer($0.offset), "content": .string(ViewedAct.inert($0.element)),
                        "order": .integer($0.offset),
                    ]
                }),
        ]
    }

    /// A day is a point; what may have happened in a stretch of days is as long as that.
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

    /// The beginning of a day wherever the reader is: with a time zone it would be another day to some.
    private static func midnight(_ day: Day) -> String { "\(day)T00:00:00" }

    private static func className(_ act: ViewedAct) -> String {
        (["chancery", act.item.event.standing.rawValue] + (act.item.isRetracted ? ["retracted"] : []))
            .joined(separator: " ")
    }
}
