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
    /// The dates that are not past of acts that stand on the moment's day or before, in order; those of one dispute, or of all.
    func keptDates(at moment: Moment, of dispute: String? = nil) throws -> [KeptDate] {
        var dates: [KeptDate] = []
        if moment.knownAt == nil, let live {
            dates = try live.keptDates(from: moment.asOf, of: dispute)
        } else if let dispute {
            let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            dates = Self.keptDates(in: record, at: moment).filter { $0.dispute == dispute }
        } else {
            try forEachRecord(knownAt: moment.knownAt) { dates += Self.keptDates(in: $1, at: moment) }
        }
        return dates.sorted { ($0.due.day, $0.position) < ($1.due.day, $1.position) }
    }

    static func keptDates(in record: FamilyRecord, at moment: Moment) -> [KeptDate] {
        record.acts(where: \.namesDate).lazy.filter { $0.place <= moment.asOf.end }.compactMap { act in
            act.keptDate.map { KeptDate(position: act.position, dispute: act.dispute, due: $0.withoutNote) }
        }.filter { $0.due.day >= moment.asOf }
    }
}

extension FamilyStore {
    /// The dates from this day on of acts that stand on it or before.
    func keptDates(from asOf: Day, of dispute: String?) throws -> [KeptDate] {
        let rows = try PreparedStatement(
            db,
            """
            SELECT kept.position, dispute.id, kept.due, kept.is_soft
            FROM \(schema[.keptDate]) AS kept JOIN \(schema[.dispute]) AS dispute ON dispute.number = kept.dispute
            WHERE kept.due >= ?3 AND kept.place <= ?1 AND (?2 IS NULL OR dispute.id = ?2)
            """, [.number(asOf.end.milliseconds), .text(dispute), .text(asOf.description)])
        var dates: [KeptDate] = []
        while try rows.step() {
            guard let day = Day(rows.textBeforeNUL(2)) else { continue }
            dates.append(
                KeptDate(
                    position: rows.number(0), dispute: rows.textBeforeNUL(1),
                    due: rows.number(3) == 0 ? .on(day) : .about(day, note: nil)))
        }
        return dates
    }
}

extension Due {
    /// What its row has of it.
    fileprivate var withoutNote: Due {
        if case .about(let day, _) = self { .about(day, note: nil) } else { self }
    }
}
