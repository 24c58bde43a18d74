@testable import Rendering

/// What stands on the paper, read back from what was drawn.
enum PictureBoxes {
    struct Box: CustomStringConvertible {
        let name: String
        let across: ClosedRange<Double>
        let down: ClosedRange<Double>

        /// More than along an edge.
        func touches(_ other: Box) -> Bool {
            across.lowerBound < other.across.upperBound && other.across.lowerBound < across.upperBound
                && down.lowerBound < other.down.upperBound && other.down.lowerBound < down.upperBound
        }

        var description: String { "\(name) \(across) \(down)" }
    }

    private struct NotUnderstood: Error { let element: String }

    /// Of every mark, sign and label of one act or bundle.
    static func boxes(of text: String) throws -> [Box] {
        try text.matches(of: #/<(rect|circle|path|line|text)([^>]*)>([^<]*)/#).map { element in
            var values: [String: String] = [:]
            for pair in element.2.matches(of: #/([a-z0-9]+)="([^"]*)"/#) {
                values[String(pair.1)] = String(pair.2)
            }
            func number(_ key: String) throws -> Double {
                guard let value = values[key].flatMap(Double.init) else {
                    throw NotUnderstood(element: String(element.0))
                }
                return value
            }
            func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Box {
                Box(name: values["class"] ?? "", across: x...(x + width), down: y...(y + height))
            }
            switch element.1 {
            case "rect":
                return box(try number("x"), try number("y"), try number("width"), try number("height"))
            case "circle":
                let radius = try number("r")
                return box(try number("cx") - radius, try number("cy") - radius, 2 * radius, 2 * radius)
            case "text":
                let width = Typeface.width(String(element.3), size: 11)
                return box(try number("x") - width / 2, try number("y") - 9, width, 9)
            case "line":
                let (x, y) = (try number("x1"), try number("y1"))
                return box(x, y, try number("x2") - x, try number("y2") - y)
            default: return try path(values["d"] ?? "", named: values["class"] ?? "")
            }
        }
    }

    /// Through the ends of its lines; what is half a ring lies within the ring.
    private static func path(_ course: String, named name: String) throws -> Box {
        var (xs, ys): ([Double], [Double]) = ([], [])
        for step in course.matches(of: #/([MLHVAvZ])([-0-9. ]*)/#) {
            let numbers = step.2.split(separator: " ").compactMap { Double($0) }
            switch step.1 {
            case "H": xs += numbers
            case "V": ys += numbers
            case "M", "L", "A":
                xs += numbers.suffix(2).prefix(1)
                ys += numbers.suffix(1)
            default: continue
            }
        }
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let floor = ys.max() else {
            throw NotUnderstood(element: course)
        }
        return Box(name: name, across: left...right, down: top...floor)
    }
}
