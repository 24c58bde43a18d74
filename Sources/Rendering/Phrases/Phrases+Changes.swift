import CanonicalJSON
import Answers
import DisputeModel

extension Phrases {
    /// One key of a corrected event, with its old and its new value; nil if it has none.
    typealias Change = (key: String, before: JSON?, after: JSON?)

    /// The keys whose values differ. `details` is compared key by key.
    static func changes(from before: Event, to after: Event) -> [Change] {
        var changes: [Change] = []
        for key in keys(before.fields, after.fields) where before.fields[key] != after.fields[key] {
            if key == "details", let old = before.fields[key]?.object, let new = after.fields[key]?.object {
                for inner in keys(old, new) where old[inner] != new[inner] {
                    changes.append(("details.\(inner)", old[inner], new[inner]))
                }
            } else {
                changes.append((key, before.fields[key], after.fields[key]))
            }
        }
        return changes
    }

    private static func keys(_ left: JSONObject, _ right: JSONObject) -> [String] {
        left.keys + right.keys.filter { !left.keys.contains($0) }
    }

    /// `occurred: by 10 Nov → about Oct`. For a list to which values were only appended, these values.
    func change(_ change: Change) -> Text {
        let key = Text(change.key) + ": "
        if let old = change.before?.array, let new = change.after?.array, new.count > old.count,
            Array(new.prefix(old.count)) == old
        {
            return key + "+ " + value(of: change.key, .array(Array(new[old.count...])))
        }
        let before = change.before.map { value(of: change.key, $0) } ?? "nothing"
        let after = change.after.map { value(of: change.key, $0) } ?? "nothing"
        return key + before.in(.quiet) + " → " + after
    }

    /// `correction of #19 alleged-act`, `source-added to #24 criticism`.
    static func recordEvent(_ event: Event, on target: Text) -> Text {
        Text(event.kindName, .strong)
            + (target.isEmpty ? "" : (event.recordKind == .sourceAdded ? " to " : " of ") + target)
    }

    /// The verdict of an assessment after a comma: `, partial`, `, talks`; empty for other events.
    static func verdict(_ event: Event) -> Text {
        (event.details["satisfies"] ?? event.details["phase"])?.string.map { ", " + Text($0) } ?? ""
    }

    /// `TASS, tass.com 1359667, 10 Nov`.
    func source(_ json: JSON) -> Text {
        guard let source = json.object else { return Self.value(json) }
        var parts: [Text] = ["citation", "url", "reliability"].compactMap { key in
            source[key]?.string.map { Text($0) }
        }
        if let published = source["published"]?.string.flatMap({ EDTF($0) }) {
            parts.append(Text(date(published)))
        }
        if parts.isEmpty, let id = source["id"]?.string { parts.append(Text(id)) }
        return Self.list(parts, separator: ", ")
    }
}
