/// The two times of every query: the day in the world, and how much of the record is known.
package struct Moment: Sendable, Equatable {
    /// The answer describes the end of this day.
    package let asOf: Day
    /// Only events that were recorded by this instant count; nil for everything that has been recorded.
    package let knownAt: Instant?

    package init(asOf: Day, knownAt: Instant? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }
}
