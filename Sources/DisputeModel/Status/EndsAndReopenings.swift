import CanonicalJSON

/// The changes of a dispute's phase into an end, and the reopenings out of an end, in order of place. Each such
/// change is a turn.
package struct EndsAndReopenings: Sendable, Equatable {
    private var endsAndReopenings: [Turn] = []

    private struct Turn: Sendable, Equatable {
        let order: CourseOrder
        /// The index of the last reopening up to and including this turn; -1 where there is none.
        let lastReopening: Int
    }

    package init() {}

    /// Adds the next turn: an end, or else a reopening.
    package mutating func add(_ order: CourseOrder, isEnd: Bool) {
        endsAndReopenings.append(
            Turn(
                order: order,
                lastReopening: isEnd ? endsAndReopenings.last?.lastReopening ?? -1 : endsAndReopenings.count))
    }

    /// The number of turns.
    package var count: Int { endsAndReopenings.count }
    /// The order of the event that caused a turn.
    package subscript(index: Int) -> CourseOrder { endsAndReopenings[index].order }

    /// Whether a turn is an end, not a reopening.
    package func isEnd(_ index: Int) -> Bool { endsAndReopenings[index].lastReopening != index }

    /// The index of the last reopening before turn `end`; nil where there is none.
    func lastReopening(before end: Int) -> Int? {
        guard end > 0, endsAndReopenings[end - 1].lastReopening >= 0 else { return nil }
        return endsAndReopenings[end - 1].lastReopening
    }

    /// The index of the first turn that meets a condition; `count` where none does. All later turns must meet the
    /// condition, too, since this is a binary search.
    func firstIndex(_ isMet: (CourseOrder) -> Bool) -> Int {
        endsAndReopenings.indices.partitionPoint { isMet(endsAndReopenings[$0].order) }
    }
}
