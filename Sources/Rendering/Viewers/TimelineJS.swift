import CanonicalJSON
import Answers
import DisputeModel

/// A dispute in the JSON format of TimelineJS 3 by Knight Lab (https://timeline.knightlab.com/docs/json-format.html).
package struct TimelineJS {
    private let timeline: Timeline
    private let dateline: Dateline

    /// Converts a timeline. Dates in its texts are written as for the day of `dateline`.
    package init(_ timeline: Timeline, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
    }

    /// The JSON for TimelineJS: the title slide and one event for each act.
    package var json: JSON {
        let status = timeline.status
        let moment = dateline.words.plain
        return [
            "title": [
                "unique_id": .string(ViewedAct.sanitized(status.dispute)),
                "text": [
                    "headline": .string(ViewedAct.sanitized(status.title)),
                    "text": .string(ViewedAct.sanitized("\(status.dispute), \(moment)")),
                ],
            ],
            "events": .array(ViewedAct.all(timeline, dateline).map(Self.event)),
        ]
    }

    private static func event(_ act: ViewedAct) -> JSON {
        var words = [act.who, act.gist].filter { !$0.isEmpty }
        if let phase = act.item.phaseAfter { words.append("The dispute is now: \(phase.rawValue).") }
        var event = JSONObject([
            ("unique_id", .string("\(EventNames.anchor(act.item.position))")),
            ("start_date", date(act.span?.first ?? act.item.place.day, act)),
            ("display_date", .string(act.when)),
            ("group", .string(act.group)),
            (
                "text",
                [
                    "headline": .string(act.headline),
                    "text": .string(words.map { "<p>\($0)</p>" }.joined()),
                ] as JSON
            ),
        ])
        if let last = act.span?.last { event["end_date"] = date(last, act) }
        return .object(event)
    }

    private static func date(_ day: Day, _ act: ViewedAct) -> JSON {
        let (year, month, dayOfMonth) = day.civil
        var date = JSONObject([
            ("year", .integer(year)), ("month", .integer(month)), ("day", .integer(dayOfMonth)),
        ])
        if act.hasTime {
            let clock = Phrases.clock(act.item.place)
            date["hour"] = Int(clock.prefix(2)).map { .integer($0) }
            date["minute"] = Int(clock.suffix(2)).map { .integer($0) }
        }
        return .object(date)
    }
}
