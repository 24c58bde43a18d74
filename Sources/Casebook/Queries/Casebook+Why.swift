import CanonicalJSON
import DisputeModel
import EventLog

/// A status taken apart: each part with the events that made it so.
package struct Why: Sendable {
    package let answer: Casebook.StatusAnswer
    package let moment: Moment
    /// Every change of the level up to the day, in order of place.
    package let degrees: [Degree]
    /// What holds the level up: no cooling brings it below the highest of these.
    package let measures: [Course.Measure]
    /// The level 30 days before, with which the trend compares.
    package let levelBefore: Int
    /// The act after which nothing has happened.
    package let lastActCause: Int?
    /// The analyst's word that still stands.
    package let assessment: Int?
    package let mentions: Mentions

    package struct Degree: Sendable {
        package let before: Int
        package let after: Int
        package let cause: Int
    }

    package var status: Status { answer.status }
}

extension Why {
    package var json: JSON {
        let status = status
        return [
            "dispute": .string(status.dispute), "title": .string(status.title),
            "asOf": .string(moment.asOf.description),
            "knownAt": moment.knownAt.map { .string($0.description) } ?? .null,
            "phase": [
                "phase": .string(status.phase.rawValue), "since": .string(status.phaseSince.description),
                "cause": mention(status.phaseCause),
            ],
            "history": .array(
                status.history.map {
                    [
                        "on": .string($0.on.description), "phase": .string($0.phase.rawValue),
                        "cause": mention($0.cause),
                    ]
                }),
            "assessedPhase": status.assessedPhase.map {
                ["phase": .string($0.rawValue), "cause": mention(assessment)]
            } ?? .null,
            "temperature": [
                "level": .integer(status.level), "peak": .integer(status.peak),
                "peakCause": mention(status.peakCause),
                "trend": .string(status.trend.rawValue), "thirtyDaysBefore": .integer(levelBefore),
                "changes": .array(
                    degrees.map {
                        [
                            "before": .integer($0.before), "after": .integer($0.after),
                            "cause": mention($0.cause),
                        ]
                    }),
                "measures": .array(
                    measures.map { ["level": .integer($0.level), "cause": mention($0.cause)] }),
            ],
            "obligations": .array(status.obligations.map(obligation)),
            "dormant": .bool(status.isDormant),
            "lastAct": status.lastAct.map { ["on": .string($0.description), "cause": mention(lastActCause)] }
                ?? .null,
        ]
    }

    private func obligation(_ owed: Status.Owed) -> JSON {
        var object = owed.json { answer.ids[$0] ?? "" }
        object["opener"] = mention(owed.obligation.opener)
        object["dealings"] = .array(
            owed.obligation.dealings.map {
                [
                    "state": .string($0.state.rawValue), "due": $0.due?.json ?? .null,
                    "cause": mention($0.cause),
                ]
            })
        return .object(object)
    }

    private func mention(_ position: Int?) -> JSON { position.flatMap { mentions[$0]?.json } ?? .null }
}

extension Casebook {
    /// Why a dispute stands where it stands. Throws `QueryError.noDispute` where it does not exist at the moment.
    package func why(_ dispute: String, at moment: Moment) throws -> Why {
        try store.read { db in
            let reading = try Reading(db, faults)
            let record = try reading.record(
                of: DisputeID.family(of: dispute), knownAt: moment.knownAt, usingSnapshots: false)
            guard let course = Course.all(of: record)[dispute], let status = Status(course, asOf: moment.asOf)
            else { throw try Self.noDispute(dispute, reading, moment) }
            let acts = record.acts.filter { $0.place <= moment.asOf.end }
            let measures = course.measures.filter { $0.isInForce(asOf: moment.asOf) }
            let own = acts.filter { $0.dispute == dispute }
            let degrees = Self.degrees(course, asOf: moment.asOf)
            let last = own.reversed().filter { !$0.isRecord }
                .max { min($0.lastDay, moment.asOf) < min($1.lastDay, moment.asOf) }?.position
            let assessment =
                status.assessedPhase == nil
                ? nil : own.last { $0.kind?.name == "status-assessment" }?.position
            let mentioned =
                [status.phaseCause] + status.history.map(\.cause) + degrees.map(\.cause)
                + measures.map(\.cause)
                + [status.peakCause, last, assessment].compactMap(\.self)
                + status.obligations.flatMap { [$0.obligation.opener] + $0.obligation.dealings.map(\.cause) }
            return Why(
                answer: Self.answer(status, moment, reading), moment: moment, degrees: degrees,
                measures: measures,
                levelBefore: course.condition(asOf: moment.asOf - 30).level, lastActCause: last,
                assessment: assessment,
                mentions: try reading.mentions(Set(mentioned).contains, in: record))
        }
    }

    private static func degrees(_ course: Course, asOf day: Day) -> [Why.Degree] {
        var degrees: [Why.Degree] = []
        course.forEachStep { step, before, after in
            guard step.place <= day.end, after.level != before.level else { return }
            degrees.append(Why.Degree(before: before.level, after: after.level, cause: step.position))
        }
        return degrees
    }
}

extension FamilyRecord.Act {
    fileprivate var lastDay: Day { latestDay ?? place.day }
}
