import DisputeModel

/// The statuses of some disputes with their obligations and appointments: the contents of a status page.
package struct Overview: Sendable {
    /// The status of each dispute.
    package let statuses: [Status]
    /// Their obligations and appointments.
    package let obligations: Obligations
    /// For a single dispute: the events that its status refers to. Empty for several disputes.
    package let mentions: Mentions

    package init(statuses: [Status], obligations: Obligations, mentions: Mentions) {
        self.statuses = statuses
        self.obligations = obligations
        self.mentions = mentions
    }
}
