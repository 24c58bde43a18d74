import DisputeModel

/// An act that has found its place in its lane.
struct PlacedAct {
    let act: PictureAct
    /// Of its mark.
    let x: Double
    let y: Double
    /// 1 where its label stands to the right of its mark, -1 to the left; 0: its number alone, beneath.
    let direction: Double

    /// In a column of a bundled lane, the mark and its sign stand so far to the left and the right of the middle.
    private static let aside = 8.0
    /// There a bracket goes so far: that the date leaves something open is seen, how much is said.
    private static let bracket = 10.0
    /// What it takes of a row, from the mark's middle in the direction of the label.
    private static let (mark, gap, stub, ring) = (11.0, 4.0, 14.0, 12.0)

    func moved(down distance: Double) -> PlacedAct {
        PlacedAct(act: act, x: x, y: y + distance, direction: direction)
    }

    /// What it takes of its row.
    static func reach(of act: PictureAct, _ direction: Double) -> ClosedRange<Double> {
        var length = mark + Typeface.width(act.label)
        if let owed = act.owed {
            let size = owed.timeliness == .overdue ? 11 * Typeface.bold : 11
            length += gap + stub + ring + Typeface.width(act.debt, size: size)
        }
        let (near, far) = (act.x - direction * mark, act.x + direction * length)
        var range = min(near, far)...max(near, far)
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
            let sign = DebtSign(owed)
            parts.append(
                direction == 0
                    ? .group(sign.name, [sign.drawn(x: x + 2 * Self.aside, y: y)]) : debt(sign))
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
                : words("ct-label", act.label, from: Self.mark))
        let group = Markup.element(
            "g",
            [
                .init("class", act.item.isRetracted ? "ct-act ct-retracted" : "ct-act"),
                .init("role", "graphics-symbol img"), .init("aria-label", title),
            ], parts)
        return linked
            ? .element("a", [.init("href", "#\(EventNames.anchor(act.item.position))")], [group]) : group
    }

    private func words(_ name: String, _ words: String, from distance: Double) -> Markup {
        .label(
            direction > 0 ? name : name + " ct-end", x: x + direction * distance, y: y + 4, words)
    }

    /// A bracket over the time that its date allows; open where that is open.
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

    /// A line that hangs from the mark and ends in the open: nobody has answered, or not enough.
    private func debt(_ sign: DebtSign) -> Markup {
        let distance = Self.mark + Typeface.width(act.label) + Self.gap
        let end = x + direction * (distance + Self.stub)
        let course =
            "M\(point(x, y + 7))V\(Markup.number(y + 9))H\(Markup.number(end - direction * 12))L\(point(end - direction * 4, y))"
        return .group(
            sign.name,
            [
                .path("ct-stub", course), sign.drawn(x: end, y: y),
                words("ct-small", act.debt, from: distance + Self.stub + Self.ring - 4),
            ])
    }
}

extension PlacedAct {
    /// The only act of its column: in the middle of it, where it can touch nothing of the next.
    init(alone column: Bundle) {
        act = column.acts[0]
        x = act.owed == nil ? column.middle : column.middle - Self.aside
        (y, direction) = (Bundle.floor - 8, 0)
    }
}
