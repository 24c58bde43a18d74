import DisputeModel

/// The time axis at the top, with its breaks, and its grid lines through the lanes.
struct TimeAxis {
    private let scale: TimeScale
    private let dateline: Dateline

    init(_ scale: TimeScale, _ dateline: Dateline) {
        self.scale = scale
        self.dateline = dateline
    }

    /// - Parameters:
    ///   - y: the position of the axis; its labels are above it.
    ///   - floor: the lower end of the grid lines.
    func drawn(at y: Double, to floor: Double) -> Markup {
        var parts: [Markup] = []
        for silence in scale.breaks {
            let middle = (silence.from + silence.to) / 2
            parts.append(
                .rectangle(
                    "ct-silence", x: silence.from + 12, y: y, width: silence.to - silence.from - 24,
                    height: floor - y))
            parts.append(
                .path(
                    "ct-break",
                    "M\(point(middle - 8, y + 6))L\(point(middle - 2, y - 6))M\(point(middle + 2, y + 6))L\(point(middle + 8, y - 6))"
                ))
            parts.append(
                .label("ct-small ct-middle ct-quiet", x: middle, y: y - 26, Self.span(days: silence.days)))
        }
        for stretch in scale.stretches {
            parts.append(.line("ct-axis", from: (stretch.from - 6, y), to: (stretch.to + 6, y)))
        }
        for tick in TimeTicks(scale).ticks {
            parts.append(.line("ct-grid", from: (tick.x, y), to: (tick.x, floor)))
            parts.append(.line("ct-axis", from: (tick.x, y - 5), to: (tick.x, y)))
            if let words = tick.words {
                parts.append(.label("ct-small ct-middle", x: tick.x, y: y - 10, words))
            }
        }
        parts.append(.line("ct-now", from: (scale.to, y - 38), to: (scale.to, floor)))
        parts.append(
            .label(
                "ct-small ct-end ct-strong", x: scale.to + 10, y: y - 42,
                "as of \(Self.day(dateline.asOf))"))
        return .group(nil, parts)
    }

    /// `24 Nov 2021`: always with its year, because a `today` in another year makes `Phrases` add it.
    private static func day(_ day: Day) -> String { Phrases(today: day + 366).day(day) }

    /// The length of a break: `23 days`, `14 months`, `12 years`.
    private static func span(days: Int) -> String {
        days < 60
            ? Phrases.span(days: days)
            : days < 730 ? "\(days * 12 / 365) months" : "\(Phrases.grouped(days * 4 / 1461)) years"
    }
}
