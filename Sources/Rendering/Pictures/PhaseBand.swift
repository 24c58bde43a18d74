import Answers
import DisputeModel

/// The phases of a dispute as a band, each labelled with its name.
struct PhaseBand {
    let height: Double
    /// Whether some changes are only counted, as in `5×`.
    let isBundled: Bool
    private let spells: [Spell]
    private let labels: [Label]
    private let rows: Int

    private static let (row, band) = (16.0, 22.0)
    /// If there are more groups of changes than this, neighbouring changes are counted instead of named.
    private static let mostNamed = 24
    /// The width of `999×` with margins.
    private static let countWidth = 52.0

    /// The time from one change to the next, as a segment of the band.
    private struct Spell {
        let from: Double
        let to: Double
        let title: String
        let isEnd: Bool
    }

    private struct Label {
        let x: Double
        let words: String
        /// The row above the band; nil if the label is inside the band.
        let row: Int?
        let isLeft: Bool
    }

    init(_ timeline: Timeline, _ scale: TimeScale, _ phrases: Phrases) {
        let places = Dictionary(timeline.items.map { ($0.position, $0.place) }) { first, _ in first }
        let history = timeline.status.history
        let starts = history.enumerated().map { index, change in
            scale.x(index == 0 ? change.on.start : places[change.cause] ?? change.on.start)
        }
        // Changes at the same place share one segment and one label: `raised ▸ contested`.
        var groups = Self.groups(starts, nearerThan: 3)
        let isDense = groups.count > Self.mostNamed
        if isDense { groups = Self.groups(starts, nearerThan: Self.countWidth) }
        var shelves = RowPacking(gap: 6)
        var spells: [Spell] = []
        var labels: [Label] = []
        var isBundled = false
        for (number, group) in groups.enumerated() {
            let from = starts[group.lowerBound]
            let to = number + 1 < groups.count ? starts[groups[number + 1].lowerBound] : scale.to
            let last = history[group.upperBound - 1]
            let names = history[group].map(\.phase.rawValue)
            let isCounted = isDense && names.count > 1
            let words =
                isCounted
                ? "\(names.count)×"
                : names.count > 3 ? "… ▸ \(names[names.count - 1])" : names.joined(separator: " ▸ ")
            spells.append(
                Spell(
                    from: from, to: to,
                    title: history[group].map {
                        "\($0.phase.rawValue) since \(phrases.day($0.on)), by \(EventNames.name($0.cause))"
                    }.suffix(8).joined(separator: "; "), isEnd: last.phase.isEnd))
            let width = Typeface.width(words, size: 12 * Typeface.bold)
            isBundled = isBundled || isCounted
            if width + 12 <= to - from {
                labels.append(Label(x: from + 6, words: words, row: nil, isLeft: false))
                continue
            }
            guard !isDense else { continue }
            let isLeft = from + width + 8 > scale.to
            let place = isLeft ? from - width - 4...from : from...from + width + 4
            if let row = shelves.put(place, within: 5) {
                labels.append(Label(x: from + (isLeft ? -4 : 4), words: words, row: row, isLeft: isLeft))
            }
        }
        (self.spells, self.labels, self.isBundled, rows) = (spells, labels, isBundled, shelves.count)
        height = Double(rows) * Self.row + Self.band
    }

    /// Groups consecutive changes that are nearer than `distance` to the first change of the group.
    private static func groups(_ starts: [Double], nearerThan distance: Double) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in starts.indices {
            if let last = groups.last, starts[index] - starts[last.lowerBound] < distance {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    func drawn(at y: Double) -> Markup {
        let top = y + Double(rows) * Self.row
        var parts: [Markup] = []
        for spell in spells {
            parts.append(
                .element(
                    "g", [.init("role", "graphics-symbol img"), .init("aria-label", spell.title)],
                    [
                        .title(spell.title),
                        .rectangle(
                            spell.isEnd ? "ct-phase ct-ended" : "ct-phase", x: spell.from, y: top,
                            width: spell.to - spell.from, height: Self.band),
                        .line("ct-change", from: (spell.from, top), to: (spell.from, top + Self.band)),
                    ]))
        }
        // Leader lines are drawn first, below the labels of other rows.
        for label in labels {
            guard let row = label.row else { continue }
            let x = label.x + (label.isLeft ? 4 : -4)
            parts.append(.line("ct-change", from: (x, y + Double(row) * Self.row + 3), to: (x, top)))
        }
        for label in labels {
            guard let row = label.row else {
                parts.append(.label("ct-label ct-strong", x: label.x, y: top + 15, label.words))
                continue
            }
            let base = y + Double(row) * Self.row
            parts.append(
                .label(
                    label.isLeft ? "ct-label ct-strong ct-end" : "ct-label ct-strong", x: label.x,
                    y: base + 12,
                    label.words))
        }
        return .group(nil, parts)
    }
}
