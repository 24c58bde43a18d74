import Casebook
import DisputeModel

/// One dispute at a glance: time from left to right, a lane for each side.
package struct TimelinePicture {
    let timeline: Timeline
    let docket: Docket
    let dateline: Dateline

    package init(_ timeline: Timeline, _ overview: Overview, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
        docket = overview.docket
    }

    /// The picture alone, to stand in a page: an `svg` element with its own style sheet.
    ///
    /// - Parameter linked: each mark is a link to the row of the page that has the id `e` and the event's number.
    package func markup(linked: Bool = false) -> Markup {
        let acts = timeline.items.filter { !($0.event.kind?.isRecord ?? false) }
        let first = acts.map(\.place.milliseconds).min() ?? 0
        let last = max(first + 1, dateline.asOf.end.milliseconds)
        let lanes = timeline.status.sides.sides.count + 1
        var parts: [Markup] = [
            .title("\(timeline.status.dispute): \(timeline.status.title)"),
            .element("style", [], [.words(Palette.variables(of: ".ct") + Self.style)]),
            .label("ct-title", x: 20, y: 30, timeline.status.title),
            .label("ct-quiet", x: 20, y: 52, dateline.words.plain),
        ]
        for item in acts {
            let side = item.event.actors.lazy.compactMap(timeline.status.sides.side).first
            let x = 150 + 1000 * Double(item.place.milliseconds - first) / Double(last - first)
            parts.append(
                .circle("ct-mark", x: x, y: 90 + 60 * Double(side ?? lanes - 1), radius: 6))
        }
        let height = 100 + 60 * Double(lanes)
        return .element(
            "svg",
            [
                .init("xmlns", "http://www.w3.org/2000/svg"), .init("class", "ct"),
                .init("viewBox", "0 0 1200 \(Markup.number(height))"), .init("width", 1200),
                .init("height", height),
            ], parts)
    }

    /// The picture as a file.
    package var text: String { markup().text }

    private static let style = """
        .ct{background:var(--paper);font:12px system-ui,sans-serif}.ct text{fill:var(--ink)}
        .ct .ct-title{font-size:20px;font-weight:600}.ct .ct-quiet{fill:var(--quiet)}.ct .ct-mark{fill:var(--ink)}
        """
}
