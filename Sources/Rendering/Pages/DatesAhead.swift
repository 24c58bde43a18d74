import Casebook
import DisputeModel

/// The dates ahead, in order: by which an answer is due, or which are to be kept.
struct DatesAhead {
    let dates: [Date]

    struct Date {
        let day: Day
        let isSoft: Bool
        let dispute: String
        let position: Int
        /// nil: a date to keep.
        let debt: Docket.Debt?
    }

    var first: Date? { dates.first }

    init(_ docket: Docket) {
        var dates = docket.dates.map {
            Date(
                day: $0.due.day, isSoft: $0.due.isSoft, dispute: $0.dispute, position: $0.position, debt: nil)
        }
        for debt in docket.debts where debt.isOutstanding {
            if let due = debt.owed.due, due.day >= docket.moment.asOf {
                dates.append(
                    Date(
                        day: due.day, isSoft: due.isSoft, dispute: debt.dispute,
                        position: debt.owed.obligation.opener,
                        debt: debt))
            }
        }
        self.dates = dates.sorted { ($0.day.number, $0.position) < ($1.day.number, $1.position) }
    }
}

extension Due {
    var isSoft: Bool { if case .about = self { true } else { false } }
}
