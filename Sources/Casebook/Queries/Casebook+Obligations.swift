import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections

extension Casebook {
    /// The obligations and appointments of all disputes, or of one.
    ///
    /// - Parameters:
    ///   - moment: the moment asked about.
    ///   - dispute: only of this dispute; a dispute that does not exist has none.
    ///   - endedSince: also include obligations that had a date and whose end was recorded on this day or later, and
    ///     the dates that no longer hold since then.
    package func obligations(
        at moment: Moment, of dispute: String? = nil, endedSince: Day? = nil
    ) throws -> Obligations {
        try read { reading in
            let statuses =
                try dispute.map { try reading.status($0, at: moment).map { [$0] } ?? [] }
                ?? reading.statuses(at: moment, pendingOnly: endedSince == nil)
            var obligations = try Self.obligations(
                statuses, moment, reading, dispute, mentioning: .openersAndDates, endedSince: endedSince)
            if let endedSince {
                obligations.withdrawnDates = try reading.withdrawnDates(changedSince: endedSince, at: moment)
                obligations.markings = try reading.markings(
                    of: obligations.items.map(\.owed.obligation.opener) + obligations.dates.map(\.position)
                        + obligations.withdrawnDates.map(\.mention.position))
            }
            return obligations
        }
    }

    /// Which events are included in the mentions. Looking them up takes longer than everything else.
    enum Mentioning { case nothing, openersAndDates, replies }

    static func obligations(
        _ statuses: [Status], _ moment: Moment, _ reading: ReadTransaction, _ dispute: String? = nil,
        mentioning: Mentioning, endedSince: Day? = nil
    ) throws -> Obligations {
        let titles = Dictionary(statuses.map { ($0.dispute, $0.title) }) { first, _ in first }
        var items = try statuses.flatMap { status in
            try status.obligations.filter { owed in
                try owed.state.isOutstanding || owed.state == .answered
                    || endedSince.map { try reading.hadDateAndEnded(owed, since: $0) } ?? false
            }.map { Obligations.Item(dispute: status.dispute, owed: $0) }
        }
        // Sorts precomputed keys, since moving items is expensive.
        let orders = items.map(\.order)
        items = orders.indices.sorted { orders[$0] < orders[$1] }.map { items[$0] }
        let dates = try reading.appointments(at: moment, of: dispute)
            .filter { titles[$0.dispute] != nil }
        var mentioned: [Int] = []
        if mentioning != .nothing {
            mentioned = items.map(\.owed.obligation.opener) + dates.map(\.position)
        }
        if mentioning == .replies {
            mentioned += items.flatMap { $0.owed.obligation.changes.map(\.cause) }
        }
        return Obligations(
            moment: moment, items: items, dates: dates,
            mentions: try reading.mentions(mentioned, knownAt: moment.knownAt),
            titles: titles, recorded: try reading.recorded(knownAt: moment.knownAt))
    }
}

extension ReadTransaction {
    /// The last event that was known, and since when: the instant asked about, or the recording time of that event.
    fileprivate func recorded(knownAt instant: Instant?) throws -> (through: Int, at: Instant) {
        if let instant { return (try position(knownAt: instant), instant) }
        let head = try log.head()
        return (head.position, Instant(kept: head.recordedAt))
    }

    /// Whether the obligation had a date, and its last change was recorded on this day or later. The change itself may
    /// be much older.
    fileprivate func hadDateAndEnded(_ owed: Status.Owed, since day: Day) throws -> Bool {
        guard owed.due != nil, let last = owed.obligation.changes.last else { return false }
        return try log.recordedAt(at: last.cause).map { $0 >= day.start.milliseconds } ?? false
    }
}
