import Answers
import DisputeModel

/// The course of a temperature as a small chart: days from left to right, levels from 0 at the bottom to 10 at the top.
/// All charts have the same scale, so that they can be compared down a column.
struct Sparkline {
    static let (width, height) = (160.0, 44.0)
    /// The margin above level 10 and below level 0, so that no line is clipped.
    private static let rim = 2.0

    private let course: TemperatureCourse
    private let days: ClosedRange<Day>

    init(_ course: TemperatureCourse, in days: ClosedRange<Day>) {
        self.course = course
        self.days = days
    }

    /// The x coordinate at which a day begins; the last day ends at the right edge.
    func x(_ day: Day) -> Double {
        let length = Double(days.upperBound - days.lowerBound + 1)
        return min(max(Double(day - days.lowerBound) / length, 0), 1) * Self.width
    }

    func y(_ level: Int) -> Double {
        Self.height - Self.rim - Double(level) * (Self.height - 2 * Self.rim) / 10
    }

    /// The corners of the stepped line. Changes within one unit of width share an x coordinate and keep their highest
    /// and lowest points.
    var corners: [(x: Double, y: Double)] {
        var corners: [(x: Double, y: Double)] = []
        var column = -Double.infinity
        var last = 0
        for level in course.levels {
            let x = x(level.on)
            if x - column >= 1 || corners.isEmpty {
                column = x
                if !corners.isEmpty { corners.append((column, y(last))) }
            }
            corners.append((column, y(level.level)))
            last = level.level
        }
        return corners + [(Self.width, y(last))]
    }

    func drawn(x left: Double = 0, y top: Double = 0) -> Markup {
        let corners = corners.map { (x: left + $0.x, y: top + $0.y) }
        var course = ""
        var (before, end) = (corners[0], corners[corners.count - 1])
        for corner in corners.dropFirst() {
            course +=
                corner.y == before.y ? "H\(Markup.number(corner.x))" : "V\(Markup.number(corner.y))"
            before = corner
        }
        let start = "M\(point(corners[0].x, corners[0].y))"
        let floor = top + y(0)
        let month = left + x(days.upperBound - 29)
        end.x = min(end.x, left + Self.width)
        return .list([
            .path(
                "ct-scale",
                [0, 5, 10].map { "M\(point(left, top + y($0)))h\(Markup.number(Self.width))" }.joined()),
            .path(
                "ct-heat",
                start + course + "V\(Markup.number(floor))H\(Markup.number(corners[0].x))Z"),
            .path("ct-month", "M\(point(month, top))v\(Markup.number(Self.height))"),
            .path("ct-level", start + course),
            .circle("ct-today", x: end.x, y: end.y, radius: 2.5),
        ])
    }

    /// The chart in words, for screen readers: `0 on 24 Nov 2020, at most 6 from 15 Nov, 6 since 15 Nov`.
    func words(_ phrases: Phrases) -> String {
        let (first, last) = (course.levels[0], course.levels[course.levels.count - 1])
        guard let peak = course.levels.max(by: { $0.level < $1.level }), course.levels.count > 1 else {
            return "\(first.level) since \(phrases.day(first.on))"
        }
        return "\(first.level) on \(phrases.day(first.on)), at most \(peak.level) from "
            + "\(phrases.day(peak.on)), \(last.level) since \(phrases.day(last.on))"
    }

    /// The style sheet; it needs the variables of `Palette`.
    static let style: StaticString = """
        .ct-scale{fill:none;stroke:var(--line);stroke-width:.6;stroke-dasharray:1 3}
        .ct-month{fill:none;stroke:var(--quiet);stroke-dasharray:3 2}
        .ct-heat{fill:var(--band)}
        .ct-level{fill:none;stroke:var(--ink);stroke-width:1.5}
        .ct-today{fill:var(--ink)}
        """
}
