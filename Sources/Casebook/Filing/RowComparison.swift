import CanonicalJSON
import DisputeModel
import Projections

/// An event and its row: as the row was taken last, as the event stands, and as the row is now.
///
/// How the row was taken last is in the log and nowhere else: it is the event as it was filed first, with the corrections
/// that an import has filed, which their keys tell from those of a person.
struct RowComparison {
    /// What the list has changed, and nobody else.
    private(set) var changes: [RowNote.Difference] = []
    /// What the list has changed to a third thing, after a person had changed it.
    private(set) var left: [RowNote.Difference] = []
    /// The fields of a correction that takes over the changes.
    private(set) var correction = JSONObject()

    /// What recording and identity give; an event's dispute and target are no matter of corrections.
    static let given: Set<String> = ["id", "recordedAt", "recordedBy", "origin", "key"]

    /// - Parameter named: events that are named by id, as people are told of them.
    init(
        taken: Event, standing: Event, row: JSONObject, without ignored: Set<String>,
        named: (JSON) throws -> JSON
    ) throws {
        // Parties are brought to NFC when they are filed.
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

    /// Whether it is a change that is to be taken over.
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
    /// The event as its row was taken last, and as it stands.
    func asTaken(_ position: Int) throws -> (taken: Event, standing: Event)? {
        guard let first = try event(at: position) else { return nil }
        var (taken, standing) = (first, first)
        var amendments: [(event: Event, position: Int, end: Int?)] = []
        for amendment in try recordEvents(on: position) {
            guard let recordEvent = try event(at: amendment.position) else { continue }
            if recordEvent.kindName == "correction", recordEvent.isFiledBySync {
                // Whoever retracted it since has changed the event, and not what the list said.
                let then = amendments.filter { $0.end.map { $0 > amendment.position } ?? true }
                taken = taken.taking(recordEvent, over: then.reduce(first) { $0.amended(by: $1.event) })
            }
            let end = amendment.isRetracted ? try retraction(of: amendment.position)?.position : nil
            amendments.append((recordEvent, amendment.position, end))
            if !amendment.isRetracted { standing = standing.amended(by: recordEvent) }
        }
        return (taken, standing)
    }
}

extension Event {
    /// An import with --sync has filed it, and no person.
    var isFiledBySync: Bool { key?.begins(with: RowRegistry.syncPrefix) ?? false }

    /// Whether it says what a row says.
    func says(_ row: JSONObject, without ignored: Set<String>) -> Bool {
        var (old, new) = (fields.withComposedParties, row.withComposedParties)
        for key in ignored { (old[key], new[key]) = (nil, nil) }
        return old == new
    }

    /// The row as a correction of an import leaves it. Of the details, which a correction replaces as a whole, only those
    /// are the row's that the correction changed.
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
    /// For people: a list as its members, a side as `--side` takes it.
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
