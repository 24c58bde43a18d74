import DisputeModel

/// Where on the paper a moment stands.
///
/// All busy stretches have one scale. A silence that is longer than all of them together is cut short, and drawn as a break
/// in the axis: a quiet year must not squeeze two busy weeks into the corners.
struct TimeScale {
    let stretches: [Stretch]
    let from: Double
    let to: Double
    /// Per millisecond, within a stretch.
    let density: Double

    /// Time without a break, in milliseconds, and where it stands.
    struct Stretch {
        let first: Int
        let last: Int
        let from: Double
        let to: Double
    }

    static let breakWidth = 84.0
    /// How far the sign of a date may go beyond the edges.
    static let overhang = 5.0
    private static let mostBreaks = 6

    /// - Parameter moments: what must be seen, in milliseconds; the last is the end.
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

    /// Indices of the moments before which the axis breaks.
    private static func cuts(_ moments: [Int]) -> [Int] {
        let gaps = zip(moments, moments.dropFirst()).enumerated()
            .map { (length: $0.element.1 - $0.element.0, index: $0.offset + 1) }
            .sorted { $0.length != $1.length ? $0.length > $1.length : $0.index < $1.index }
        var rest = gaps.reduce(0) { $0 + $1.length }
        var best = 0
        for (count, gap) in gaps.prefix(mostBreaks).enumerated() {
            rest -= gap.length
            // What is left must be worth looking at.
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

    /// The silences that are cut short: where, and how long.
    var breaks: [(from: Double, to: Double, days: Int)] {
        zip(stretches, stretches.dropFirst()).map {
            ($0.to, $1.from, ($1.first - $0.last) / Instant.millisecondsPerDay)
        }
    }
}
