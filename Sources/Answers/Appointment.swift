import DisputeModel

/// A date in the `due` of an act that opens no obligation, such as a meeting or a conference (section 7).
package struct Appointment: Sendable, Hashable {
    /// Position of the act that names the date.
    package let position: Int
    /// The dispute of that act.
    package let dispute: String
    /// The date, either fixed or a working date of our own.
    package let due: Due

    package init(position: Int, dispute: String, due: Due) {
        self.position = position
        self.dispute = dispute
        self.due = due
    }
}
