import Answers
import DisputeModel

/// All disputes as one SVG picture: the content of the overview page, shortened to fit the rows, for the most urgent
/// disputes.
package struct OverviewPicture {
    private let contents: OverviewContents
    /// Headings and disputes, from top to bottom.
    private let lines: [Line]
    private let hidden: Int

    private static let (width, margin) = (1200.0, 24.0)
    private static let (rowHeight, groupHeight, lineHeight) = (62.0, 26.0, 16.0)
    /// The maximum number of rows. Further disputes are only counted.
    static let mostRows = 24

    private enum Line {
        case group(String)
        case row(OverviewRow)

        var height: Double {
            switch self {
            case .group: groupHeight
            case .row: rowHeight
            }
        }
    }

    /// The left edge of each column, and the width of its text.
    private enum Column {
        static let dispute = (x: 32.0, width: 252.0)
        static let phase = (x: 300.0, width: 158.0)
        static let chart = (x: 474.0, width: Sparkline.width)
        static let degree = (x: 646.0, width: 136.0)
        static let waiting = (x: 796.0, width: 216.0)
        static let dates = (x: 1026.0, width: 150.0)
    }

    /// Lays out the rows of the picture.
    ///
    /// - Parameters:
    ///   - overviewHistory: the disputes, with the course of their temperatures.
    ///   - dateline: the day that the picture is about, and the moment of the record on which it is based.
    ///   - showsEnded: whether disputes that have ended are shown too.
    package init(_ overviewHistory: OverviewHistory, _ dateline: Dateline, showsEnded: Bool) {
        contents = OverviewContents(overviewHistory, dateline, showsEnded: showsEnded)
        var lines: [Line] = []
        var count = 0
        for group in contents.groups where count < Self.mostRows {
            lines.append(.group("\(group.urgency.words): \(Phrases.grouped(group.rows.count))"))
            let rows = group.rows.prefix(Self.mostRows - count)
            lines += rows.map { .row($0) }
            count += rows.count
        }
        self.lines = lines
        hidden = contents.rows.count - count
    }

    /// The picture as an SVG file that prints on one sheet.
    package var text: String {
        var y = 46.0
        var parts: [Markup] = [
            .label("ct-title", x: Self.margin, y: 38, Typeface.fitted(contents.title, to: 1000, size: 22))
        ]
        if contents.marking != .public {
            parts.append(
                .label(
                    "ct-title ct-end ct-marking", x: Self.width - Self.margin, y: 38,
                    contents.marking.rawValue.uppercased()))
        }
        for fact in contents.facts {
            y += 20
            parts.append(.label("ct-head ct-quiet", x: Self.margin, y: y, fact.name))
            parts.append(
                .label(
                    "ct-head", x: Self.margin + 140, y: y,
                    Typeface.fitted(fact.words, to: Self.width - 2 * Self.margin - 140, size: 13)))
        }
        if !lines.isEmpty {
            y += 34
            parts.append(heads(at: y))
            y += 8
        }
        for line in lines {
            switch line {
            case .group(let words): parts.append(group(words, at: y))
            case .row(let row): parts.append(drawn(row, at: y))
            }
            y += line.height
        }
        for words in foot {
            y += 22
            parts.append(.label("ct-head ct-quiet", x: Self.margin, y: y, words))
        }
        return framed(parts, height: y + 20)
    }

    private func framed(_ parts: [Markup], height: Double) -> String {
        let form = height > Self.width * 0.8 ? "portrait" : "landscape"
        let description = contents.facts.map { "\($0.name): \($0.words)." }.joined(separator: " ")
        let head: [Markup] = [
            .title(contents.title),
            .element("desc", [], [.words(Typeface.oneLine(description, atMost: 1200))]),
            .element(
                "style", [],
                [
                    .words(Palette.variables(of: ".ct")), .verbatim(TimelinePicture.common),
                    .verbatim(Sparkline.style), .verbatim(Self.style),
                    .words("@page{size:A4 \(form);margin:10mm}@media print{.ct{width:100%;height:100vh}}"),
                ]),
            .rectangle("ct-paper", x: 0, y: 0, width: Self.width, height: height),
        ]
        return Markup.element(
            "svg",
            [
                .init("xmlns", "http://www.w3.org/2000/svg"), .init("class", "ct"),
                .init("role", "graphics-document document"), .init("aria-label", contents.title),
                .init("viewBox", "0 0 \(Markup.number(Self.width)) \(Markup.number(height))"),
                .init("width", Self.width), .init("height", height),
            ], head + parts
        ).text
    }

    private func heads(at y: Double) -> Markup {
        let heads = [
            (Column.dispute.x, "Dispute"), (Column.phase.x, "Phase"),
            (Column.chart.x, "Temperature"), (Column.waiting.x, "Waiting"),
            (Column.dates.x, "Last act, next date"),
        ]
        return .group(nil, heads.map { .label("ct-label ct-strong", x: $0.0, y: y, $0.1) })
    }

    private func group(_ words: String, at y: Double) -> Markup {
        .group(
            nil,
            [
                .rectangle(
                    "ct-group", x: Self.margin, y: y, width: Self.width - 2 * Self.margin,
                    height: Self.groupHeight),
                .label("ct-strong", x: Column.dispute.x, y: y + 17, words),
            ])
    }

    // MARK: One dispute

    private func drawn(_ row: OverviewRow, at y: Double) -> Markup {
        let indent = Double(min(row.depth, 4)) * 16
        let sparkline = Sparkline(row.course, in: contents.days)
        let name = Typeface.fitted(row.name, to: Column.dispute.width - indent, size: 12 * Typeface.bold)
        let titles = Typeface.wrapped(
            row.title.plain, to: Column.dispute.width - indent, size: 12, lines: 2)
        let degree = Typeface.wrapped(
            row.degree.plain, to: Column.degree.width, size: 12 * Typeface.bold, lines: 2)
        let parts: [Markup] = [
            .title(sentence(row, sparkline)),
            .line("ct-edge", from: (Self.margin, y), to: (Self.width - Self.margin, y)),
            words([(name, .strong)] + titles.map { ($0, .plain) }, x: Column.dispute.x + indent, y),
            words(
                [(row.phase.plain, .strong)]
                    + Typeface.wrapped(
                        row.cause.plain, to: Column.phase.width, size: 12, lines: row.assessed == nil ? 2 : 1
                    ).map { ($0, .plain) } + (row.assessed.map { [($0.plain, .soft)] } ?? []),
                x: Column.phase.x, y),
            sparkline.drawn(x: Column.chart.x, y: y + 9),
            words(
                degree.map { ($0, .strong) } + [(row.trend.plain, row.trend.fields.first?.style ?? .plain)],
                x: Column.degree.x, y),
            words(waiting(row), x: Column.waiting.x, y),
            words(
                [
                    (row.last.plain, .plain),
                    (Typeface.fitted(row.age.plain, to: Column.dates.width), .quiet),
                    (row.shortNext.plain, row.shortNext.fields[0].style),
                ], x: Column.dates.x, y),
        ]
        return .element(
            "g",
            [.init("role", "graphics-symbol img"), .init("aria-label", sentence(row, sparkline))], parts)
    }

    /// At most three lines: the most urgent answer, then a summary of the others.
    private func waiting(_ row: OverviewRow) -> [(String, Style)] {
        let room = Column.waiting.width
        let all = row.waiting(naming: 1, isShort: true)
        let style = all[0].fields.first?.style ?? .plain
        let size = 12 * (style == .overdue ? Typeface.bold : 1)
        let first = Typeface.wrapped(all[0].plain, to: room, size: size, lines: all.count > 1 ? 2 : 3)
        let rest = all.dropFirst().map(\.plain).joined(separator: "; ")
        return first.map { ($0, style) } + [(Typeface.fitted(rest, to: room), .plain)]
    }

    private func words(_ lines: [(words: String, style: Style)], x: Double, _ y: Double) -> Markup {
        .list(
            lines.filter { !$0.words.isEmpty }.enumerated().map { number, line in
                .label(
                    "ct-\(line.style)", x: x, y: y + 19 + Double(number) * Self.lineHeight, line.words)
            })
    }

    private func sentence(_ row: OverviewRow, _ sparkline: Sparkline) -> String {
        let phrases = contents.dateline.phrases
        let said = [
            "\(row.status.dispute): \(row.title.plain)", "\(row.phase.plain) \(row.cause.plain)",
            "temperature \(row.degree.plain), \(row.trend.plain); \(sparkline.words(phrases))",
            "waiting: " + row.waiting(naming: 1).map(\.plain).joined(separator: "; "),
            "last act \(row.last.plain), \(row.age.plain)", row.shortNext.plain,
        ]
        return Typeface.oneLine(Prose.sentences(said), atMost: 900)
    }

    private var foot: [String] {
        let more =
            hidden == 0
            ? [] : ["And \(Phrases.grouped(hidden)) more, less urgent ones: the page shows them all."]
        let charts = lines.isEmpty ? [] : [contents.chartsExplained]
        return more + charts + [contents.foot].filter { !$0.isEmpty }
    }

    private static let style: StaticString = """
        .ct-group{fill:var(--band)}
        .ct .ct-overdue{fill:var(--overdue);font-weight:600}.ct .ct-soft{fill:var(--soft)}.ct .ct-done{fill:var(--done)}.ct .ct-changed{fill:var(--changed)}
        .ct-edge{stroke:var(--line);stroke-width:.6}
        """
}
