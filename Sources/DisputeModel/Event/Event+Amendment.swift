import CanonicalJSON

extension Event {
    /// Keys that no correction replaces: filing refuses it, and a log that comes from elsewhere is not believed.
    package static let neverCorrected: Set<String> = [
        "id", "recordedAt", "recordedBy", "dispute", "target", "key", "origin",
    ]

    /// This event as a correction, a source-added or a marking-changed leaves it (section 4, step 3).
    package func amended(by amendment: Event) -> Event {
        var event = self
        switch amendment.kindName {
        case "correction":
            for member in amendment.details["fields"]?.object?.members ?? []
            where !Self.neverCorrected.contains(member.key) {
                event.fields[member.key] = member.value == .null ? nil : member.value
            }
        case "source-added":
            let added = amendment.fields["sources"]?.array ?? []
            event.fields["sources"] = .array((fields["sources"]?.array ?? []) + added)
            if let standing = amendment.details["standing"] { event.fields["standing"] = standing }
        case "marking-changed":
            if let marking = amendment.details["marking"] { event.fields["marking"] = marking }
        default: break
        }
        return event
    }
}
