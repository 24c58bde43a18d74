/// The course of one dispute as known at one moment of the record: every step of its fold, so that the answer as of any
/// day is a look at the last step on that day or before.
package struct Course: Sendable {
    package let opening: Opening
    /// In order of place. May hold only those steps that an answer needs: each change of phase, and the last step on
    /// the days asked about or before.
    package var steps: [Step]
    /// In order of the openers' places.
    package var obligations: [Obligation]

    /// The dispute's condition after one act.
    package struct Step: Sendable, Equatable {
        package let order: CourseOrder
        package let condition: Condition

        package var position: Int { order.position }
        package var place: Instant { order.place }

        package init(order: CourseOrder, condition: Condition) {
            self.order = order
            self.condition = condition
        }
    }

    package init(opening: Opening, steps: [Step], obligations: [Obligation]) {
        self.opening = opening
        self.steps = steps
        self.obligations = obligations
    }

    /// The courses of all disputes of a family, by id.
    package static func all(of record: FamilyRecord) -> [String: Course] {
        var fold = FamilyFold(record.openings)
        // Of two openings the later stands, as in the fold; only a log that was tampered with has two.
        var courses = Dictionary(
            record.openings.map { ($0.dispute, Course(opening: $0, steps: [], obligations: [])) },
            uniquingKeysWith: { $1 })
        for act in record.acts {
            if let condition = fold.take(act) {
                courses[act.dispute]?.steps.append(
                    Step(order: act.order, condition: condition))
            }
        }
        for obligation in fold.obligations.values {
            courses[obligation.dispute]?.obligations.append(obligation)
        }
        for dispute in courses.keys { courses[dispute]?.obligations.sort(by: Obligation.precedes) }
        return courses
    }

    package func condition(asOf day: Day) -> Condition {
        let end = day.end
        // The first step after the day, by halving.
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].place <= end { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? Condition(openedBy: opening.position) : steps[low - 1].condition
    }
}

extension Obligation {
    package static func precedes(_ left: Obligation, _ right: Obligation) -> Bool {
        left.order < right.order
    }

    /// Without what the act that stands here, and those after it, did to it.
    package func before(_ order: CourseOrder) -> Obligation {
        var past = self
        past.dealings.removeAll { $0.order >= order }
        return past
    }

    /// With what the act that stands here, and those before it, did to it, and no more.
    package func after(_ order: CourseOrder) -> Obligation {
        var past = self
        past.dealings.removeAll { $0.order > order }
        return past
    }

    /// nil where it was not yet opened.
    package func asOf(_ day: Day) -> Obligation? {
        guard place <= day.end else { return nil }
        var past = self
        past.dealings.removeAll { $0.place > day.end }
        return past
    }
}
