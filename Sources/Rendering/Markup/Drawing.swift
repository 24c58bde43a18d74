/// The SVG elements that pictures use. `name` is always the value of the `class` attribute.
extension Markup {
    static func group(_ name: String? = nil, _ parts: [Markup]) -> Markup {
        .element("g", [.init("class", name)], parts)
    }

    static func line(_ name: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double))
        -> Markup
    {
        .element(
            "line",
            [
                .init("class", name), .init("x1", start.x), .init("y1", start.y), .init("x2", end.x),
                .init("y2", end.y),
            ], [])
    }

    static func rectangle(
        _ name: String, x: Double, y: Double, width: Double, height: Double, radius: Double? = nil
    ) -> Markup {
        .element(
            "rect",
            [
                .init("class", name), .init("x", x), .init("y", y), .init("width", max(0, width)),
                .init("height", max(0, height)), .init("rx", radius),
            ], [])
    }

    static func circle(_ name: String, x: Double, y: Double, radius: Double) -> Markup {
        .element(
            "circle", [.init("class", name), .init("cx", x), .init("cy", y), .init("r", radius)], [])
    }

    static func path(_ name: String, _ course: String) -> Markup {
        .element("path", [.init("class", name), .init("d", course)], [])
    }

    /// A line of text with its baseline at `y`.
    static func label(_ name: String, x: Double, y: Double, _ words: String) -> Markup {
        .element("text", [.init("class", name), .init("x", x), .init("y", y)], [.words(words)])
    }

    /// A `title` element: the first child of another element. A screen reader speaks it, and a browser shows it as a
    /// tooltip.
    static func title(_ words: String) -> Markup { .element("title", [], [.words(words)]) }
}

extension Markup.Attribute {
    /// An attribute with a number, rounded to a tenth; nothing is written if the value is nil.
    package init(_ name: StaticString, _ value: Double?) {
        self.init(name, value.map { Markup.number($0) })
    }
}

extension Markup {
    /// A number rounded to a tenth, which is finer than a screen can show: `12`, `12.5`.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}
