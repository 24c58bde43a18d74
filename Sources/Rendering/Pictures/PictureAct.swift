import Casebook
import DisputeModel

/// One act as it stands in a picture: its mark, how sure its date is, its label, and whether an answer is still owed to it.
struct PictureAct {
    let item: Timeline.Item
    /// What is still owed to it.
    let owed: Status.Owed?
    let shape: ActShape
    let x: Double
    let extent: Extent
    /// `#28 expectation`
    let label: String
    /// `partial, our date 17 Nov`; empty where nothing is owed.
    let debt: String
    private let obligation: Status.Owed?
    private let phrases: Phrases

    /// What is known of when it happened, beside its place.
    enum Extent {
        /// On that day, or at that moment.
        case sharp
        case between(Double, Double, isVague: Bool)
        case before, after, unknown
    }

    init(
        _ item: Timeline.Item, on ground: PictureGround, showsActor: Bool, isShort: Bool
    ) {
        let event = item.event
        self.item = item
        shape = ActShape(event.kind)
        x = ground.scale.x(item.place)
        extent = Self.extent(of: event, ground.scale)
        phrases = ground.phrases
        obligation = item.isRetracted ? nil : ground.obligations[item.position]
        owed = obligation?.timeliness == nil ? nil : obligation
        debt = isShort ? "" : owed.map { Self.words($0, ground.phrases) } ?? ""
        let standing = Phrases.mark(event.standing).plain
        let actor = showsActor ? event.actors.first.map { $0.isUnnamed ? "" : " \($0.code)" } ?? "" : ""
        let words =
            "#\(item.position)\(actor) \(standing == " " ? "" : standing + " ")\(Phrases.marking(event).plain)\(event.kindName)"
        label = isShort ? "#\(item.position)" : Typeface.fitted(words, to: 260)
    }

    private static func extent(of event: Event, _ scale: TimeScale) -> Extent {
        guard !(event.kind?.isRecord ?? false) else { return .sharp }
        guard let date = event.occurred else { return .unknown }
        switch (date.earliest, date.latest) {
        case (let first?, let last?):
            if date.precision == .day || date.precision == .instant {
                let x = scale.x(first)
                return date.isQualified ? .between(x - 12, x + 12, isVague: true) : .sharp
            }
            return .between(scale.x(first), scale.x(last), isVague: date.isQualified)
        case (nil, _): return .before
        case (_, nil): return .after
        }
    }

    private static func words(_ owed: Status.Owed, _ phrases: Phrases) -> String {
        let state = owed.state == .open ? "" : owed.state.rawValue + ", "
        guard let due = owed.due, let timeliness = owed.timeliness else {
            return state + (owed.state == .open ? "open" : "no date")
        }
        switch timeliness {
        case .overdue: return "\(state)overdue \(Phrases.span(days: phrases.today - due.day))"
        case .dueToday: return state + "due today"
        case .softOverdue: return "\(state)past our date, \(phrases.day(due.day))"
        default: return "\(state)\(due.isSoft ? "our date" : "due") \(phrases.day(due.day))"
        }
    }

    /// All of it in words: `#28 expectation, RUS → UN:SG, 10 Nov. A clear step. Partial by #33, our date 17 Nov, 7 days ago.`
    var title: String {
        let event = item.event
        let mention = Mention(position: item.position, event: event, place: item.place)
        var parts = [phrases.mention(mention, else: item.position).plain]
        let gist = Phrases.gist(event).plain
        if !gist.isEmpty { parts.append(Typeface.oneLine(gist, atMost: 280)) }
        var notes: [String] = []
        if event.standing != .asserted { notes.append(event.standing.rawValue) }
        if item.isCorrected { notes.append("corrected") }
        if item.isRetracted { notes.append("retracted") }
        if !item.replies.isEmpty { notes.append("reply to " + Phrases.numbers(item.replies).plain) }
        if !notes.isEmpty { parts.append(notes.joined(separator: ", ")) }
        if let obligation {
            parts.append(
                "answer: " + Phrases.state(obligation).plain
                    + (phrases.term(obligation).map { ", " + $0.plain } ?? ""))
        }
        return Typeface.oneLine(parts.joined(separator: ". "), atMost: 900)
    }
}

/// An act that has found its place in its lane.
struct PlacedAct {
    let act: PictureAct
    let y: Double
    /// 1 where its label stands to the right of its mark, -1 to the left; 0: its number alone, beneath.
    let direction: Double

    /// What it takes of a row, from the mark's middle in the direction of the label.
    private static let (mark, gap, stub, ring) = (11.0, 4.0, 14.0, 12.0)

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
        case .before: range = min(range.lowerBound, act.x - 34)...range.upperBound
        case .after: range = range.lowerBound...max(range.upperBound, act.x + 34)
        case .sharp, .unknown: break
        }
        return range
    }

    func drawn(linked: Bool) -> Markup {
        let (x, event) = (act.x, act.item.event)
        let title = act.title
        var parts: [Markup] = [.title(title), date]
        if let owed = act.owed {
            parts.append(direction == 0 ? Self.sign(owed, x: x + 12, y: y) : debt(owed))
        }
        parts.append(act.shape.drawn("ct-mark ct-\(event.standing.rawValue)", x: x, y: y))
        if act.item.isCorrected {
            parts.append(
                .path("ct-notch", "M\(point(x + 1, y - 8))L\(point(x + 8, y - 8))L\(point(x + 8, y - 1))Z"))
        }
        if act.item.isRetracted { parts.append(.line("ct-strike", from: (x - 10, y), to: (x + 10, y))) }
        parts.append(
            direction == 0
                ? .label("ct-small ct-middle", x: x, y: y + 18, act.label)
                : words("ct-label", act.label, from: Self.mark))
        let group = Markup.element(
            "g",
            [
                .init("class", act.item.isRetracted ? "ct-act ct-retracted" : "ct-act"),
                .init("role", "graphics-symbol img"), .init("aria-label", title),
            ], parts)
        return linked ? .element("a", [.init("href", "#e\(act.item.position)")], [group]) : group
    }

    private func words(_ name: String, _ words: String, from distance: Double) -> Markup {
        .label(
            direction > 0 ? name : name + " ct-end", x: act.x + direction * distance, y: y + 4, words)
    }

    /// A bracket over the time that its date allows; open where that is open.
    private var date: Markup {
        let (x, top) = (act.x, y - 10)
        switch act.extent {
        case .sharp: return .nothing
        case .between(let first, let last, let isVague):
            guard last - first > 3 else { return .nothing }
            return .path(
                isVague ? "ct-date ct-vague" : "ct-date",
                "M\(point(first, top + 3))V\(Markup.number(top))H\(Markup.number(last))v3")
        case .before:
            return .path(
                "ct-date ct-vague", "M\(point(x, top + 3))V\(Markup.number(top))H\(Markup.number(x - 32))")
        case .after:
            return .path(
                "ct-date ct-vague", "M\(point(x, top + 3))V\(Markup.number(top))H\(Markup.number(x + 32))")
        case .unknown: return .circle("ct-date ct-vague", x: x, y: y, radius: 10)
        }
    }

    /// A line that hangs from the mark and ends in the open: nobody has answered, or not enough.
    private func debt(_ owed: Status.Owed) -> Markup {
        let distance = Self.mark + Typeface.width(act.label) + Self.gap
        let end = act.x + direction * (distance + Self.stub)
        let state =
            switch owed.timeliness {
            case .overdue: "ct-overdue"
            case .softOverdue, .dueToday: "ct-soft"
            default: "ct-open"
            }
        let course =
            "M\(point(act.x, y + 7))V\(Markup.number(y + 9))H\(Markup.number(end - direction * 12))L\(point(end - direction * 4, y))"
        return .group(
            "ct-debt \(state)",
            [
                .path("ct-stub", course), Self.sign(owed, x: end, y: y),
                words("ct-small", act.debt, from: distance + Self.stub + Self.ring - 4),
            ])
    }

    /// `○` nobody has moved, `◐` something has come; overdue a full diamond.
    private static func sign(_ owed: Status.Owed, x: Double, y: Double) -> Markup {
        if owed.timeliness == .overdue {
            return .path(
                "ct-late", "M\(point(x, y - 6))L\(point(x + 6, y))L\(point(x, y + 6))L\(point(x - 6, y))Z")
        }
        let ring = Markup.circle("ct-ring", x: x, y: y, radius: 4)
        guard owed.state != .open else { return ring }
        return .list([ring, .path("ct-half", "M\(point(x, y - 4))A4 4 0 0 0 \(point(x, y + 4))Z")])
    }
}
