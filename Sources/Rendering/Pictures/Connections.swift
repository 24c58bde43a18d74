import Answers
import DisputeModel

/// Arcs from acts to their replies.
struct Connections {
    private let arcs: [(from: End, to: End, title: String)]

    /// One end of an arc: at a mark, on the side opposite to its label.
    struct End {
        let x: Double
        let y: Double
        /// The side of the mark: -1 is left, 1 is right.
        let side: Double
    }

    /// - Parameter marks: where the mark of each act is, by the act's position. Acts without a mark get no arc.
    init(_ items: [Timeline.Item], marks: [Int: End]) {
        arcs = items.flatMap { item in
            item.replies.compactMap { asked in
                guard let from = marks[asked], let to = marks[item.position] else { return nil }
                return (from, to, "\(EventNames.name(item.position)) replies to \(EventNames.name(asked))")
            }
        }
    }

    func drawn() -> Markup {
        .group(
            nil,
            arcs.map { arc in
                .element("g", [], [.title(arc.title), Self.arc(from: arc.from, to: arc.to)])
            })
    }

    static func arc(from start: End, to end: End) -> Markup {
        let (across, down) = (end.x - start.x, end.y - start.y)
        let bow = 18 + min(26, abs(down) / 6)
        let (root, tip) = (start.x + start.side * 8, end.x + end.side * 9)
        // An arc to a later date first runs down beside the column of its own day, then across.
        let fall = across > 40 ? down * 0.6 : 0
        let landing = end.side < 0 ? max(bow, across * 0.35) : bow
        let bend = point(root + start.side * bow, start.y + fall)
        let course =
            "M\(point(root, start.y))C\(bend) \(point(tip + end.side * landing, end.y)) \(point(tip, end.y))"
        let back = tip + end.side * 5
        return .list([
            .path("ct-arc", course),
            .path(
                "ct-tip",
                "M\(point(tip - end.side * 2, end.y))L\(point(back, end.y - 3.5))L\(point(back, end.y + 3.5))Z"
            ),
        ])
    }
}
