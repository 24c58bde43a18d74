import DisputeModel

/// Where disputes stand, with the events that made it so and the dates ahead: what a page of status is made of.
package struct Overview: Sendable {
    package let statuses: [Status]
    package let obligations: Obligations
    /// The events that the status of one dispute mentions; empty for several.
    package let mentions: Mentions

    package init(statuses: [Status], obligations: Obligations, mentions: Mentions) {
        self.statuses = statuses
        self.obligations = obligations
        self.mentions = mentions
    }
}
