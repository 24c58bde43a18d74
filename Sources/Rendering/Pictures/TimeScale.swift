import DisputeModel

/// Maps time to x coordinates.
///
/// All busy stretches have the same scale. A gap that is at least as long as all the rest together is cut out and shown
/// as a break in the axis, so that a quiet year does not squeeze two busy weeks into the corners.
struct TimeScale {
    let stretches: [Stretch]
    let from: Double
    let to: Double
    /// Width per millisecond, within a stretch.
    let density: Double

    /// A period without a break, in milliseconds since 1970, and its x coordinates.
    struct Stretch {
        let first: Int
        let last: Int
        let from: Double
        let to: Double
    }

    static let breakWidth = 84.0
    /// How far the bracket of a date may reach beyond the edges.
    static let overhang = 5.0
    private static let mostBreaks = 6

    /// - Parameter moments: the times that must be visible, in milliseconds since 1970; the latest is the end of the
    ///   scale.
    init(_ moments: [Int], from: Double, to: Double) {
        var sorted = Set(moments).sorted()
        if sorted.isEmpty { sorted = [0] }
        let wholeDay = Instant.millisecondsPerDay - 1
        if sorted[sorted.count - 1] - sorted[0] < wholeDay {
            sorted.append(sorted[0] + wholeDay)
        }
        let cuts = Self.cuts(sorted)
        let bounds = [0] + cuts + [sorted.count]
        let spans = zip(bounds, bounds.dropFirst()).map { (sorted[$0], sorted[$1 - 1]) }
        let total = spans.reduce(0) { $0 + $1.1 - $1.0 }
        let density = (to - from - Double(cuts.count) * Self.breakWidth) / Double(total)
        var x = from
        stretches = spans.map { first, last in
            let end = x + Double(last - first) * density
            defer { x = end + Self.breakWidth }
            return Stretch(first: first, last: last, from: x, to: end)
        }
        (self.from, self.to, self.density) = (from, to, density)
    }

    /// The indices of the sorted moments before which the axis breaks: the longest gaps, at most `mostBreaks`.
    private static func cuts(_ moments: [Int]) -> [Int] {
        let gaps = zip(moments, moments.dropFirst()).enumerated()
            .map { (length: $0.element.1 - $0.element.0, index: $0.offset + 1) }
            .sorted { $0.length != $1.length ? $0.length > $1.length : $0.index < $1.index }
        var rest = gaps.reduce(0) { $0 + $1.length }
        var best = 0
        for (count, gap) in gaps.prefix(mostBreaks).enumerated() {
            rest -= gap.length
            // Enough gaps must remain uncut for the picture to be worth showing.
            if gap.length >= rest, gaps.count - count - 1 >= count + 2 { best = count + 1 }
        }
        return gaps.prefix(best).map(\.index).sorted()
    }

    func x(_ milliseconds: Int) -> Double {
        var before: Stretch?
        for stretch in stretches {
            if milliseconds < stretch.first {
                guard let before else { return from }
                let share = Double(milliseconds - before.last) / Double(stretch.first - before.last)
                return before.to + share * (stretch.from - before.to)
            }
            if milliseconds <= stretch.last {
                return stretch.from + Double(milliseconds - stretch.first) * density
            }
            before = stretch
        }
        return to
    }

    func x(_ instant: Instant) -> Double { x(instant.milliseconds) }

    /// The breaks: their x coordinates, and how many days each leaves out.
    var breaks: [(from: Double, to: Double, days: Int)] {
        zip(stretches, stretches.dropFirst()).map {
            ($0.to, $1.from, ($1.first - $0.last) / Instant.millisecondsPerDay)
        }
    }
}
