import CanonicalJSON
import Casebook
import DisputeModel

/// A mapping: how the rows of a table become disputes and events.
struct Mapping {
    /// The expressions of the section `values`.
    let values: [Expression]
    let joins: [JoinedTable]
    /// For each column, the texts that mean "not known".
    let empty: [Set<String>]
    /// The columns that the mapping uses, sorted by name; `place` is the index of the column.
    let words: [(name: String, place: Int)]
    /// Whether the mapping uses the row's fingerprint, in a key or elsewhere.
    let usesHash: Bool
    /// The rows that are imported.
    let rows: Choice
    /// The dispute of a row is the first whose choice accepts the row.
    let disputes: [DisputePlan]
    let events: [EventPlan]
    let parties: PartyNames
    /// The name of the list that the table holds. It is the prefix of all keys.
    let list: String?
    /// The event that is recorded when a row is gone; nil for a retraction.
    let gone: JSONObject?
}

/// The dispute of a row, and how to open it if the log does not have it.
final class DisputePlan {
    let choice: Choice
    /// The form of the details of the opening event; nil if the mapping does not open disputes.
    let details: Form?
    /// The other fields of the opening event, such as sources and marking.
    let extras: Form
    let parent: DisputePlan?
    private let ownID: Expression

    init(choice: Choice, id: Expression, details: Form?, extras: Form, parent: DisputePlan?) {
        self.choice = choice
        ownID = id
        self.details = details
        self.extras = extras
        self.parent = parent
    }

    /// The dispute's id. The id of a sub-dispute is below its parent's, whether the mapping gives the whole id
    /// or only its last part.
    func id(_ reading: RowEvaluation) throws(RowError) -> String {
        guard let id = try ownID.text(reading) else { throw RowError("The dispute's id is empty.") }
        guard let parent else { return id }
        let above = try parent.id(reading)
        if id.utf8.starts(with: "\(above)/".utf8) { return id }
        guard !id.utf8.contains(UInt8(ascii: "/")) else {
            throw RowError("The dispute \(quoted(id)) does not lie within its parent \(quoted(above)).")
        }
        return "\(above)/\(id)"
    }

    /// The constant prefix of all ids.
    var beginning: String { parent?.beginning ?? ownID.beginning }

    /// The opening events of the dispute and of its ancestors, ancestors first. They are needed if the log does
    /// not have these disputes.
    func openings(_ reading: RowEvaluation) throws(RowError) -> [JSONObject] {
        var openings = try parent?.openings(reading) ?? []
        guard let details else { return openings }
        let id = try id(reading)
        var draft = try extras.object(reading)
        draft["kind"] = .string(RecordKind.opening.rawValue)
        draft["dispute"] = .string(id)
        draft["key"] = .string("open:\(id)")
        let said = try details.object(reading)
        guard said["title"]?.string?.trimmed.isEmpty != true else {
            throw RowError("The title of the dispute \(quoted(id)) is empty.")
        }
        draft["details"] = .object(said)
        openings.append(draft)
        return openings
    }
}

/// The plan of an event that rows give.
struct EventPlan {
    let choice: Choice
    let form: Form

    /// The form of the event's key; nil if rows are identified by their fingerprints.
    var key: Form? { member("key") }
    /// The event's kind; nil if it differs between rows.
    var kind: String? {
        if case .constant(.string(let kind))? = member("kind") { kind } else { nil }
    }

    /// The fields that the mapping gives to the event.
    var fields: [String] {
        if case .section(let members) = form { members.map(\.key) } else { [] }
    }

    private func member(_ name: String) -> Form? {
        guard case .section(let members) = form else { return nil }
        return members.first { $0.key == name }?.form
    }
}

extension Expression {
    /// The constant prefix of all its texts.
    var beginning: String {
        if case .template(let template) = self { template.beginning } else { "" }
    }
}

extension Template {
    /// The constant prefix of all its texts.
    var beginning: String {
        if case .words(let words)? = pieces.first { words } else { "" }
    }
}

extension Form {
    /// The constant prefix of all its texts.
    var beginning: String {
        switch self {
        case .text(let expression): expression.beginning
        case .constant(.string(let words)): words
        default: ""
        }
    }
}
