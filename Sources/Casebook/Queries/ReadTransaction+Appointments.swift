import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension ReadTransaction {
    /// The appointments of one dispute or of all that are not past, by date. Only acts with a place on the moment's day
    /// or earlier are considered.
    func appointments(at moment: Moment, of dispute: String? = nil) throws -> [Appointment] {
        var dates: [Appointment] = []
        if moment.knownAt == nil, let live {
            dates = try live.appointments(from: moment.asOf, of: dispute)
        } else if let dispute {
            let record = try record(of: DisputeID.family(of: dispute), knownAt: moment.knownAt)
            dates = Self.appointments(in: record, at: moment).filter { $0.dispute == dispute }
        } else {
            try forEachRecord(knownAt: moment.knownAt) { dates += Self.appointments(in: $1, at: moment) }
        }
        return dates.sorted { ($0.due.day, $0.position) < ($1.due.day, $1.position) }
    }

    static func appointments(in record: FamilyRecord, at moment: Moment) -> [Appointment] {
        record.acts(where: \.namesDate).lazy.filter { $0.place <= moment.asOf.end }.compactMap { act in
            act.appointment.map {
                Appointment(position: act.position, dispute: act.dispute, due: $0.withoutNote)
            }
        }.filter { $0.due.day >= moment.asOf }
    }
}

extension FamilyStore {
    /// The appointments on this day or later, set by acts with a place on this day or earlier.
    func appointments(from asOf: Day, of dispute: String?) throws -> [Appointment] {
        let rows = try PreparedStatement(
            db,
            """
            SELECT kept.position, dispute.id, kept.due, kept.is_soft
            FROM \(schema[.appointment]) AS kept JOIN \(schema[.dispute]) AS dispute ON dispute.number = kept.dispute
            WHERE kept.due >= ?3 AND kept.place <= ?1 AND (?2 IS NULL OR dispute.id = ?2)
            """, [.number(asOf.end.milliseconds), .text(dispute), .text(asOf.description)])
        var dates: [Appointment] = []
        while try rows.step() {
            guard let day = Day(rows.textBeforeNUL(2)) else { continue }
            dates.append(
                Appointment(
                    position: rows.number(0), dispute: rows.textBeforeNUL(1),
                    due: rows.number(3) == 0 ? .on(day) : .about(day, note: nil)))
        }
        return dates
    }
}

extension Due {
    /// The date without its note, as projection rows store it.
    fileprivate var withoutNote: Due {
        if case .about(let day, _) = self { .about(day, note: nil) } else { self }
    }
}
