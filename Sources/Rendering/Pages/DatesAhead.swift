import Answers
import DisputeModel

/// The coming dates in order: due dates of outstanding answers, and appointments.
struct DatesAhead {
    let dates: [Date]

    struct Date {
        let day: Day
        let isSoft: Bool
        let dispute: String
        let position: Int
        /// The obligation that is due; nil for an appointment.
        let item: Obligations.Item?
    }

    var first: Date? { dates.first }

    init(_ obligations: Obligations) {
        var dates = obligations.dates.map {
            Date(
                day: $0.due.day, isSoft: $0.due.isSoft, dispute: $0.dispute, position: $0.position, item: nil)
        }
        for item in obligations.items where item.isOutstanding {
            if let due = item.owed.due, due.day >= obligations.moment.asOf {
                dates.append(
                    Date(
                        day: due.day, isSoft: due.isSoft, dispute: item.dispute,
                        position: item.owed.obligation.opener,
                        item: item))
            }
        }
        self.dates = dates.sorted { ($0.day.number, $0.position) < ($1.day.number, $1.position) }
    }
}
