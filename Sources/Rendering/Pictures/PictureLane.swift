import Answers
import DisputeModel

/// The acts of one side, of several sides together, or of others, as rows of marks.
struct PictureLane {
    /// The lines of its name.
    let names: [String]
    /// The CSS class that sets its colour.
    let colour: String
    let height: Double
    let acts: [PlacedAct]
    let bundles: [ActBundle]

    static let row = 24.0
    static let nameWidth = 128.0
    private static let margin = 10.0

    /// The maximum number of rows. If labelled acts need more, acts are labelled with their numbers only; if that still
    /// needs more, they are bundled.
    private static let mostRows = 24

    /// Places the acts, with `y` relative to the top of the lane.
    init(
        _ name: String, colour: String, _ items: [Timeline.Item], on context: PictureContext,
        showsActor: Bool,
        isBundled: Bool
    ) {
        names = Typeface.wrapped(name, to: Self.nameWidth, size: 13 * Typeface.bold, lines: 3)
        self.colour = colour
        func acts(isShort: Bool) -> [PictureAct] {
            items.map { PictureAct($0, on: context, showsActor: showsActor, isShort: isShort) }
        }
        let placed =
            isBundled
            ? nil
            : Self.place(acts(isShort: false), context.scale)
                ?? Self.place(acts(isShort: true), context.scale)
        if let placed {
            (self.acts, bundles) = (placed.acts, [])
            height = max(
                Double(max(1, placed.rows)) * Self.row + 2 * Self.margin, Double(names.count) * 16 + 16)
        } else {
            bundles = ActBundle.all(of: acts(isShort: true), context.scale)
            self.acts = bundles.compactMap { $0.acts.count == 1 ? PlacedAct(alone: $0) : nil }
            height = ActBundle.floor + 2 * Self.margin
        }
    }

    private static func place(_ acts: [PictureAct], _ scale: TimeScale) -> (acts: [PlacedAct], rows: Int)? {
        var shelves = RowPacking()
        var placed: [PlacedAct] = []
        for act in acts {
            let right = PlacedAct.reach(of: act, 1)
            let isRight = right.upperBound <= scale.to + 1
            let reach = isRight ? right : PlacedAct.reach(of: act, -1)
            guard let row = shelves.put(reach, within: mostRows) else { return nil }
            placed.append(
                PlacedAct(
                    act: act, x: act.x, y: margin + (Double(row) + 0.5) * Self.row,
                    direction: isRight ? 1 : -1))
        }
        return (placed, shelves.count)
    }
}
