import Answers
import DisputeModel

/// One act in a picture: its mark, the range of its date, its label, and the answer that is still owed to it.
struct PictureAct {
    let item: Timeline.Item
    /// The answer that is still owed to it; nil if none is.
    let owed: Status.Owed?
    let shape: ActShape
    let x: Double
    let extent: Extent
    /// `#28 expectation`; only `#28` if the act is short.
    let label: String
    /// `partial, our date 17 Nov`; empty if nothing is owed or the act is short.
    let owedWords: String
    /// The x coordinate of the due date; nil if there is no due date or the act is short. A date after the end of the
    /// scale is placed just beyond it.
    let dueX: Double?
    private let obligation: Status.Owed?
    private let phrases: Phrases

    /// What is known about when the act happened, besides the place where its mark is drawn.
    enum Extent {
        /// On that day, or at that instant.
        case sharp
        /// Within a range of x coordinates; vague if the date is qualified (approximate or uncertain).
        case between(Double, Double, isVague: Bool)
        /// At that time or earlier: a bracket from the mark to this x coordinate.
        case before(Double)
        /// At that time or later: a bracket from the mark to this x coordinate.
        case after(Double)
        /// The date is not known.
        case unknown
    }

    /// The length of a bracket at an open end, and to each side of a qualified day.
    private static let (open, qualified) = (32.0, 12.0)
    /// How far beyond the end of the scale a later due date is placed.
    private static let beyond = 8.0

    /// - Parameters:
    ///   - showsActor: the label names the first actor.
    ///   - isShort: there is room for the number only.
    init(
        _ item: Timeline.Item, on context: PictureContext, showsActor: Bool, isShort: Bool
    ) {
        let event = item.event
        self.item = item
        shape = ActShape(event.kind)
        x = context.scale.x(item.place)
        extent = Self.extent(of: event, at: x, context.scale)
        phrases = context.phrases
        obligation = item.isRetracted ? nil : context.obligations[item.position]
        owed = obligation?.timeliness == nil ? nil : obligation
        owedWords = isShort ? "" : owed.map { Self.words($0, context.phrases) } ?? ""
        dueX =
            isShort
            ? nil
            : owed?.due.map { due in
                let start = due.day.start
                let end = context.scale.x(.max)
                return context.scale.x(start) < end ? context.scale.x(start) : end + Self.beyond
            }
        let standing = Phrases.mark(event.standing).plain
        let actor = showsActor ? event.actors.first.map { $0.isUnnamed ? "" : " \($0.code)" } ?? "" : ""
        let words =
            "\(EventNames.name(item.position))\(actor) \(standing == " " ? "" : standing + " ")\(Phrases.marking(event).plain)\(event.kindName)"
        label = isShort ? "\(EventNames.name(item.position))" : Typeface.fitted(words, to: 260)
    }

    private static func extent(of event: Event, at x: Double, _ scale: TimeScale) -> Extent {
        guard !event.isRecord else { return .sharp }
        guard let date = event.occurred else { return .unknown }
        // Keep brackets at the edge from running through the name of the lane.
        let edges = (scale.from - TimeScale.overhang)...(scale.to + TimeScale.overhang)
        func within(_ x: Double) -> Double { min(max(x, edges.lowerBound), edges.upperBound) }
        switch (date.earliest, date.latest) {
        case (let first?, let last?):
            if date.precision == .day || date.precision == .instant {
                let day = scale.x(first)
                return date.isQualified
                    ? .between(within(day - qualified), within(day + qualified), isVague: true) : .sharp
            }
            return .between(scale.x(first), scale.x(last), isVague: date.isQualified)
        case (nil, _): return .before(within(x - open))
        case (_, nil): return .after(within(x + open))
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

    /// The tooltip, with everything about the act:
    /// `#28 expectation, RUS → UN:SG, 10 Nov. A clear step. answer: partial by #33, our date 17 Nov, 7 days ago`.
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
        return Typeface.oneLine(Prose.sentences(parts), atMost: 900)
    }
}
