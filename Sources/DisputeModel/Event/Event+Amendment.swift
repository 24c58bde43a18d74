import CanonicalJSON

extension Event {
    /// Keys that a correction never replaces. Recording refuses such a correction; `amended(by:)` ignores these keys,
    /// because a log from elsewhere may contain one.
    package static let neverCorrected: Set<String> = [
        "id", "recordedAt", "recordedBy", "dispute", "target", "key", "origin",
    ]

    /// The event as known: this one, as it was recorded, with the amendments that count, in record order (section 4,
    /// step 3). Other record events among them change nothing.
    package func amended(by amendments: some Sequence<Event>) -> Event {
        amendments.reduce(self) { $0.amended(by: $1) }
    }

    /// This event after a correction, a `source-added` or a `marking-changed` (section 4, step 3).
    package func amended(by amendment: Event) -> Event {
        var event = self
        switch amendment.recordKind {
        case .correction:
            for member in amendment.details["fields"]?.object?.members ?? []
            where !Self.neverCorrected.contains(member.key) {
                event.fields[member.key] = member.value == .null ? nil : member.value
            }
        case .sourceAdded:
            let added = amendment.fields["sources"]?.array ?? []
            event.fields["sources"] = .array((fields["sources"]?.array ?? []) + added)
            if let standing = amendment.details["standing"] { event.fields["standing"] = standing }
        case .markingChanged:
            if let marking = amendment.details["marking"] { event.fields["marking"] = marking }
        case .opening, .closing, .reopening, .retraction, .replyAssessment, .statusAssessment, nil: break
        }
        return event
    }
}
