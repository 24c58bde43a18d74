import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// The last run of a dispute that begins at or before an instant; nil if there is none.
    func run(of number: Int, asOf instant: Instant) throws -> Run? {
        let rows = try PreparedStatement(
            db,
            """
            SELECT body FROM \(schema[.run]) WHERE dispute = ? AND place <= ?
            ORDER BY place DESC, first DESC, position DESC LIMIT 1
            """)
        try rows.bind(number, at: 1)
        try rows.bind(instant.milliseconds, at: 2)
        return try rows.first { try Run(packed: Array($0.bytes(0))) }
    }

    /// Calls `body` with a dispute's runs in order of place, until it returns false.
    func forEachRun(of number: Int, _ body: (Run) throws -> Bool) throws {
        let rows = try PreparedStatement(
            db, "SELECT body FROM \(schema[.run]) WHERE dispute = ? ORDER BY place, first, position")
        try rows.bind(number, at: 1)
        while try rows.step() {
            guard try body(Run(packed: Array(rows.bytes(0)))) else { return }
        }
    }

    /// The course of the temperature of every dispute that began by the last of these days, by the dispute's
    /// id.
    package func temperatures(in days: ClosedRange<Day>) throws -> [String: TemperatureCourse] {
        var courses: [String: TemperatureCourse] = [:]
        for name in try names() {
            guard let dispute = try dispute(name), dispute.opening.beginning <= days.upperBound else {
                continue
            }
            courses[name] = try temperature(of: dispute, in: days)
        }
        return courses
    }

    private func temperature(of dispute: Dispute, in days: ClosedRange<Day>) throws -> TemperatureCourse {
        let first = days.lowerBound.start
        var course = TemperatureCourse(
            from: max(days.lowerBound, dispute.opening.beginning),
            level: try disputeState(of: dispute, asOf: days.lowerBound - 1).level)
        guard let last = dispute.last, last.place >= first else { return course }
        let rows = try PreparedStatement(db, runsWithin)
        try rows.bind([
            .number(dispute.number), .number(first.milliseconds), .number(days.upperBound.end.milliseconds),
        ])
        defer { rows.reset() }
        while try rows.step() {
            try Run(packed: Array(rows.bytes(0))).forEachStep { step, state in
                let day = step.place.day
                if days.contains(day) { course.note(state.disputeState.level, on: day) }
            }
        }
        return course
    }
}

extension FamilyStore {
    /// SQL for the runs of dispute ?1 that may have steps between the instants ?2 and ?3.
    var runsWithin: String {
        """
        SELECT body FROM \(schema[.run]) WHERE dispute = ?1 AND place >= coalesce(
            (SELECT max(place) FROM \(schema[.run]) WHERE dispute = ?1 AND place < ?2), ?2)
            AND place <= ?3
        ORDER BY place, first, position
        """
    }
}

extension Run {
    /// The state after the last step at or before this instant.
    func state(asOf instant: Instant) -> FoldState {
        var state = before
        for step in steps where step.step.place <= instant { state.apply(step.step, lifting: step.lifted) }
        return state
    }

    /// Calls `body` with each step and the state after it.
    func forEachStep(_ body: (DisputeModel.Step, FoldState) -> Void) {
        var state = before
        for step in steps {
            state.apply(step.step, lifting: step.lifted)
            body(step.step, state)
        }
    }
}
