/// The two times of every question: how it stood in the world, as known in the record.
package struct Moment: Sendable, Equatable {
    package let asOf: Day
    /// nil: everything that has been recorded.
    package let knownAt: Instant?

    package init(asOf: Day, knownAt: Instant? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }
}
