/// The order of events within a family (section 4, step 5): by place, then in record order. Record order is the order
/// of first times (section 1), then of positions.
package struct CourseOrder: Hashable, Sendable, Comparable {
    /// The instant at which the event counts in the course (section 2).
    package let place: Instant
    /// When the event was first recorded, in this log or in another (section 1).
    package let firstTime: Instant
    /// The position of the event in the log, from 1.
    package let position: Int

    package init(place: Instant, firstTime: Instant, position: Int) {
        self.place = place
        self.firstTime = firstTime
        self.position = position
    }

    package static func < (left: CourseOrder, right: CourseOrder) -> Bool {
        if left.place != right.place { return left.place < right.place }
        if left.firstTime != right.firstTime { return left.firstTime < right.firstTime }
        return left.position < right.position
    }
}
