import DisputeModel

/// A date in the `due` of an act that opens no obligation, such as a meeting or a conference (section 7).
package struct Appointment: Sendable, Hashable {
    /// Position of the act that names the date.
    package let position: Int
    package let dispute: String
    package let due: Due

    package init(position: Int, dispute: String, due: Due) {
        self.position = position
        self.dispute = dispute
        self.due = due
    }
}
