/// Record events: statements about the record, not about the world.
extension Vocabulary {
    static let records: [Kind] = [
        Kind(
            "dispute-opened", .record, .recorder,
            meaning: "A case is opened in the record: title, sides, parent."),
        Kind(
            "dispute-closed", .record, .recorder, phase: .close,
            meaning: "The recorder closes the case, with a reason."),
        Kind(
            "dispute-reopened", .record, .recorder, phase: .reopen,
            meaning: "The recorder reopens a case that had ended."),
        Kind(
            "correction", .record, .recorder,
            basis: "append-only rule",
            meaning: "Replaces named fields of an earlier entry, which itself never changes."),
        Kind(
            "retraction", .record, .recorder,
            basis: "append-only rule",
            meaning: "Takes an earlier entry out of every projection; the entry stays in the log."),
        Kind(
            "reply-assessment", .record, .recorder, reply: .assesses,
            basis: "EU infringement practice",
            meaning: "A judgement whether a reply satisfies: none, partial or full, by whom and why."),
        Kind(
            "status-assessment", .record, .recorder,
            basis: "analyst practice",
            meaning: "An analyst's phase, with a reason, shown beside the derived one."),
        Kind(
            "source-added", .record, .recorder,
            meaning: "A further source for an earlier entry; it may raise a claim to an assertion."),
        Kind(
            "marking-changed", .record, .recorder,
            meaning: "An earlier entry's marking is raised or lowered."),
    ]
}
