import CanonicalJSON

/// The temperature of a dispute over some days, as the ends of these days had it.
package struct TemperatureCourse: Sendable, Equatable {
    /// That of the first day, and each that was another than the day before.
    package private(set) var levels: [Level]

    package struct Level: Sendable, Equatable {
        package let on: Day
        package let level: Int

        package init(on day: Day, level: Int) {
            on = day
            self.level = level
        }
    }

    /// - Parameter level: that of the day before, where there is one.
    package init(from first: Day, level: Int) { levels = [Level(on: first, level: level)] }

    /// The days of a course as it was folded, from the first of them that the dispute has seen.
    package init(_ course: Course, in days: ClosedRange<Day>) {
        let before = course.disputeState(asOf: days.lowerBound - 1).level
        self.init(from: max(days.lowerBound, course.opening.beginning), level: before)
        var levels: [(Int, Day)] = []
        course.forEachStep { step, _, after in
            if days.contains(step.place.day) { levels.append((after.level, step.place.day)) }
        }
        for (level, day) in levels { note(level, on: day) }
    }

    /// What came later, or on the same day, takes the place of what the day had before.
    package mutating func note(_ level: Int, on day: Day) {
        guard let last = levels.last else { return }
        if day > last.on {
            if level != last.level { levels.append(Level(on: day, level: level)) }
            return
        }
        levels.removeLast()
        if levels.last?.level != level { levels.append(Level(on: last.on, level: level)) }
    }

    /// Before the first day it is 0, as in the rules.
    package func level(on day: Day) -> Int { levels.last { $0.on <= day }?.level ?? 0 }

    package var json: JSON {
        .array(levels.map { ["on": .string($0.on.description), "level": .integer($0.level)] })
    }
}
