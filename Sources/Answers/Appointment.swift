import DisputeModel

/// A date that an act names and by which nobody owes an answer: a meeting, a conference.
package struct Appointment: Sendable, Hashable {
    /// Of the act.
    package let position: Int
    package let dispute: String
    package let due: Due

    package init(position: Int, dispute: String, due: Due) {
        self.position = position
        self.dispute = dispute
        self.due = due
    }
}
