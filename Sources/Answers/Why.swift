import CanonicalJSON
import DisputeModel

/// The explanation of a status: each part with the events that caused it.
package struct Why: Sendable {
    /// The status that is explained, with the ids of the events that it refers to.
    package let answer: StatusAnswer
    /// The moment asked about.
    package let moment: Moment
    /// The causes of temperature, measures, assessment and last act. Those of the phases are in the status.
    package let causes: StatusCauses
    /// The level 30 days before, which the trend compares with (section 6).
    package let levelBefore: Int
    /// All events that the explanation refers to, by position.
    package let mentions: Mentions

    package init(
        answer: StatusAnswer, moment: Moment, causes: StatusCauses, levelBefore: Int, mentions: Mentions
    ) {
        self.answer = answer
        self.moment = moment
        self.causes = causes
        self.levelBefore = levelBefore
        self.mentions = mentions
    }

    /// The status that is explained.
    package var status: Status { answer.status }
}

extension Why {
    /// The object that `chancery why --format json` prints.
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
                ["phase": .string($0.rawValue), "cause": mention(causes.assessment)]
            } ?? .null,
            "temperature": [
                "level": .integer(status.level), "peak": .integer(status.peak),
                "peakCause": mention(status.peakCause),
                "trend": .string(status.trend.rawValue), "thirtyDaysBefore": .integer(levelBefore),
                "changes": .array(
                    causes.levelChanges.map {
                        [
                            "before": .integer($0.before), "after": .integer($0.after),
                            "cause": mention($0.cause),
                        ]
                    }),
                "measures": .array(
                    causes.measures.map { ["level": .integer($0.level), "cause": mention($0.cause)] }),
            ],
            "obligations": .array(status.obligations.map(obligation)),
            "dormant": .bool(status.isDormant),
            "lastAct": status.lastAct.map {
                ["on": .string($0.description), "cause": mention(causes.lastAct)]
            }
                ?? .null,
        ]
    }

    private func obligation(_ owed: Status.Owed) -> JSON {
        var object = owed.json { answer.ids[$0] ?? "" }
        object["opener"] = mention(owed.obligation.opener)
        object["dealings"] = .array(
            owed.obligation.changes.map {
                [
                    "state": .string($0.state.rawValue), "due": $0.due?.json ?? .null,
                    "cause": mention($0.cause),
                ]
            })
        return .object(object)
    }

    private func mention(_ position: Int?) -> JSON { position.flatMap { mentions[$0]?.json } ?? .null }
}
