import Answers
import DisputeModel

/// The head of a picture: the title, the day it is about, and the state of the dispute on that day.
struct PictureHead {
    private let timeline: Timeline
    private let dateline: Dateline
    private let titles: [String]

    init(_ timeline: Timeline, _ dateline: Dateline) {
        self.timeline = timeline
        self.dateline = dateline
        titles = Typeface.wrapped(
            timeline.status.title, to: TimelinePicture.width - 2 * TimelinePicture.margin - 150,
            size: 22 * Typeface.bold,
            lines: 2)
    }

    var height: Double { 68 + 28 * Double(titles.count) }

    func drawn() -> Markup {
        var y = 10.0
        var parts: [Markup] = []
        for title in titles {
            y += 28
            parts.append(.label("ct-title", x: TimelinePicture.margin, y: y, title))
        }
        y += 22
        let room = TimelinePicture.width - 2 * TimelinePicture.margin
        parts.append(
            .label(
                "ct-head ct-quiet", x: TimelinePicture.margin, y: y,
                Typeface.fitted(sides, to: room, size: 13)))
        parts.append(
            .label(
                "ct-head", x: TimelinePicture.margin, y: y + 19, Typeface.fitted(state, to: room, size: 13)))
        if let marking = timeline.items.map(\.event.marking).max(), marking != .public {
            parts.append(
                .label(
                    "ct-title ct-end ct-marking", x: TimelinePicture.width - TimelinePicture.margin, y: 38,
                    marking.rawValue.uppercased()))
        }
        return .group(nil, parts)
    }

    /// `As of Wed 24 Nov 2021, as known now  ·  rus-un-donation  ·  Russian Federation against United Nations`
    private var sides: String {
        let known = dateline.knownAt.map { "as known \(dateline.phrases.instant($0))" } ?? "as known now"
        let names = timeline.status.sides.sides.map { Typeface.oneLine($0.name, atMost: 60) }
        return
            "As of \(Phrases.day(dateline.asOf)), \(known)  ·  \(timeline.status.dispute)  ·  \(names.joined(separator: " against "))"
    }

    /// `Contested since 11 Nov, by #40  ·  temperature 2 of 10, formal protest, rising  ·  answers owed: UN 4, 1 past
    /// ~`
    private var state: String {
        let status = timeline.status
        let phase = status.phase.rawValue
        let assessed = status.assessedPhase.map { " (assessed: \($0.rawValue))" } ?? ""
        return
            "\(phase.prefix(1).uppercased())\(phase.dropFirst()) since \(dateline.phrases.day(status.phaseSince)), by \(EventNames.name(status.phaseCause))\(assessed)"
            + "  ·  temperature \(status.level) of 10, \(Temperature.name(status.level)), \(status.trend.rawValue)"
            + "  ·  answers owed: \(DebtorCounts(status).words.plain)"
    }

    /// A description for screen readers.
    ///
    /// - Parameter acts: the number of acts in the picture.
    func description(_ acts: Int) -> String { "\(Phrases.count(acts, "act")). \(sides). \(state)." }
}
