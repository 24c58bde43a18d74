import Answers
import DisputeModel

/// An act with its place in a lane, and how it is drawn there.
struct PlacedAct {
    let act: PictureAct
    /// The centre of its mark.
    let x: Double
    let y: Double
    /// 1 if the label is to the right of the mark, -1 if it is to the left; 0 if only the number is shown, below the
    /// mark.
    let direction: Double

    /// The distance of the mark and of the sign from the middle of a column, in a bundled lane.
    private static let aside = 8.0
    /// The length of a bracket to each side, in a bundled lane. It shows only that the date is imprecise.
    private static let bracket = 10.0
    /// Distances along a row: from the middle of the mark to the label, a gap, the line to the sign, and the width of
    /// the sign.
    fileprivate static let (mark, gap, stub, ring) = (11.0, 4.0, 14.0, 12.0)

    func moved(down distance: Double) -> PlacedAct {
        PlacedAct(act: act, x: x, y: y + distance, direction: direction)
    }

    /// The x coordinates of the parts of a row: the label, the sign of the answer owed, and the words about it.
    ///
    /// The sign is placed at the date on which the answer is due, whichever side the label is on; without a due date it
    /// follows the act. The label is placed before the sign if there is room, otherwise after it.
    private struct Row {
        private static let (mark, gap, stub, ring) = (
            PlacedAct.mark, PlacedAct.gap, PlacedAct.stub, PlacedAct.ring
        )

        let label: Double
        let sign: Double
        let words: Double
        /// The end of the text, on the side of the label.
        let end: Double

        init(_ act: PictureAct, _ direction: Double) {
            let width = Typeface.width(act.label)
            guard let owed = act.owed else {
                (label, sign, words) = (act.x + direction * Self.mark, act.x, act.x)
                end = label + direction * width
                return
            }
            let size = owed.timeliness == .overdue ? 11 * Typeface.bold : 11
            let length = Typeface.width(act.owedWords, size: size)
            guard direction > 0 else {
                sign = act.dueX ?? act.x + Self.stub + Self.gap
                label = act.x - Self.mark
                words = label - width - Self.gap * 2
                end = words - length
                return
            }
            sign = act.dueX ?? act.x + Self.mark + width + Self.gap + Self.stub
            let hasRoom = sign - Self.ring >= act.x + Self.mark + width || sign < act.x - Self.mark
            label = hasRoom ? act.x + Self.mark : max(act.x + Self.mark, sign + Self.ring - Self.gap)
            words = hasRoom && sign > act.x ? sign + Self.ring - Self.gap : label + width + Self.gap * 2
            end = max(words + length, sign + Self.ring - Self.gap)
        }
    }

    /// The range of x coordinates that an act occupies in its row.
    static func reach(of act: PictureAct, _ direction: Double) -> ClosedRange<Double> {
        let row = Row(act, direction)
        let (near, far) = (act.x - direction * mark, row.end)
        var range = min(near, far)...max(near, far)
        if act.owed != nil {
            range = min(range.lowerBound, row.sign - ring / 2)...max(range.upperBound, row.sign + ring / 2)
        }
        switch act.extent {
        case .between(let first, let last, _):
            range = min(range.lowerBound, first)...max(range.upperBound, last)
        case .before(let first): range = min(range.lowerBound, first - 2)...range.upperBound
        case .after(let last): range = range.lowerBound...max(range.upperBound, last + 2)
        case .sharp, .unknown: break
        }
        return range
    }

    func drawn(linked: Bool) -> Markup {
        let event = act.item.event
        let title = act.title
        var parts: [Markup] = [.title(title), date]
        if let owed = act.owed {
            let sign = ObligationMark(owed)
            parts.append(
                direction == 0
                    ? .group(sign.name, [sign.drawn(x: x + 2 * Self.aside, y: y)]) : mark(sign))
        }
        parts.append(act.shape.drawn("ct-mark ct-\(event.standing.rawValue)", x: x, y: y))
        if act.item.isCorrected {
            parts.append(
                .path("ct-notch", "M\(point(x + 1, y - 8))L\(point(x + 8, y - 8))L\(point(x + 8, y - 1))Z"))
        }
        if act.item.isRetracted { parts.append(.line("ct-strike", from: (x - 10, y), to: (x + 10, y))) }
        parts.append(
            direction == 0
                ? .label(
                    "ct-small ct-middle", x: act.owed == nil ? x : x + Self.aside, y: y + 18, act.label)
                : words("ct-label", act.label, at: Row(act, direction).label))
        let group = Markup.element(
            "g",
            [
                .init("class", act.item.isRetracted ? "ct-act ct-retracted" : "ct-act"),
                .init("role", "graphics-symbol img"), .init("aria-label", title),
            ], parts)
        return linked
            ? .element("a", [.init("href", "#\(EventNames.anchor(act.item.position))")], [group]) : group
    }

    private func words(_ name: String, _ words: String, at x: Double) -> Markup {
        .label(direction > 0 ? name : name + " ct-end", x: x, y: y + 4, words)
    }

    /// A bracket over the range of its date, with an open end where the range is open.
    private var date: Markup {
        let top = y - 10
        let isShort = direction == 0
        switch act.extent {
        case .sharp: return .nothing
        case .between(let earliest, let latest, let isVague):
            guard latest - earliest > 3 else { return .nothing }
            let (first, last) = isShort ? (x - Self.bracket, x + Self.bracket) : (earliest, latest)
            return .path(
                isVague ? "ct-date ct-vague" : "ct-date",
                "M\(point(first, top + 3))V\(Markup.number(top))H\(Markup.number(last))v3")
        case .before(let end): return open(to: isShort ? x - Self.bracket : end)
        case .after(let end): return open(to: isShort ? x + Self.bracket : end)
        case .unknown: return .circle("ct-date ct-vague", x: x, y: y, radius: 10)
        }
    }

    private func open(to end: Double) -> Markup {
        .path("ct-date ct-vague", "M\(point(x, y - 7))V\(Markup.number(y - 10))H\(Markup.number(end))")
    }

    /// The sign of the answer owed, at its due date, with a line from the mark to it.
    private func mark(_ sign: ObligationMark) -> Markup {
        let row = Row(act, direction)
        let end = row.sign
        // If the due date is so near that the sign would cover the mark, the sign is drawn below it.
        let isBelow = abs(end - x) < Self.stub
        let level = isBelow ? y + 10 : y
        let turn = end < x ? -1.0 : 1.0
        let course =
            isBelow
            ? .nothing
            : Markup.path(
                "ct-stub",
                "M\(point(x, y + 7))V\(Markup.number(y + 9))H\(Markup.number(end - turn * 12))L\(point(end - turn * 4, y))"
            )
        return .group(
            sign.name,
            [course, sign.drawn(x: end, y: level)]
                + (act.owedWords.isEmpty ? [] : [words("ct-small", act.owedWords, at: row.words)]))
    }
}

extension PlacedAct {
    /// The only act of a column in a bundled lane, in the middle of the column.
    init(alone column: ActBundle) {
        act = column.acts[0]
        x = act.owed == nil ? column.middle : column.middle - Self.aside
        (y, direction) = (ActBundle.floor - 8, 0)
    }
}
