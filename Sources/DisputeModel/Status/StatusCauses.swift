/// The events that caused each part of a status, as positions.
package struct StatusCauses: Sendable {
    /// Every change of the temperature level up to the day, in order of place.
    package let levelChanges: [LevelChange]
    /// The measures in force. Cooling cannot bring the level below the highest level among them (section 6).
    package let measures: [Measure]
    /// The act that decides the day of the last act (section 7).
    package let lastAct: Int?
    /// The status assessment that still applies; nil where there is none.
    package let assessment: Int?

    /// A change of the temperature level.
    package struct LevelChange: Sendable {
        /// The temperature level before the change.
        package let before: Int
        /// The temperature level after the change.
        package let after: Int
        /// The position of the event that changed the level.
        package let cause: Int
    }

    /// Finds the causes of the status of a course.
    ///
    /// - Parameters:
    ///   - status: the status, read from `course`.
    ///   - course: the course of the dispute.
    ///   - acts: the acts and record events of the dispute that count up to the day of the status, in order of place.
    package init(of status: Status, _ course: Course, _ acts: [FamilyRecord.Act]) {
        let day = status.asOf
        var levelChanges: [LevelChange] = []
        course.forEachStep { step, before, after in
            guard step.place <= day.end, after.level != before.level else { return }
            levelChanges.append(LevelChange(before: before.level, after: after.level, cause: step.position))
        }
        self.levelChanges = levelChanges
        measures = course.measures.filter { $0.isInForce(asOf: day) }
        // Of several acts on the latest day, the one that comes last decides.
        lastAct =
            acts.reversed().filter { !$0.isRecord }
            .max { min($0.lastDay, day) < min($1.lastDay, day) }?.position
        assessment =
            status.assessedPhase == nil
            ? nil : acts.last { $0.kind?.recordKind == .statusAssessment }?.position
    }
}

extension FamilyRecord.Act {
    fileprivate var lastDay: Day { latestDay ?? place.day }
}
