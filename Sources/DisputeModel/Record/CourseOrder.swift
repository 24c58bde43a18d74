/// Where an event stands among those of its family (section 4, step 5): in order of place; equal places in record order,
/// which is the order of first times (section 1), and equal first times in order of position.
package struct CourseOrder: Hashable, Sendable, Comparable {
    package let place: Instant
    package let firstTime: Instant
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
