/// The changes of a dispute's phase into an end, and by a reopening out of one, in order of place.
package struct PhaseEnds: Sendable, Equatable {
    private var turns: [Turn] = []

    private struct Turn: Sendable, Equatable {
        let order: CourseOrder
        /// The last reopening up to here, itself included; -1 where there is none.
        let lastReopening: Int
    }

    package init() {}

    package mutating func add(_ order: CourseOrder, isEnd: Bool) {
        turns.append(Turn(order: order, lastReopening: isEnd ? turns.last?.lastReopening ?? -1 : turns.count))
    }

    package var count: Int { turns.count }
    package subscript(index: Int) -> CourseOrder { turns[index].order }

    package func isEnd(_ index: Int) -> Bool { turns[index].lastReopening != index }

    func lastReopening(before end: Int) -> Int? {
        guard end > 0, turns[end - 1].lastReopening >= 0 else { return nil }
        return turns[end - 1].lastReopening
    }

    /// The first turn that meets a condition which all those behind it meet, too; the number of turns where none does.
    func firstIndex(_ isMet: (CourseOrder) -> Bool) -> Int {
        var (low, high) = (0, turns.count)
        while low < high {
            let middle = (low + high) / 2
            if isMet(turns[middle].order) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
