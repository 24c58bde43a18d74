/// Record events: statements about the record, not about the world.
extension Vocabulary {
    static let records: [Kind] = [
        Kind(
            .opening, detailKeys: ["sides", "since", "title"],
            meaning: "A case is opened in the record: title, sides, parent."),
        Kind(
            .closing, phase: .close,
            detail: Kind.Detail("reason", ["settled", "withdrawn", "lapsed", "merged", "other"]),
            detailKeys: ["effective", "reason"],
            meaning: "The recorder closes the case, with a reason."),
        Kind(
            .reopening, phase: .reopen, detailKeys: ["effective", "reason"],
            meaning: "The recorder reopens a case that had ended."),
        Kind(
            .correction, detailKeys: ["fields"], basis: "append-only rule",
            meaning: "Replaces named fields of an earlier entry, which itself never changes."),
        Kind(
            .retraction, detailKeys: ["reason"], basis: "append-only rule",
            meaning: "Takes an earlier entry out of every projection; the entry stays in the log."),
        Kind(
            .replyAssessment, reply: .assesses,
            detail: Kind.Detail("satisfies", ["none", "partial", "full"]),
            detailKeys: ["reason", "satisfies"], basis: "EU infringement practice",
            meaning: "A judgement whether a reply satisfies: none, partial or full, by whom and why."),
        Kind(
            .statusAssessment,
            detail: Kind.Detail("phase", Phase.allCases.map(\.rawValue), isRequired: false),
            detailKeys: ["lift", "phase", "reason"], basis: "analyst practice",
            meaning: "An analyst's phase, with a reason, shown beside the derived one."),
        Kind(
            .sourceAdded, detailKeys: ["standing"],
            meaning: "A further source for an earlier entry; it may raise a claim to an assertion."),
        Kind(
            .markingChanged, detailKeys: ["marking"],
            meaning: "An earlier entry's marking is raised or lowered."),
    ]
}
