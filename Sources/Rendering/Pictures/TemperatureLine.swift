import Answers
import DisputeModel

/// The temperature as a stepped line on a scale from 0 to 10.
struct TemperatureLine {
    static let height = 92.0
    private static let degree = 8.0

    private let scale: TimeScale
    private let changes: [(x: Double, level: Int)]
    private let from: Double

    init(_ timeline: Timeline, _ scale: TimeScale) {
        self.scale = scale
        from = timeline.status.history.first.map { scale.x($0.on.start) } ?? scale.from
        changes = timeline.items.compactMap { item in
            item.levelAfter.map { (scale.x(item.place), $0) }
        }
    }

    func drawn(at y: Double) -> Markup {
        let floor = y + Self.height - 6
        func top(_ level: Int) -> Double { floor - Double(level) * Self.degree }
        var parts: [Markup] = []
        for level in [0, 5, 10] {
            parts.append(.line("ct-rule", from: (scale.from, top(level)), to: (scale.to, top(level))))
            parts.append(
                .label(
                    "ct-small ct-end", x: scale.from - 10, y: top(level) + 3.5,
                    "\(level) \(Temperature.name(level))"))
        }
        var course = "M\(point(from, top(0)))"
        var (end, column) = (-Double.infinity, -Double.infinity)
        var (low, high, last) = (0, 0, 0)
        var figures: [Markup] = []
        for (index, change) in changes.enumerated() {
            if change.x - column >= 1 {
                (column, low, high) = (change.x, last, last)
                course += "H\(Markup.number(column))"
            }
            (low, high, last) = (min(low, change.level), max(high, change.level), change.level)
            let isLast = index + 1 == changes.count || changes[index + 1].x - column >= 1
            guard isLast else { continue }
            // Several changes within one unit of width: draw the highest and the lowest level, then the last.
            if high > last { course += "V\(Markup.number(top(high)))" }
            if low < last { course += "V\(Markup.number(top(low)))" }
            course += "V\(Markup.number(top(last)))"
            let words = String(last)
            let next = index + 1 < changes.count ? changes[index + 1].x : .infinity
            if column + 4 > end, next - column > 14, column + 14 < scale.to + TimelinePicture.margin {
                end = column + 4 + Typeface.width(words, size: 11) + 3
                figures.append(.label("ct-small ct-figure", x: column + 4, y: top(last) - 4, words))
            }
        }
        course += "H\(Markup.number(scale.to))"
        let area = course + "V\(Markup.number(top(0)))H\(Markup.number(from))Z"
        return .group(nil, parts + [.path("ct-heat", area), .path("ct-level", course)] + figures)
    }
}
