import CanonicalJSON

extension Status {
    /// The status as the JSON object of section 8.
    ///
    /// - Parameters:
    ///   - knownAt: the instant that was asked for.
    ///   - id: returns the id of the event at a position.
    package func json(knownAt: Instant?, id: (Int) -> String) -> JSON {
        [
            "dispute": .string(dispute),
            "title": .string(title),
            "asOf": .string(asOf.description),
            "knownAt": knownAt.map { .string($0.description) } ?? .null,
            "phase": .string(phase.rawValue),
            "phaseSince": .string(phaseSince.description),
            "phaseCause": .string(id(phaseCause)),
            "assessedPhase": assessedPhase.map { .string($0.rawValue) } ?? .null,
            "temperature": [
                "level": .integer(level), "peak": .integer(peak),
                "peakCause": peakCause.map { .string(id($0)) } ?? .null, "trend": .string(trend.rawValue),
            ],
            "obligations": .array(obligations.map { .object($0.json(id: id)) }),
            "history": .array(
                history.map {
                    [
                        "on": .string($0.on.description), "phase": .string($0.phase.rawValue),
                        "cause": .string(id($0.cause)),
                    ]
                }),
            "dormant": .bool(isDormant),
            "lastAct": lastAct.map { .string($0.description) } ?? .null,
        ]
    }
}

extension Status.Owed {
    /// The obligation as an element of `obligations` in section 8. `id` returns the id of the event at a position.
    package func json(id: (Int) -> String) -> JSONObject {
        JSONObject([
            ("event", .string(id(obligation.opener))),
            ("kind", .string(obligation.kindName)),
            ("owedBy", .array(obligation.owedBy.map { .string($0.reference) })),
            ("owedTo", .array(obligation.owedTo.map { .string($0.reference) })),
            ("state", .string(state.rawValue)),
            ("due", due?.json ?? .null),
            ("timeliness", timeliness.map { .string($0.rawValue) } ?? .null),
            ("ageDays", age.map { .integer($0) } ?? .null),
        ])
    }
}
