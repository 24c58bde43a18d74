import CanonicalJSON

extension Event {
    private static let listsOfReferences = ["inResponseTo", "about"]

    /// The event with each of its references to other events replaced: those of `inResponseTo` and `about`, the target,
    /// and those that a correction sets.
    ///
    /// A list that loses all its references is left out. In the fields of a correction null stands in its place, because
    /// there an absent key would leave the list as it was (section 1 of the rules).
    ///
    /// - Parameter replace: gives what stands in the place of a reference under a key, and nil to remove it.
    package func replacingReferences(_ replace: (_ reference: JSON, _ key: String) throws -> JSON?) rethrows
        -> Event
    {
        Event(try Self.replaced(in: fields, emptied: nil, replace))
    }

    private static func replaced(
        in object: JSONObject, emptied: JSON?, _ replace: (JSON, String) throws -> JSON?
    ) rethrows -> JSONObject {
        var object = object
        for key in listsOfReferences {
            guard let list = object[key]?.array, !list.isEmpty else { continue }
            let kept = try list.compactMap { try replace($0, key) }
            object[key] = kept.isEmpty ? emptied : .array(kept)
        }
        if let target = object["target"] { object["target"] = try replace(target, "target") }
        if var details = object["details"]?.object, let corrected = details["fields"]?.object {
            details["fields"] = .object(try replaced(in: corrected, emptied: .null, replace))
            object["details"] = .object(details)
        }
        return object
    }

    /// The well-formed ids of all events that the event names, those that a correction sets included.
    package var references: [EventID] {
        var ids: [EventID] = []
        _ = replacingReferences { reference, _ in
            if let id = reference.string.flatMap({ EventID($0) }) { ids.append(id) }
            return reference
        }
        return ids
    }
}
