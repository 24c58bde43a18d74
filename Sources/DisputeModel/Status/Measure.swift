/// An act whose effect on the temperature stays in force for a time (section 6).
package struct Measure: Sendable, Equatable {
    /// The temperature level that it keeps up.
    package let level: Int
    /// The order of the act.
    package let began: CourseOrder
    /// The acts that lift it, in order. Only the first has an effect.
    package private(set) var reliefs: [CourseOrder]
    /// The act that lifted it, or that ended all measures; nil while it is in force.
    package private(set) var ended: CourseOrder?

    /// The position of the act.
    package var cause: Int { began.position }

    package init(level: Int, began: CourseOrder, reliefs: [CourseOrder] = []) {
        self.level = level
        self.began = began
        self.reliefs = reliefs
    }

    /// The measure that an act begins; nil where it begins none.
    package init?(begunBy step: Step) {
        guard step.movement.flags.contains(.measure), case .raise(let level) = step.movement.temperature
        else { return nil }
        self.init(level: level, began: step.order)
    }

    /// Adds an act that lifts it.
    ///
    /// - Returns: what the act lifts; nil where an earlier act has lifted the measure.
    package mutating func lift(by relief: CourseOrder) -> LiftedMeasure? {
        // Search from the end: the acts nearly always come in order.
        let index = (reliefs.lastIndex { $0 <= relief } ?? -1) + 1
        reliefs.insert(relief, at: index)
        return index == 0 ? LiftedMeasure(level: level, began: began) : nil
    }

    /// Sets when it ended: at the first act that lifts it, or at the first change after its beginning to a phase
    /// that ends all measures, whichever comes first.
    mutating func end(with clearing: CourseOrder?) {
        ended = [reliefs.first, clearing].compactMap(\.self).min()
    }

    /// Whether it is in force at the end of a day.
    package func isInForce(asOf day: Day) -> Bool {
        began.place <= day.end && ended.map { $0.place > day.end } ?? true
    }
}

/// A measure that an act lifts: the level that it kept up, and where it began.
package struct LiftedMeasure: Sendable, Equatable {
    /// The temperature level that the measure kept up, 0 to 10.
    package let level: Int
    /// The order of the act that began the measure.
    package let began: CourseOrder

    package init(level: Int, began: CourseOrder) {
        self.level = level
        self.began = began
    }
}
