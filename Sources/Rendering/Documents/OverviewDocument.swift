import Answers
import DisputeModel

/// All disputes as an HTML page: a table with one row for each, the most urgent first. On a phone each row becomes a
/// card.
package struct OverviewDocument {
    private let contents: OverviewContents

    /// Prepares the page.
    ///
    /// - Parameters:
    ///   - overviewHistory: the disputes, with the course of their temperatures.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - showsEnded: whether disputes that have ended are listed too.
    package init(_ overviewHistory: OverviewHistory, _ dateline: Dateline, showsEnded: Bool) {
        contents = OverviewContents(overviewHistory, dateline, showsEnded: showsEnded)
    }

    /// The whole page as HTML.
    package var text: String {
        let rows = contents.rows
        return Document(
            title: contents.title, style: Self.style.description + Sparkline.style.description,
            body: [
                .element("a", [.init("class", "skip"), .init("href", "#disputes")], ["To the disputes"]),
                .block("header", nil, [head]),
                .block(
                    "main", nil,
                    [
                        rows.isEmpty ? .nothing : table,
                        contents.foot.isEmpty
                            ? .nothing
                            : .element(
                                "p", [.init("class", "quiet"), .init("id", rows.isEmpty ? "disputes" : nil)],
                                [.words(contents.foot)]),
                    ]),
            ], script: nil
        ).text
    }

    private var head: Markup {
        .list([
            contents.marking == .public
                ? .nothing
                : .block("p", "overdue", [.words(contents.marking.rawValue.uppercased())]),
            .block("h1", nil, [.words(contents.title)]),
            contents.facts.isEmpty
                ? .nothing
                : .block(
                    "dl", nil,
                    contents.facts.map { fact in
                        .list([
                            .block("dt", nil, [.words(fact.name)]),
                            .block("dd", nil, fact.parts.map(Self.part)),
                        ])
                    }),
        ])
    }

    private static func part(_ part: OverviewFact.Part) -> Markup {
        guard let row = part.row else { return .text(part.words) }
        return .element("a", [.init("href", "#d\(row)")], [.text(part.words)])
    }

    // MARK: The table

    private static let columns = ["Dispute", "Phase", "Temperature", "Waiting", "Next date", "Last act"]

    private var table: Markup {
        .element(
            "table", [.init("id", "disputes")],
            [
                .block(
                    "caption", nil,
                    [
                        .words(
                            "The most urgent comes first; a sub-dispute is below its parent. \(contents.chartsExplained)"
                        )
                    ]),
                .block(
                    "thead", nil,
                    [
                        .block(
                            "tr", nil,
                            Self.columns.map { .element("th", [.init("scope", "col")], [.words($0)]) })
                    ]),
            ] + contents.groups.map(group))
    }

    private func group(_ group: (urgency: Urgency, rows: [OverviewRow])) -> Markup {
        let heading = Markup.element(
            "th",
            [
                .init("class", "group"), .init("scope", "rowgroup"),
                .init("colspan", String(Self.columns.count)),
            ], [.words("\(group.urgency.words): \(Phrases.grouped(group.rows.count))")])
        return .block("tbody", nil, [.block("tr", nil, [heading])] + group.rows.map(row))
    }

    private func row(_ row: OverviewRow) -> Markup {
        let indent = min(row.depth, 4)
        return .element(
            "tr", [.init("id", "d\(row.status.opening)"), .init("class", "dispute")],
            [
                .element(
                    "th", [.init("scope", "row"), .init("class", indent == 0 ? nil : "in\(indent)")],
                    [
                        .block("b", nil, [.words(row.name)]),
                        .element("div", [.init("dir", "auto")], [.text(row.title)]),
                    ]),
                cell("phase", 1, lines([row.phase, row.cause, row.assessed].compactMap(\.self))),
                cell("heat", 2, .block("div", "course", [chart(row), lines([row.degree, row.trend])])),
                cell("waiting", 3, lines(row.waiting(naming: 2))),
                cell(
                    row.next.isEmpty ? "next none" : "next", 4, lines(row.next.isEmpty ? ["none"] : row.next)),
                cell("last", 5, lines([row.last, row.age])),
            ])
    }

    /// A table cell. It contains its column's heading, which is shown only on a phone, where the table has no header
    /// row.
    private func cell(_ name: String, _ column: Int, _ contents: Markup) -> Markup {
        .block("td", name, [.block("span", "of", [.words(Self.columns[column])]), contents])
    }

    private func lines(_ lines: [Text]) -> Markup {
        .block("div", "lines", lines.filter { !$0.isEmpty }.map { .block("div", nil, [.text($0)]) })
    }

    private func chart(_ row: OverviewRow) -> Markup {
        let sparkline = Sparkline(row.course, in: contents.days)
        let (width, height) = (Markup.number(Sparkline.width), Markup.number(Sparkline.height))
        return .element(
            "svg",
            [
                .init("class", "chart"), .init("viewBox", "0 0 \(width) \(height)"), .init("width", width),
                .init("height", height), .init("role", "img"),
                .init("aria-label", "Temperature: \(sparkline.words(contents.dateline.phrases))"),
            ], [sparkline.drawn()])
    }

    private static let style: StaticString = """
        table{border-collapse:collapse;width:100%;margin-top:1.5rem}caption{text-align:left;color:var(--quiet);padding:.25rem 0 .5rem;max-width:60rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem .6rem;border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
        thead th{border-top:0;font-weight:600;padding-bottom:.25rem}
        tbody .group{background:var(--band);font-weight:600;padding:.3rem .6rem}
        .dispute:target{outline:2px solid var(--changed);outline-offset:-2px}
        .dispute th{width:21%}.phase{width:14%}.heat{width:27%}.waiting{width:19%}.next{width:9%}.last{width:10%}.none{color:var(--quiet)}
        .in1{padding-left:1.8rem}.in2{padding-left:3rem}.in3{padding-left:4.2rem}.in4{padding-left:5.4rem}
        .of{display:none}.course{display:flex;gap:.2rem .75rem;flex-wrap:wrap}.chart{flex:none;overflow:visible}.course .lines{flex:1 1 6rem}
        @media screen and (max-width:40rem){table,tbody,tr,th,td,caption{display:block}thead{display:none}.dispute{border-top:1px solid var(--line);padding:.6rem 0}.dispute th,.dispute td{width:auto;border:0;padding:.15rem 0}tbody .group{margin-top:1rem}.dispute td{display:grid;grid-template-columns:6.5rem 1fr}.of{display:block;color:var(--quiet)}.dispute .none{display:none}.dispute .in1{padding-left:1rem}.dispute .in2,.dispute .in3,.dispute .in4{padding-left:2rem}}
        @media print{@page{size:A4 landscape;margin:12mm}body{padding:0;max-width:none;font-size:9pt}th,td{padding:.35rem .5rem}.course{flex-wrap:nowrap}.chart{width:7.5rem;height:auto}.skip{display:none}.dispute{break-inside:avoid}.group{break-after:avoid}a{color:inherit;text-decoration:none}.chart,.group{print-color-adjust:exact}}
        """
}
