import Answers
import DisputeModel

/// One dispute as an SVG picture: time runs from left to right; the phases are a band, the temperature a line below it,
/// and each side has a lane.
package struct TimelinePicture {
    private let timeline: Timeline
    private let dateline: Dateline
    private let scale: TimeScale
    private let band: PhaseBand
    private let lanes: [PictureLane]
    private let legend: PictureLegend
    private let items: [Timeline.Item]

    static let width = 1200.0
    /// The margin at the left and right edges.
    static let margin = 24.0
    /// The x coordinate at which the names of the lanes end and the time scale begins.
    private static let left = 168.0
    /// The maximum number of acts with marks of their own. If there are more, the fullest lanes are bundled.
    private static let mostActs = 120

    private var phrases: Phrases { dateline.phrases }

    /// Prepares the picture.
    ///
    /// - Parameters:
    ///   - timeline: the dispute's status and its acts.
    ///   - overview: an overview of the same dispute on the same day.
    ///   - dateline: the day that the picture is about, and the moment of the record on which it is based.
    package init(_ timeline: Timeline, _ overview: Overview, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
        let items = timeline.items.filter(\.event.isShownAsAct)
        self.items = items
        let status = timeline.status
        var moments = items.map(\.place.milliseconds)
        moments += items.compactMap { $0.event.occurred?.earliest?.milliseconds }
        // Due dates of outstanding answers must be visible too.
        moments += status.obligations.compactMap {
            $0.timeliness == nil ? nil : $0.due?.day.start.milliseconds
        }
        moments += status.history.prefix(1).map(\.on.start.milliseconds)
        let end = dateline.asOf.end.milliseconds
        let scale = TimeScale(
            moments.filter { $0 < end } + [end], from: Self.left, to: Self.width - Self.margin - 12)
        self.scale = scale
        band = PhaseBand(timeline, scale, dateline.phrases)
        lanes = Self.lanes(items, status, on: PictureContext(status, scale, dateline.phrases))
        legend = PictureLegend(
            lanes, hasReplies: Self.hasReplies(lanes), hasBreaks: !scale.breaks.isEmpty,
            countsChanges: band.isBundled)
    }

    /// Whether any arc is drawn. Bundled acts have none.
    private static func hasReplies(_ lanes: [PictureLane]) -> Bool {
        let items = lanes.flatMap { $0.acts.map(\.act.item) }
        let drawn = Set(items.map(\.position))
        return items.contains { !drawn.isDisjoint(with: $0.replies) }
    }

    /// One lane for each side, and one each for acts of several sides together, acts of others, and record events, if
    /// there are any.
    private static func lanes(
        _ items: [Timeline.Item], _ status: Status, on context: PictureContext
    ) -> [PictureLane] {
        let count = status.sides.sides.count
        let (together, others, record) = (count, count + 1, count + 2)
        let byLane = Dictionary(grouping: items) { item in
            if item.event.isRecord { return record }
            let sides = status.sides.sides(of: item.event.actors)
            return sides.count > 1 ? together : sides.first ?? others
        }
        let names =
            status.sides.sides.map(\.name) + [
                "Several together", "Third parties and unnamed", "Our own record",
            ]
        let bundled = fullest((0...record).map { byLane[$0]?.count ?? 0 })
        return names.enumerated().compactMap { index, name in
            let laneItems = byLane[index] ?? []
            guard index < count || !laneItems.isEmpty else { return nil }
            return PictureLane(
                name, colour: index < count ? "ct-\(Palette.side(index))" : "ct-others", laneItems,
                on: context, showsActor: index == others, isBundled: bundled.contains(index))
        }
    }

    /// The indices of the lanes to bundle: the fullest, until the remaining lanes have at most `mostActs` acts
    /// together. So a lane with few acts keeps its labels next to one with hundreds.
    ///
    /// - Parameter counts: the number of acts in each lane.
    static func fullest(_ counts: [Int]) -> Set<Int> {
        var rest = counts.reduce(0, +)
        var bundled: Set<Int> = []
        for (index, count) in counts.enumerated().sorted(by: {
            ($1.element, $0.offset) < ($0.element, $1.offset)
        }) {
            guard rest > mostActs else { break }
            bundled.insert(index)
            rest -= count
        }
        return bundled
    }

    /// The picture as an `svg` element to embed in a page, with its own style sheet, whose class names begin with `ct`.
    /// It has no ids, so one page can contain several pictures.
    ///
    /// - Parameter linked: each mark links to the row of the page whose id is `EventNames.anchor` of the event's
    ///   position.
    package func markup(linked: Bool = false) -> Markup { drawn(linked: linked, pageRule: nil) }

    /// - Parameter pageRule: makes the CSS rule for printing from the height of the picture; nil if the picture is
    ///   embedded in a page.
    private func drawn(linked: Bool, pageRule: ((Double) -> String)?) -> Markup {
        let head = PictureHead(timeline, dateline)
        var y = head.height
        let axis = y + 48
        y = axis + 10
        let bandTop = y
        y += band.height + 6
        let heatTop = y
        y += TemperatureLine.height + 10
        var tops: [Double] = []
        for lane in lanes {
            tops.append(y)
            y += lane.height
        }
        let floor = y
        let legendTop = floor + 14
        let height = legendTop + legend.height(in: Self.width - 2 * Self.margin) + 12
        var marks: [Int: Connections.End] = [:]
        for (lane, top) in zip(lanes, tops) {
            for act in lane.acts {
                marks[act.act.item.position] = Connections.End(
                    x: act.x, y: top + act.y, side: act.direction < 0 ? 1 : -1)
            }
        }
        var parts: [Markup] = [
            .title("\(timeline.status.dispute): \(Typeface.oneLine(timeline.status.title))"),
            .element("desc", [], [.words(head.description(items.count))]),
            .element(
                "style", [],
                [.words(Palette.variables(of: ".ct")), .verbatim(Self.common), .verbatim(Self.style)]),
            pageRule.map { .element("style", [], [.words($0(height))]) } ?? .nothing,
            .rectangle("ct-paper", x: 0, y: 0, width: Self.width, height: height),
            head.drawn(), TimeAxis(scale, dateline).drawn(at: axis, to: floor),
            .label("ct-label ct-strong", x: Self.margin, y: bandTop + band.height - 7, "Phase"),
            band.drawn(at: bandTop),
            .label("ct-label ct-strong", x: Self.margin, y: heatTop + 30, "Temperature"),
            TemperatureLine(timeline, scale).drawn(at: heatTop),
        ]
        for (lane, top) in zip(lanes, tops) { parts.append(Self.frame(of: lane, top)) }
        parts.append(Connections(items, marks: marks).drawn())
        for (lane, top) in zip(lanes, tops) { parts.append(contents(of: lane, top, linked)) }
        parts.append(.line("ct-edge", from: (Self.margin, floor), to: (Self.width - Self.margin, floor)))
        parts.append(
            legend.drawn(x: Self.margin, y: legendTop, width: Self.width - 2 * Self.margin))
        return .element(
            "svg",
            [
                .init("xmlns", "http://www.w3.org/2000/svg"), .init("class", "ct"),
                .init("role", "graphics-document document"),
                .init("aria-label", "Timeline of \(Typeface.oneLine(timeline.status.title))"),
                .init("viewBox", "0 0 \(Markup.number(Self.width)) \(Markup.number(height))"),
                .init("width", Self.width), .init("height", height),
            ], parts)
    }

    /// The picture as an SVG file that prints on one sheet.
    package var text: String {
        drawn(linked: false) { height in
            let form = height > Self.width * 0.8 ? "portrait" : "landscape"
            return
                "@page{size:A4 \(form);margin:10mm}@media print{.ct{width:100%;height:100vh}}"
        }.text
    }

    private static func frame(of lane: PictureLane, _ top: Double) -> Markup {
        .group(
            lane.colour,
            [
                .line("ct-edge", from: (margin, top), to: (width - margin, top)),
                .rectangle(
                    "ct-swatch", x: margin, y: top + 9, width: 4, height: Double(lane.names.count) * 16),
            ]
                + lane.names.enumerated().map {
                    .label("ct-lane", x: margin + 10, y: top + 21 + Double($0.offset) * 16, $0.element)
                })
    }

    private func contents(of lane: PictureLane, _ top: Double, _ linked: Bool) -> Markup {
        let single = lane.acts.map { $0.moved(down: top).drawn(linked: linked) }
        let most = lanes.flatMap { $0.bundles.map(\.acts.count) }.max() ?? 1
        let bundled = lane.bundles.filter { $0.acts.count > 1 }.map {
            $0.drawn(at: top, most: most, linked: linked, phrases)
        }
        return .group(lane.colour, single + bundled)
    }
}
