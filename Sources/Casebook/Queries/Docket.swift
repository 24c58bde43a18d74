import CanonicalJSON
import DisputeModel
import EventLog

/// What is to be done and what is to come, over all disputes: who owes whom an answer, and the dates to keep.
package struct Docket: Sendable {
    package let moment: Moment
    /// The outstanding ones, then those that await judgement: overdue, due today, past our own date, coming, without a
    /// date, to assess; last those that have ended, where they were asked for.
    package let debts: [Debt]
    /// The dates to keep that are not past.
    package let dates: [KeptDate]
    /// The openers and the acts that set dates, and where it was asked for the events that dealt with what is owed.
    package let mentions: Mentions
    package let titles: [String: String]
    /// The last event that the record had come to, and when that was.
    package let recorded: (through: Int, at: Instant)
    /// Dates that are no more, where they were asked for with what has ended.
    package var formerDates: [FormerDate] = []
    /// Of what has been said about openers and acts that set dates, the highest marking; where the same was asked for.
    package var markings: [Int: Marking] = [:]

    /// An obligation, and whose dispute it is.
    package struct Debt: Sendable {
        package let dispute: String
        package let owed: Status.Owed

        package var isOutstanding: Bool { owed.state.isOutstanding }
        /// Somebody has answered, and nobody has judged yet whether that will do.
        package var awaitsJudgement: Bool { owed.state == .answered }
    }

    /// The id of the event that opened it.
    package func id(of debt: Debt) -> String { mentions[debt.owed.obligation.opener]?.event.id ?? "" }

    package func json(of debt: Debt) -> JSON {
        var object = debt.owed.json { _ in id(of: debt) }
        object["dispute"] = .string(debt.dispute)
        return .object(object)
    }
}

extension Docket {
    /// Only the obligations, and the dates to keep, for which the conditions hold.
    package func keeping(_ isKept: (Debt) -> Bool, dates isKeptDate: (KeptDate) -> Bool = { _ in true })
        -> Docket
    {
        Docket(
            moment: moment, debts: debts.filter(isKept), dates: dates.filter(isKeptDate), mentions: mentions,
            titles: titles, recorded: recorded, formerDates: formerDates, markings: markings)
    }
}

extension [Party] {
    /// Whether the party, somebody within it or something that it lies within is among them.
    package func concern(_ party: Party) -> Bool {
        contains { $0 == party || $0.liesWithin(party) || party.liesWithin($0) }
    }
}

extension Docket.Debt {
    /// Overdue first; within one rank the earlier date, then the older opener.
    package static func precedes(_ left: Self, _ right: Self) -> Bool { left.order < right.order }

    fileprivate var order: (Int, Int, Int, Int) {
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

extension Casebook {
    /// What is owed and what is to come in all disputes, or in one.
    ///
    /// - Parameter endedSince: obligations that had a date and of whose end the record has known since this day or later are
    ///   there too, and the dates that are no more since then.
    package func docket(
        at moment: Moment, of dispute: String? = nil, endedSince: Day? = nil
    ) throws -> Docket {
        try store.read { db in
            let reading = try Reading(db, faults)
            let statuses =
                try dispute.map { try reading.status($0, at: moment).map { [$0] } ?? [] }
                ?? reading.statuses(at: moment, atAGlance: endedSince == nil)
            var docket = try Self.docket(
                statuses, moment, reading, dispute, mentioning: .openersAndDates, endedSince: endedSince)
            if let endedSince {
                docket.formerDates = try reading.formerDates(changedSince: endedSince, at: moment)
                docket.markings = try reading.markings(
                    of: docket.debts.map(\.owed.obligation.opener) + docket.dates.map(\.position)
                        + docket.formerDates.map(\.mention.position))
            }
            return docket
        }
    }

    /// The events of which an answer says more than their positions; looking them up takes longer than all the rest.
    enum Mentioning { case nothing, openersAndDates, replies }

    static func docket(
        _ statuses: [Status], _ moment: Moment, _ reading: Reading, _ dispute: String? = nil,
        mentioning: Mentioning, endedSince: Day? = nil
    ) throws -> Docket {
        let titles = Dictionary(statuses.map { ($0.dispute, $0.title) }) { first, _ in first }
        var debts = try statuses.flatMap { status in
            try status.obligations.filter { owed in
                try owed.state.isOutstanding || owed.state == .answered
                    || endedSince.map { try reading.hadDateAndEnded(owed, since: $0) } ?? false
            }.map { Docket.Debt(dispute: status.dispute, owed: $0) }
        }
        // Their places are sorted, as a debt is large.
        let orders = debts.map(\.order)
        debts = orders.indices.sorted { orders[$0] < orders[$1] }.map { debts[$0] }
        let dates = try reading.keptDates(at: moment, of: dispute)
            .filter { titles[$0.dispute] != nil }
        var mentioned: [Int] = []
        if mentioning != .nothing {
            mentioned = debts.map(\.owed.obligation.opener) + dates.map(\.position)
        }
        if mentioning == .replies {
            mentioned += debts.flatMap { $0.owed.obligation.dealings.map(\.cause) }
        }
        return Docket(
            moment: moment, debts: debts, dates: dates,
            mentions: try reading.mentions(mentioned, knownAt: moment.knownAt),
            titles: titles, recorded: try reading.recorded(knownAt: moment.knownAt))
    }
}

extension Reading {
    /// The last event that was known, and when that was: the moment asked about, or when the event was recorded.
    fileprivate func recorded(knownAt instant: Instant?) throws -> (through: Int, at: Instant) {
        if let instant { return (try position(knownAt: instant), instant) }
        let head = try log.head()
        return (head.position, Instant(kept: head.recordedAt))
    }

    /// It had a date, and what ended it was recorded on this day or later: it may have happened long before.
    fileprivate func hadDateAndEnded(_ owed: Status.Owed, since day: Day) throws -> Bool {
        guard owed.due != nil, let last = owed.obligation.dealings.last else { return false }
        return try log.recordedAt(at: last.cause).map { $0 >= day.start.milliseconds } ?? false
    }
}
