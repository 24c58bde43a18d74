import DisputeModel

/// What has been recorded since a day.
package struct News: Sendable {
    package let since: Day
    /// How many events there are, with those that the limit leaves out.
    package let count: Int
    /// How many entries the limit leaves out, which are the oldest.
    package let leftOut: Int
    /// What came in together, in log order.
    package let arrivals: [Arrival]

    package init(since: Day, count: Int, leftOut: Int, arrivals: [Arrival]) {
        self.since = since
        self.count = count
        self.leftOut = leftOut
        self.arrivals = arrivals
    }

    /// Some events of one dispute.
    package struct Part {
        package let dispute: String
        package let title: String
        /// Whether it is the first of its dispute.
        package let isFirst: Bool
        /// In log order.
        package let mentions: [Mention]
        /// The acts that the record events among them are about.
        package let targets: Mentions
        /// Position of a record event's target.
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
