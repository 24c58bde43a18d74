import CanonicalJSON

/// The temperature of a dispute at the end of each day of a period.
package struct TemperatureCourse: Sendable, Equatable {
    /// The level of the first day, and the level of each day on which it differs from the day before.
    package private(set) var levels: [Level]

    /// A level and the day from which it holds.
    package struct Level: Sendable, Equatable {
        /// The first day at whose end the level holds.
        package let on: Day
        /// The temperature, 0 to 10.
        package let level: Int

        package init(on day: Day, level: Int) {
            on = day
            self.level = level
        }
    }

    /// Begins a course on its first day.
    ///
    /// - Parameters:
    ///   - first: the first day of the course.
    ///   - level: the level of the day before, if there is one; else 0.
    package init(from first: Day, level: Int) { levels = [Level(on: first, level: level)] }

    /// Reads the temperature from a folded course, from the first of `days` on which the dispute exists.
    package init(_ course: Course, in days: ClosedRange<Day>) {
        let before = course.disputeState(asOf: days.lowerBound - 1).level
        self.init(from: max(days.lowerBound, course.opening.beginning), level: before)
        var levels: [(Int, Day)] = []
        course.forEachStep { step, _, after in
            if days.contains(step.place.day) { levels.append((after.level, step.place.day)) }
        }
        for (level, day) in levels { note(level, on: day) }
    }

    /// Adds the level after the next step. It replaces an earlier level of the same day.
    package mutating func note(_ level: Int, on day: Day) {
        guard let last = levels.last else { return }
        if day > last.on {
            if level != last.level { levels.append(Level(on: day, level: level)) }
            return
        }
        levels.removeLast()
        if levels.last?.level != level { levels.append(Level(on: last.on, level: level)) }
    }

    /// The level at the end of a day; 0 before the first day, as in the rules.
    package func level(on day: Day) -> Int { levels.last { $0.on <= day }?.level ?? 0 }

    /// An array of objects with the members `on` and `level`.
    package var json: JSON {
        .array(levels.map { ["on": .string($0.on.description), "level": .integer($0.level)] })
    }
}
