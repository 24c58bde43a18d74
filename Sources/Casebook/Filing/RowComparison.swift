import CanonicalJSON
import DisputeModel
import Projections

/// A three-way comparison of an event with its row: the row as last imported, the event as it stands now, and the row
/// as it is now.
///
/// The row as last imported is not stored: it is the event as first recorded, with the corrections that imports have
/// recorded. Their keys distinguish these corrections from those of people.
struct RowComparison {
    /// Fields that changed in the row and in nothing else.
    private(set) var changes: [RowNote.Difference] = []
    /// Fields that changed in the row to a value other than the one a person has corrected them to. They are left
    /// alone.
    private(set) var left: [RowNote.Difference] = []
    /// The fields of a correction that applies `changes`.
    private(set) var correction = JSONObject()

    /// Keys that are not compared: recording sets them, or they identify the event.
    static let given: Set<String> = ["id", "recordedAt", "recordedBy", "origin", "key"]

    /// - Parameters:
    ///   - taken: the row as last imported.
    ///   - standing: the event as it stands now.
    ///   - row: the row as it is now.
    ///   - ignored: keys that are not compared.
    ///   - named: replaces event ids by positions, for people.
    init(
        taken: Event, standing: Event, row: JSONObject, without ignored: Set<String>,
        named: (JSON) throws -> JSON
    ) throws {
        // Party references are brought to NFC when events are recorded.
        let (taken, standing) = (taken.withComposedParties, standing.withComposedParties)
        let row = row.withComposedParties
        var details = standing.details
        var detailsHaveChanged = false
        let keys = Set(taken.fields.keys + row.keys).subtracting(ignored)
        for key in keys.sorted() where key != "details" {
            let (old, now, new) = (taken.fields[key], standing.fields[key], row[key])
            guard try note(key, old, now, new, named) else { continue }
            correction[key] = new ?? .null
        }
        let rowDetails = row["details"]?.object ?? JSONObject()
        for key in Set(taken.details.keys + rowDetails.keys).sorted() {
            let (old, now, new) = (taken.details[key], standing.details[key], rowDetails[key])
            guard try note("details.\(key)", old, now, new, named) else { continue }
            details[key] = new
            detailsHaveChanged = true
        }
        if detailsHaveChanged { correction["details"] = details.isEmpty ? .null : .object(details) }
    }

    /// Notes a difference in one field. Returns whether the change is to be applied.
    private mutating func note(
        _ field: String, _ old: JSON?, _ now: JSON?, _ new: JSON?, _ named: (JSON) throws -> JSON
    ) rethrows -> Bool {
        guard new != old, new != now else { return false }
        let difference = RowNote.Difference(
            field: field, taken: try old.map(named)?.words, stands: try now.map(named)?.words,
            row: try new.map(named)?.words)
        if now == old { changes.append(difference) } else { left.append(difference) }
        return now == old
    }
}

extension KnownEvents {
    /// The row as last imported, and the event as it stands now.
    func asTaken(_ position: Int) throws -> (taken: Event, standing: Event)? {
        guard let first = try event(at: position) else { return nil }
        var (taken, counted): (Event, [Event]) = (first, [])
        var amendments: [(event: Event, position: Int, end: Int?)] = []
        for amendment in try recordEvents(on: position) {
            guard let recordEvent = try event(at: amendment.position) else { continue }
            if recordEvent.recordKind == .correction, recordEvent.isFiledBySync {
                // Apply the amendments that counted when the correction was recorded. Those that a person has retracted
                // since then did change the event, not the row.
                let then = amendments.filter { $0.end.map { $0 > amendment.position } ?? true }
                taken = taken.taking(recordEvent, over: first.amended(by: then.map(\.event)))
            }
            let end = amendment.isRetracted ? try retraction(of: amendment.position)?.position : nil
            amendments.append((recordEvent, amendment.position, end))
            if !amendment.isRetracted { counted.append(recordEvent) }
        }
        return (taken, first.amended(by: counted))
    }
}

extension Event {
    /// Whether an import with `--sync` recorded the event.
    var isFiledBySync: Bool { key?.begins(with: RowRegistry.syncPrefix) ?? false }

    /// Whether the event and the row have the same fields, apart from `ignored`.
    func says(_ row: JSONObject, without ignored: Set<String>) -> Bool {
        var (old, new) = (fields.withComposedParties, row.withComposedParties)
        for key in ignored { (old[key], new[key]) = (nil, nil) }
        return old == new
    }

    /// The row after a correction that an import recorded. A correction replaces the details as a whole, so only those
    /// members that it changed belong to the row.
    fileprivate func taking(_ correction: Event, over standing: Event) -> Event {
        var event = self
        guard let fields = correction.details["fields"]?.object else { return self }
        for member in fields.members where member.key != "details" {
            event.fields[member.key] = member.value == .null ? nil : member.value
        }
        guard let replaced = fields["details"] else { return event }
        let after = replaced.object ?? JSONObject()
        var details = event.details
        for key in Set(after.keys + standing.details.keys) where after[key] != standing.details[key] {
            details[key] = after[key]
        }
        event.fields["details"] = details.isEmpty ? nil : .object(details)
        return event
    }
}

extension Event {
    fileprivate var withComposedParties: Event { Event(fields.withComposedParties) }
}

extension JSON {
    /// The value as shown to people: the members of a list, or a side as `--side` takes it.
    fileprivate var words: String {
        switch self {
        case .string(let text): text
        case .array(let list): list.map(\.words).joined(separator: ", ")
        case .object(let object):
            if let name = object["name"]?.string, let members = object["members"] {
                "\(name)=\(members.words)"
            } else {
                canonical
            }
        default: canonical
        }
    }
}
