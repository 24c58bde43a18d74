import Answers
import DisputeModel

/// A brief as an HTML page that prints on one A4 sheet. Every event number links to that event's entry at the end of
/// the
/// page.
package struct BriefDocument {
    private let brief: Brief

    /// Writes a brief as an HTML page.
    package init(_ brief: Brief) { self.brief = brief }

    /// The whole page as HTML.
    package var text: String {
        let dispute = brief.briefing.status.dispute
        return Document(
            title: "\(dispute): \(brief.title)", style: Self.style.description,
            body: [
                .block("header", nil, head),
                .block("main", nil, brief.sections.map(section) + [events]),
            ], script: nil
        ).text
    }

    private var head: [Markup] {
        [
            brief.restriction.map { .block("p", "overdue", [.words($0)]) } ?? .nothing,
            .element("h1", [.init("dir", "auto")], [.words(brief.title)]),
            .block(
                "p", "quiet",
                [.words(brief.briefing.status.dispute + ". "), .text(brief.dateline.words), "."]),
        ]
    }

    private func section(_ section: Brief.Section) -> Markup {
        .block(
            "section", nil,
            [
                .block("h2", nil, [.words(section.title)]),
                .block(
                    "ul", nil,
                    section.sentences.map { .block("li", nil, [.text($0.words), " ", numbers($0.events)]) }),
            ])
    }

    /// `(#21, #28)`; each number is a link if its event is listed on the page.
    private func numbers(_ events: Brief.Sentence.Events) -> Markup {
        let shown = Set(brief.events.map(\.position))
        let links = events.positions.enumerated().flatMap { index, position -> [Markup] in
            let number = Markup.words("\(EventNames.name(position))")
            let link =
                shown.contains(position)
                ? Markup.element("a", [.init("href", "#\(EventNames.anchor(position))")], [number]) : number
            return index == 0 ? [link] : [.words(events.joints.between), link]
        }
        return .block("span", "quiet", ["("] + links + [.words(events.joints.end + ")")])
    }

    private var events: Markup {
        .block(
            "section", "events",
            [
                .block("h2", nil, ["Events and sources"]),
                .block(
                    "ul", nil,
                    brief.events.map { mention in
                        .element(
                            "li", [.init("id", "\(EventNames.anchor(mention.position))")],
                            [
                                .block("b", nil, [.words("\(EventNames.name(mention.position))")]), " ",
                                .text(brief.source(mention)),
                            ])
                    }),
            ])
    }

    private static let style: StaticString = """
        body{max-width:48rem}h1,li{overflow-wrap:anywhere}ul{margin:0;padding-left:1.1rem}li{margin:.15rem 0}
        .events ul{list-style:none;padding:0}.events{font-size:.85rem}li:target{background:var(--band);outline:2px solid var(--changed)}
        @page{size:A4;margin:11mm 13mm}
        @media print{body{padding:0;max-width:none;font-size:8.6pt;line-height:1.3}h1{font-size:14pt;margin:0}h2{font-size:9.5pt;margin:1.6mm 0 .4mm}
        header p{margin:.5mm 0}li{margin:.2mm 0}a{color:inherit;text-decoration:none}.events{font-size:7pt;line-height:1.2}.events ul{columns:2;column-gap:6mm}}
        """
}
