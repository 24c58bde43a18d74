import CanonicalJSON
import DisputeModel

/// What is to be done and what is to come, over all disputes: who owes whom an answer, and the dates to keep.
package struct Obligations: Sendable {
    package let moment: Moment
    /// The outstanding ones, then those that await judgement: overdue, due today, past our own date, coming, without a
    /// date, to assess; last those that have ended, where they were asked for.
    package let items: [Item]
    /// The dates to keep that are not past.
    package let dates: [Appointment]
    /// The openers and the acts that set dates, and where it was asked for the events that dealt with what is owed.
    package let mentions: Mentions
    package let titles: [String: String]
    /// The last event that the record had come to, and when that was.
    package let recorded: (through: Int, at: Instant)
    /// Dates that are no more, where they were asked for with what has ended.
    package var withdrawnDates: [WithdrawnDate] = []
    /// Of what has been said about openers and acts that set dates, the highest marking; where the same was asked for.
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

    /// An obligation, and whose dispute it is.
    package struct Item: Sendable {
        package let dispute: String
        package let owed: Status.Owed

        package init(dispute: String, owed: Status.Owed) {
            self.dispute = dispute
            self.owed = owed
        }

        package var isOutstanding: Bool { owed.state.isOutstanding }
        /// Somebody has answered, and nobody has judged yet whether that will do.
        package var awaitsJudgement: Bool { owed.state == .answered }
    }

    /// The id of the event that opened it.
    package func id(of item: Item) -> String { mentions[item.owed.obligation.opener]?.event.id ?? "" }

    package func json(of item: Item) -> JSON {
        var object = item.owed.json { _ in id(of: item) }
        object["dispute"] = .string(item.dispute)
        return .object(object)
    }
}

extension Obligations {
    /// Only the obligations, and the dates to keep, for which the conditions hold.
    package func keeping(_ isKept: (Item) -> Bool, dates isKeptDate: (Appointment) -> Bool = { _ in true })
        -> Obligations
    {
        Obligations(
            moment: moment, items: items.filter(isKept), dates: dates.filter(isKeptDate), mentions: mentions,
            titles: titles, recorded: recorded, withdrawnDates: withdrawnDates, markings: markings)
    }
}

extension [Party] {
    /// Whether the party, somebody within it or something that it lies within is among them.
    package func concern(_ party: Party) -> Bool {
        contains { $0 == party || $0.liesWithin(party) || party.liesWithin($0) }
    }
}

extension Obligations.Item {
    /// Overdue first; within one rank the earlier date, then the older opener.
    package static func precedes(_ left: Self, _ right: Self) -> Bool { left.order < right.order }

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
