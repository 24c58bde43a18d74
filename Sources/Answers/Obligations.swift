import CanonicalJSON
import DisputeModel

/// The obligations (section 7) and appointments of all disputes, or of some.
package struct Obligations: Sendable {
    /// The moment asked about.
    package let moment: Moment
    /// Outstanding obligations first: overdue, due today, past a soft date, not yet due, without a date. Then those
    /// that are answered and await an assessment; last those that have ended, if the question asked for them.
    package let items: [Item]
    /// The appointments that are not past, by date.
    package let dates: [Appointment]
    /// The openers of the obligations and the acts that set dates; also the events that acted on the obligations, if
    /// the question asked for them.
    package let mentions: Mentions
    /// Titles by dispute.
    package let titles: [String: String]
    /// The position of the last event that was known, and the instant of that knowledge: the instant asked about, or
    /// the time of that event.
    package let recorded: (through: Int, at: Instant)
    /// Dates that no longer hold. Filled only if the question asked for ended obligations.
    package var withdrawnDates: [WithdrawnDate] = []
    /// By position of an opener or of an act that sets a date: the highest marking of the record events about it that
    /// count. Filled only if the question asked for ended obligations.
    package var markings: [Int: Marking] = [:]

    package init(
        moment: Moment, items: [Item], dates: [Appointment], mentions: Mentions, titles: [String: String],
        recorded: (through: Int, at: Instant), withdrawnDates: [WithdrawnDate] = [],
        markings: [Int: Marking] = [:]
    ) {
        self.moment = moment
        self.items = items
        self.dates = dates
        self.mentions = mentions
        self.titles = titles
        self.recorded = recorded
        self.withdrawnDates = withdrawnDates
        self.markings = markings
    }

    /// An obligation and its dispute.
    package struct Item: Sendable {
        /// The dispute of the obligation.
        package let dispute: String
        /// The obligation, with its timeliness and age on the moment's day.
        package let owed: Status.Owed

        package init(dispute: String, owed: Status.Owed) {
            self.dispute = dispute
            self.owed = owed
        }

        /// Whether an answer is still owed: none has been given, or only an acknowledgement or a part of it.
        package var isOutstanding: Bool { owed.state.isOutstanding }
        /// Whether the obligation has been answered, and the answer has not been assessed yet.
        package var awaitsJudgement: Bool { owed.state == .answered }
    }

    /// The id of the event that opened the obligation.
    package func id(of item: Item) -> String { mentions[item.owed.obligation.opener]?.event.id ?? "" }

    /// The obligation as `chancery due --format json` prints it: the opener is named by its id, and `dispute` is added.
    package func json(of item: Item) -> JSON {
        var object = item.owed.json { _ in id(of: item) }
        object["dispute"] = .string(item.dispute)
        return .object(object)
    }
}

extension Obligations {
    /// These obligations without the items and the appointments for which the conditions are false.
    package func keeping(
        _ isKept: (Item) -> Bool, dates isKeptAppointment: (Appointment) -> Bool = { _ in true }
    )
        -> Obligations
    {
        Obligations(
            moment: moment, items: items.filter(isKept), dates: dates.filter(isKeptAppointment),
            mentions: mentions,
            titles: titles, recorded: recorded, withdrawnDates: withdrawnDates, markings: markings)
    }
}

extension [Party] {
    /// Whether the list holds the party, a party within it, or a party that it lies within (section 3).
    package func concern(_ party: Party) -> Bool {
        contains { $0 == party || $0.liesWithin(party) || party.liesWithin($0) }
    }
}

extension Obligations.Item {
    /// Sort order: by urgency, then by date, then by the opener's place.
    package static func precedes(_ left: Self, _ right: Self) -> Bool { left.order < right.order }

    /// The sort key: rank of urgency, day (0 where the rank has no date), place of the opener in milliseconds, and its
    /// position.
    package var order: (Int, Int, Int, Int) {
        let rank =
            switch owed.timeliness {
            case .overdue: 0
            case .dueToday: 1
            case .softOverdue: 2
            case .notDue: 3
            case .noDate: 4
            case nil: awaitsJudgement ? 5 : 6
            }
        let day = rank < 4 ? owed.due?.day.number ?? 0 : 0
        return (rank, day, owed.obligation.place.milliseconds, owed.obligation.opener)
    }
}
