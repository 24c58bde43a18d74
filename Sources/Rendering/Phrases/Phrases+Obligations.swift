import Answers
import DisputeModel

extension Obligation.State {
    /// `○` no reply yet, `◐` acknowledged or partly answered, `●` answered, `–` ended without an answer.
    var mark: String {
        switch self {
        case .open: "○"
        case .acknowledged, .partial: "◐"
        case .answered, .fulfilled, .accepted, .refused: "●"
        case .withdrawn, .lapsed: "–"
        }
    }
}

extension Phrases {
    /// The mark of the state and a space, in the style of the timeliness.
    static func mark(_ owed: Status.Owed) -> Text { Text(owed.state.mark + " ", style(owed)) }

    static func style(_ owed: Status.Owed) -> Style {
        switch owed.timeliness {
        case .overdue: .overdue
        case .dueToday, .softOverdue: .soft
        case .notDue, .noDate: .plain
        case nil: .done
        }
    }

    /// `open`, `partial by #33`, `answered by #40, to assess`.
    static func state(_ owed: Status.Owed) -> Text {
        var words = owed.state.rawValue
        if owed.state != .open, let cause = owed.obligation.reply { words += " by \(EventNames.name(cause))" }
        return Text(words + (owed.state == .answered ? ", to assess" : ""), style(owed))
    }

    /// `overdue since 3 Nov, 15 days`, `our date 17 Nov, 1 day ago`, `due 22 Nov, in 4 days`, `no due date, 2 days`,
    /// `no due date, age unknown (8+ days)`; nil if nobody waits for the answer any more.
    func term(_ owed: Status.Owed) -> Text? {
        guard let timeliness = owed.timeliness else { return nil }
        guard let due = owed.due else { return "no due date, " + Text(age(owed)) }
        let (date, distance) = (day(due.day), distance(due.day))
        let words =
            switch (timeliness, due) {
            case (.overdue, _): "overdue since \(date), \(Self.span(days: today - due.day))"
            case (.dueToday, _): "due today"
            case (_, .about): "our date \(date), \(distance)"
            default: "due \(date), \(distance)"
            }
        return Text(words, Self.style(owed))
    }

    private func age(_ owed: Status.Owed) -> String {
        if let age = owed.age { return Self.span(days: age) }
        return "age unknown (\(shortAge(owed)))"
    }

    /// `2 days`; `8+ days` if the day on which it began is not known.
    func shortAge(_ owed: Status.Owed) -> String {
        Self.span(days: owed.age ?? max(0, today - owed.obligation.place.day), orMore: owed.age == nil)
    }
}

extension Obligation {
    /// The event to which the current state is attributed. If an answer was judged, it is the answer, not the
    /// assessment.
    var reply: Int? {
        var state = State.open
        var cause: Int?
        for dealing in changes where dealing.state != state {
            let isAssessment = !dealing.isReply && dealing.state != .lapsed && state != .lapsed
            if !isAssessment || cause == nil { cause = dealing.cause }
            state = dealing.state
        }
        return cause
    }
}
