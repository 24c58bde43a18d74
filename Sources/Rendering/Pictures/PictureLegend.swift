import Answers
import DisputeModel

/// The legend of a picture. It explains only the signs that occur in the picture.
struct PictureLegend {
    private let entries: [Entry]

    private struct Entry {
        /// The sign, drawn around the origin.
        let sample: Markup
        let words: String
    }

    static let row = 22.0
    private static let sampleWidth = 40.0

    init(_ lanes: [PictureLane], hasReplies: Bool, hasBreaks: Bool, countsChanges: Bool) {
        let acts = lanes.flatMap { $0.acts.map(\.act) }
        let bundled = lanes.flatMap { $0.bundles.filter { $0.acts.count > 1 } }
        var entries: [Entry] = []
        func add(_ words: String, when occurs: Bool = true, _ sample: Markup) {
            if occurs { entries.append(Entry(sample: sample, words: words)) }
        }
        let shapes = Set(acts.map(\.shape))
        for shape in ActShape.allCases where shapes.contains(shape) {
            add(shape.name, shape.drawn("ct-mark ct-asserted", x: 0, y: 0))
        }
        let standings = Set(acts.map(\.item.event.standing))
        for (standing, words) in [
            (Standing.claimed, "? claimed"), (.alleged, "? alleged"), (.hedged, "~ hedged"),
        ] {
            add(
                words, when: standings.contains(standing),
                ActShape.position.drawn("ct-mark ct-\(standing.rawValue)", x: 0, y: 0))
        }
        add(
            "corrected", when: acts.contains(where: \.item.isCorrected),
            .list([
                .circle("ct-mark", x: 0, y: 0, radius: 5.5), .path("ct-notch", "M1 -8L8 -8L8 -1Z"),
            ]))
        add(
            "retracted", when: acts.contains(where: \.item.isRetracted),
            .group(
                "ct-retracted",
                [
                    .circle("ct-mark", x: 0, y: 0, radius: 5.5),
                    .line("ct-strike", from: (-10, 0), to: (10, 0)),
                ]))
        let extents = acts.map(\.extent)
        add(
            "some time between", when: extents.contains { if case .between = $0 { true } else { false } },
            .path("ct-date", "M-12 2V-2H12v4"))
        add(
            "then or before", when: extents.contains { if case .before = $0 { true } else { false } },
            .path("ct-date ct-vague", "M12 2V-2H-14"))
        add(
            "then or later", when: extents.contains { if case .after = $0 { true } else { false } },
            .path("ct-date ct-vague", "M-12 2V-2H14"))
        add(
            "date not known", when: extents.contains { if case .unknown = $0 { true } else { false } },
            .circle("ct-date ct-vague", x: 0, y: 0, radius: 10))
        add(
            "reply", when: hasReplies,
            Connections.arc(
                from: Connections.End(x: -4, y: -5, side: -1), to: Connections.End(x: 12, y: 5, side: -1)))
        addObligations(acts.compactMap(\.owed).map(ObligationMark.init) + bundled.compactMap(\.sign), add)
        add(
            "number of acts", when: !bundled.isEmpty,
            .rectangle("ct-bundle", x: -10, y: -7, width: 20, height: 14, radius: 2))
        add(
            "number of changes of phase", when: countsChanges,
            .list([
                .rectangle("ct-phase", x: -14, y: -9, width: 28, height: 18),
                .label("ct-small ct-middle ct-strong", x: 0, y: 4, "5×"),
            ]))
        add(
            "time without acts, cut short", when: hasBreaks,
            .path("ct-break", "M-7 6L-1 -6M1 6L7 -6"))
        self.entries = entries
    }

    func height(in width: Double) -> Double { Double(rows(in: width).count) * Self.row }

    /// The entries in rows, with as many in each row as fit the width.
    private func rows(in width: Double) -> [[(x: Double, entry: Entry)]] {
        var rows: [[(x: Double, entry: Entry)]] = []
        var x = Double.infinity
        for entry in entries {
            let length = Self.sampleWidth + Typeface.width(entry.words, size: 11) + 16
            if x + length > width {
                rows.append([])
                x = 0
            }
            rows[rows.count - 1].append((x, entry))
            x += length
        }
        return rows
    }

    func drawn(x: Double, y: Double, width: Double) -> Markup {
        .group(
            "ct-legend",
            rows(in: width).enumerated().flatMap { number, row in
                row.map { place in
                    let middle = y + (Double(number) + 0.5) * Self.row
                    return .element(
                        "g",
                        [
                            .init(
                                "transform",
                                "translate(\(Markup.number(x + place.x + 16)) \(Markup.number(middle)))")
                        ],
                        [place.entry.sample, .label("ct-small", x: 20, y: 4, place.entry.words)])
                }
            })
    }
}

private func addObligations(_ signs: [ObligationMark], _ add: (String, Bool, Markup) -> Void) {
    func stub(_ name: String, _ sign: Markup) -> Markup {
        .group(name, [.path("ct-stub", "M-14 2V5H-2L4 0"), sign])
    }
    let ring = Markup.circle("ct-ring", x: 8, y: 0, radius: 4)
    add(
        "no answer yet", signs.contains { $0.urgency != .overdue && !$0.isBegun },
        stub("ct-debt ct-open", ring))
    add(
        "acknowledged or partial", signs.contains { $0.urgency != .overdue && $0.isBegun },
        stub("ct-debt ct-open", .list([ring, .path("ct-half", "M8 -4A4 4 0 0 0 8 4Z")])))
    add(
        "due today or past our date", signs.contains { $0.urgency == .soft },
        stub("ct-debt ct-soft", ring))
    add(
        "answer overdue", signs.contains { $0.urgency == .overdue },
        stub("ct-debt ct-overdue", .path("ct-late", "M8 -6L14 0L8 6L2 0Z")))
}
