import DisputeModel

/// What has been recorded since a day, without the events that are listed one by one (`News.Part`).
package struct News: Sendable {
    /// The first day of recording that is included.
    package let since: Day
    /// The number of events, including those that the limit leaves out.
    package let count: Int
    /// The number of entries that the limit leaves out; these are the oldest ones.
    package let leftOut: Int
    /// The imports, each summed up as one entry, in log order.
    package let arrivals: [Arrival]

    package init(since: Day, count: Int, leftOut: Int, arrivals: [Arrival]) {
        self.since = since
        self.count = count
        self.leftOut = leftOut
        self.arrivals = arrivals
    }

    /// Some of the new events of one dispute. A dispute with many new events is split into several parts.
    package struct Part {
        /// The dispute's id; empty for events that concern only the log.
        package let dispute: String
        /// Title of the dispute; empty for events that concern only the log.
        package let title: String
        /// Whether this is the first part of its dispute.
        package let isFirst: Bool
        /// The new events, in log order.
        package let mentions: [Mention]
        /// The events in `mentions` and the targets of the record events among them, by position.
        package let targets: Mentions
        /// By position of a record event: position of its target.
        package let targetOf: [Int: Int]

        package init(
            dispute: String, title: String, isFirst: Bool, mentions: [Mention], targets: Mentions,
            targetOf: [Int: Int]
        ) {
            self.dispute = dispute
            self.title = title
            self.isFirst = isFirst
            self.mentions = mentions
            self.targets = targets
            self.targetOf = targetOf
        }
    }
}
