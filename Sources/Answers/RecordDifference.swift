import CanonicalJSON
import DisputeModel

/// What was learned about a dispute between the ends of two days, and how that changes its status as of one and the
/// same day.
package struct RecordDifference: Sendable {
    /// The dispute that is compared.
    package let dispute: String
    /// The earlier day, at whose end the record is taken.
    package let from: Day
    /// The later day, at whose end the record is taken.
    package let to: Day
    /// The day of both statuses.
    package let asOf: Day
    /// The status as known at the end of `from`; nil if the dispute did not exist then.
    package let before: Status?
    /// The status as known at the end of `to`.
    package let after: Status
    /// The events recorded in between, in log order, as known at the end of `to`.
    package let recorded: [Mention]
    /// By position of a correction, added source, marking change or retraction in `recorded` that counts: how it
    /// changed its target.
    package let amendments: [Int: Amendment]
    /// The events in `recorded`, their targets, and the causes of both statuses.
    package let mentions: Mentions
    /// The ids by position of the events that the statuses refer to.
    let ids: [Int: String]

    /// Makes a comparison; each property says what its value means.
    package init(
        dispute: String, from: Day, to: Day, asOf: Day, before: Status?, after: Status, recorded: [Mention],
        amendments: [Int: Amendment], mentions: Mentions, ids: [Int: String]
    ) {
        self.dispute = dispute
        self.from = from
        self.to = to
        self.asOf = asOf
        self.before = before
        self.after = after
        self.recorded = recorded
        self.amendments = amendments
        self.mentions = mentions
        self.ids = ids
    }

    /// A change that a record event made to its target.
    package struct Amendment: Sendable {
        /// Position of the target.
        package let target: Int
        /// The target before the change, with the earlier record events that count applied.
        package let before: Event
        /// The target after the change.
        package let after: Event

        package init(target: Int, before: Event, after: Event) {
            self.target = target
            self.before = before
            self.after = after
        }
    }
}

extension RecordDifference {
    /// The object that `chancery diff --format json` prints.
    package var json: JSON {
        [
            "dispute": .string(dispute), "from": .string(from.description), "to": .string(to.description),
            "asOf": .string(asOf.description),
            "recorded": .array(
                recorded.map { mention in
                    var object = mention.json.object ?? JSONObject()
                    if let amendment = amendments[mention.position] {
                        object["target"] = EventNames.json(amendment.target)
                        object["before"] = .object(amendment.before.fields)
                        object["after"] = .object(amendment.after.fields)
                    }
                    return .object(object)
                }),
            "before": before.map { $0.json(knownAt: from.end) { ids[$0] ?? "" } } ?? .null,
            "after": after.json(knownAt: to.end) { ids[$0] ?? "" },
        ]
    }
}
