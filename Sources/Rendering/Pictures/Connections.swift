import Casebook

/// Arcs from what was asked to what came in reply.
struct Connections {
    private let arcs: [(from: (x: Double, y: Double), to: (x: Double, y: Double), title: String)]

    /// - Parameter marks: where each act stands, by its position.
    init(_ items: [Timeline.Item], marks: [Int: (x: Double, y: Double)]) {
        arcs = items.flatMap { item in
            item.replies.compactMap { asked in
                guard let from = marks[asked], let to = marks[item.position] else { return nil }
                return (from, to, "#\(item.position) replies to #\(asked)")
            }
        }
    }

    var isEmpty: Bool { arcs.isEmpty }

    func drawn() -> Markup {
        .group(
            nil,
            arcs.map { arc in
                .element("g", [], [.title(arc.title), Self.arc(from: arc.from, to: arc.to)])
            })
    }

    /// Out of the left of the one and into the left of the other, so that it runs along no label.
    static func arc(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) -> Markup {
        let (across, down) = (end.x - start.x, end.y - start.y)
        let bow = 18 + min(26, abs(down) / 6)
        let tip = (x: end.x - 9, y: end.y)
        // What comes later leaves the column of its own day first, and only then goes across.
        let fall = across > 40 ? down * 0.6 : 0
        let landing = max(bow, across * 0.35)
        let course =
            "M\(point(start.x - 8, start.y))C\(point(start.x - 8 - bow, start.y + fall)) \(point(tip.x - landing, tip.y)) \(point(tip.x, tip.y))"
        return .list([
            .path("ct-arc", course),
            .path(
                "ct-tip",
                "M\(point(tip.x + 2, tip.y))L\(point(tip.x - 5, tip.y - 3.5))L\(point(tip.x - 5, tip.y + 3.5))Z"
            ),
        ])
    }
}
