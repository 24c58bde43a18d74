import Casebook
import DisputeModel

/// The acts of one side, of several together, or of others, as rows of marks.
struct PictureLane {
    /// Its name, in lines.
    let names: [String]
    /// A class of the style sheet, for its colour.
    let colour: String
    let height: Double
    let acts: [PlacedAct]
    let bundles: [Bundle]

    static let row = 24.0
    static let nameWidth = 128.0
    private static let margin = 10.0

    /// More rows than these would be a wall; acts are then marked by their numbers alone, and if that will not do, bundled.
    private static let mostRows = 24

    /// With `y` from the lane's top.
    init(
        _ name: String, colour: String, _ items: [Timeline.Item], on ground: PictureGround, showsActor: Bool,
        isBundled: Bool
    ) {
        names = Typeface.wrapped(name, to: Self.nameWidth, size: 13 * Typeface.bold, lines: 3)
        self.colour = colour
        func acts(isShort: Bool) -> [PictureAct] {
            items.map { PictureAct($0, on: ground, showsActor: showsActor, isShort: isShort) }
        }
        let placed =
            isBundled
            ? nil
            : Self.place(acts(isShort: false), ground.scale) ?? Self.place(acts(isShort: true), ground.scale)
        if let placed {
            (self.acts, bundles) = (placed.acts, [])
            height = max(
                Double(max(1, placed.rows)) * Self.row + 2 * Self.margin, Double(names.count) * 16 + 16)
        } else {
            bundles = Bundle.all(of: acts(isShort: true), ground.scale)
            self.acts = bundles.compactMap { bundle in
                bundle.acts.count == 1
                    ? PlacedAct(act: bundle.acts[0], y: Bundle.floor - 8, direction: 0) : nil
            }
            height = Bundle.floor + 2 * Self.margin
        }
    }

    private static func place(_ acts: [PictureAct], _ scale: TimeScale) -> (acts: [PlacedAct], rows: Int)? {
        var shelves = Shelves()
        var placed: [PlacedAct] = []
        for act in acts {
            let right = PlacedAct.reach(of: act, 1)
            let isRight = right.upperBound <= scale.to + 1
            let reach = isRight ? right : PlacedAct.reach(of: act, -1)
            guard let row = shelves.put(reach, within: mostRows) else { return nil }
            placed.append(
                PlacedAct(act: act, y: margin + (Double(row) + 0.5) * Self.row, direction: isRight ? 1 : -1))
        }
        return (placed, shelves.count)
    }
}

/// Acts of one lane that would touch, as one mark with their number.
struct Bundle {
    let acts: [PictureAct]
    let from: Double
    let to: Double

    static let width = 38.0
    /// Where its foot stands, from the lane's top.
    static let floor = 84.0

    static func all(of acts: [PictureAct], _ scale: TimeScale) -> [Bundle] {
        let count = ((scale.to - scale.from) / width).rounded(.down)
        let width = (scale.to - scale.from) / count
        return Dictionary(grouping: acts) { min(count - 1, (($0.x - scale.from) / width).rounded(.down)) }
            .sorted { $0.key < $1.key }.map { column, acts in
                let from = scale.from + column * width
                return Bundle(acts: acts, from: from, to: from + width)
            }
    }

    /// - Parameters:
    ///   - y: the top of the lane.
    ///   - most: the greatest number of the picture.
    func drawn(at y: Double, most: Int, linked: Bool, _ phrases: Phrases) -> Markup {
        let share = (Double(acts.count) / Double(most)).squareRoot()
        let (height, foot) = (10 + 46 * share, y + Self.floor)
        let words = title(phrases)
        var parts: [Markup] = [
            .title(words),
            .rectangle(
                "ct-bundle", x: from + 2, y: foot - height, width: to - from - 4, height: height, radius: 2),
            .label(
                "ct-small ct-middle", x: (from + to) / 2, y: foot - height - 4, String(acts.count)),
        ]
        if acts.contains(where: { $0.owed?.timeliness == .overdue }) {
            let (x, top) = (to - 9, foot - 9)
            parts.append(
                .path(
                    "ct-late",
                    "M\(point(x, top - 6))L\(point(x + 6, top))L\(point(x, top + 6))L\(point(x - 6, top))Z")
            )
        }
        let group = Markup.element(
            "g",
            [
                .init("class", "ct-act"), .init("role", "graphics-symbol img"), .init("aria-label", words),
            ], parts)
        return linked ? .element("a", [.init("href", "#e\(acts[0].item.position)")], [group]) : group
    }

    /// `36 acts, 3 Nov to 9 Nov: 20 position, 16 coercion. 2 overdue.`
    private func title(_ phrases: Phrases) -> String {
        let (first, last) = (acts[0].item.place.day, acts[acts.count - 1].item.place.day)
        let days = first == last ? phrases.day(first) : "\(phrases.day(first)) to \(phrases.day(last))"
        let groups = Dictionary(grouping: acts, by: \.shape).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value.count) \($0.key.name)" }
        let overdue = acts.count { $0.owed?.timeliness == .overdue }
        return "\(Phrases.count(acts.count, "act")), \(days): \(groups.joined(separator: "; "))"
            + (overdue > 0 ? ". \(overdue) overdue" : "")
    }
}
