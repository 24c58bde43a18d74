import DisputeModel
import EventLog
import SQLite

/// A date that an act names and by which nobody owes an answer: a meeting, a conference.
package struct KeptDate: Sendable, Hashable {
    /// Of the act.
    package let position: Int
    package let dispute: String
    package let due: Due
}

extension Reading {
    /// The dates of acts that stand on the moment's day or before, in order; those of one dispute, or of all.
    func keptDates(at moment: Moment, of dispute: String? = nil) throws -> [KeptDate] {
        var dates: [KeptDate] = []
        if moment.knownAt == nil, let live {
            dates = try live.keptDates(placedBy: moment.asOf.end, of: dispute)
        } else if let dispute {
            let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            dates = Self.keptDates(in: record, at: moment).filter { $0.dispute == dispute }
        } else {
            try forEachRecord(knownAt: moment.knownAt) { dates += Self.keptDates(in: $1, at: moment) }
        }
        return dates.sorted { ($0.due.day, $0.position) < ($1.due.day, $1.position) }
    }

    static func keptDates(in record: FamilyRecord, at moment: Moment) -> [KeptDate] {
        record.acts.lazy.filter { $0.place <= moment.asOf.end }.compactMap { act in
            FamilyRows.KeptDateRow(in: act, dispute: 0).map {
                KeptDate(position: $0.position, dispute: act.dispute, due: $0.due)
            }
        }
    }
}

extension FamilyStore {
    /// The kept dates of acts whose place is at this instant or before.
    func keptDates(placedBy instant: Instant, of dispute: String?) throws -> [KeptDate] {
        let row = try PreparedStatement(
            db,
            """
            SELECT kept.position, dispute.id, kept.due, kept.is_soft
            FROM \(schema.keptDate) AS kept JOIN \(schema.dispute) AS dispute ON dispute.number = kept.dispute
            WHERE kept.place <= ?1 AND (?2 IS NULL OR dispute.id = ?2)
            """, [.number(instant.milliseconds), .text(dispute)])
        var dates: [KeptDate] = []
        while try row.step() {
            guard let day = Day(row.textBeforeNUL(2)) else { continue }
            dates.append(
                KeptDate(
                    position: row.number(0), dispute: row.textBeforeNUL(1),
                    due: row.number(3) == 0 ? .on(day) : .about(day, note: nil)))
        }
        return dates
    }
}
