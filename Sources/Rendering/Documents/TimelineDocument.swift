import Answers
import DisputeModel

/// A dispute as an HTML page: its state, its picture, and a table of its events with everything the record says of
/// each. A page that shows only the last acts has no picture.
///
/// The table can be filtered by side, kind and marking without scripts; a script adds a search for words.
package struct TimelineDocument {
    private let timeline: Timeline
    private let overview: Overview
    private let dateline: Dateline
    private let rows: [TimelineRow]
    private let filter: TimelineFilter

    /// Prepares the page.
    ///
    /// - Parameters:
    ///   - timeline: the dispute's status and its acts.
    ///   - overview: an overview of the same dispute on the same day.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    package init(_ timeline: Timeline, _ overview: Overview, _ dateline: Dateline) {
        self.timeline = timeline
        self.overview = overview
        self.dateline = dateline
        let positions = Set(timeline.items.map(\.position))
        let obligations = Dictionary(
            timeline.status.obligations.map { ($0.obligation.opener, $0.obligation) }
        ) { first, _ in first }
        var answers: [Int: [Timeline.Item]] = [:]
        for item in timeline.items {
            for reply in item.replies { answers[reply, default: []].append(item) }
        }
        let index = TimelineIndex(timeline, overview.obligations)
        rows = timeline.items.map {
            TimelineRow(
                $0, timeline.status.sides, index, dateline.phrases, answers: answers[$0.position] ?? [],
                obligations[$0.position], positions)
        }
        filter = TimelineFilter(rows, timeline.status.sides)
    }

    /// The whole page as HTML.
    package var text: String {
        let status = timeline.status
        return Document(
            title: "\(status.dispute): \(Typeface.oneLine(status.title))",
            style: Self.style.description + filter.style,
            body: [
                .element("a", [.init("class", "skip"), .init("href", "#events")], ["To the events"]),
                .block("header", nil, head),
                // A picture of only some of the acts would be misleading.
                .block("main", nil, timeline.earlier > 0 ? [table] : [picture, table]),
            ], script: (TimelineFilter.script, TimelineFilter.scriptHash)
        ).text
    }

    private var head: [Markup] {
        let status = timeline.status
        let facts = StatusHead(status, overview.obligations, overview.mentions, dateline).facts(
            detailed: true)
        // The page also shows what an event said before it was corrected, so that version's marking counts too.
        let marking =
            (timeline.items.flatMap { [$0.event.marking, $0.recorded?.marking ?? .public] }
            + overview.mentions.values.map(\.event.marking)).max() ?? .public
        let shown = Set(rows.map(\.position))
        return [
            marking == .public
                ? .nothing : .block("p", "overdue", [.words(marking.rawValue.uppercased())]),
            .element("h1", [.init("dir", "auto")], [.words(status.title)]),
            .block("p", "quiet", [.words(status.dispute + ". "), .text(dateline.words)]),
            .block(
                "dl", nil,
                facts.map { fact in
                    .list([
                        .block("dt", nil, [.words(fact.name.prefix(1) + fact.name.dropFirst().lowercased())]),
                        .block(
                            "dd", nil,
                            Self.folded(
                                fact.cell.paragraphs.map {
                                    .block("div", nil, [.text($0.text, linking: shown)])
                                })),
                    ])
                }),
        ]
    }

    /// Folds long lists: the first eight lines, then the rest in a `details` element, so that the picture stays near
    /// the top.
    private static func folded(_ lines: [Markup]) -> [Markup] {
        guard lines.count > 12 else { return lines }
        let rest = lines.dropFirst(8)
        return lines.prefix(8)
            + [.block("details", nil, [.block("summary", nil, [.words("\(rest.count) more")])] + rest)]
    }

    private var picture: Markup {
        .list([
            .block("h2", nil, ["At a glance"]),
            .element(
                "div",
                [
                    .init("class", "picture"), .init("tabindex", "0"), .init("role", "region"),
                    .init("aria-label", "Picture of the dispute, can be scrolled"),
                ], [TimelinePicture(timeline, overview, dateline).markup(linked: true)]),
        ])
    }

    private var table: Markup {
        .list([
            .element("h2", [.init("id", "events")], ["Events"]), filter.controls,
            .element(
                "table", [],
                [
                    .block(
                        "caption", nil,
                        [.words(extent + "Oldest first; open one to see all that is known of it.")]),
                    .block(
                        "thead", nil,
                        [
                            .block(
                                "tr", nil,
                                ["When", "No.", "Who", "What"].map {
                                    .element("th", [.init("scope", "col")], [.words($0)])
                                })
                        ]),
                    .block("tbody", nil, rows.map(\.markup)),
                ]),
        ])
    }

    /// `The last 10 of 83,543. ` if earlier events are left out; otherwise empty.
    private var extent: String {
        guard timeline.earlier > 0 else { return "" }
        return
            "The last \(Phrases.grouped(rows.count)) of \(Phrases.grouped(timeline.earlier + rows.count)). "
    }

    private static let style: StaticString = """
        .picture{overflow-x:auto}.picture svg{min-width:56rem;max-width:100%;height:auto}
        table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--quiet);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-top:1px solid var(--line)}thead th{border-top:0}
        td{overflow-wrap:anywhere}.when,.no{white-space:nowrap}.act:target{display:table-row!important;background:var(--band);outline:2px solid var(--changed)}
        .act ul{list-style:none;margin:.2rem 0 0;padding:0}.retracted .gist{text-decoration:line-through}
        summary{cursor:pointer}
        fieldset{border:1px solid var(--line);margin:.3rem 0;padding:.2rem .6rem;min-width:0}legend{color:var(--quiet)}label{display:inline-block;max-width:100%;margin-right:.9rem;overflow-wrap:anywhere}.out{display:none}
        @media (max-width:40rem){.act td{display:block;border:0;padding:.1rem 0}.act:target{display:block!important}.act{display:block;border-top:1px solid var(--line);padding:.4rem 0}thead{display:none}}
        @media print{details::details-content{content-visibility:visible;block-size:auto}#events{break-before:page}.filter,.skip{display:none}.act{break-inside:avoid}body{padding:0;font-size:10pt}.picture svg{min-width:0;width:100%}a{color:inherit;text-decoration:none}}
        """
}
