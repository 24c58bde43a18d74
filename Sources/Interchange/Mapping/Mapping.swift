import CanonicalJSON
import Casebook

/// How the rows of a table become disputes and events.
struct Mapping {
    let values: [Expression]
    let joins: [JoinedTable]
    /// What means "not known", column by column.
    let empty: [Set<String>]
    /// The columns that are used, in the order of their names.
    let words: [(name: String, place: Int)]
    /// Rows are told apart by their words alone somewhere.
    let usesHash: Bool
    let rows: Choice
    /// The first whose choice takes the row is the row's.
    let disputes: [DisputePlan]
    let events: [EventPlan]
    let parties: PartyNames
    /// The list that the rows are of: its name is put before their keys.
    let list: String?
    /// What is filed when a row has gone.
    let gone: JSONObject?
}

/// The dispute of a row, and how it is opened where it is not there.
final class DisputePlan {
    let choice: Choice
    /// nil where it is not opened.
    let details: Form?
    /// What else the opening says: sources, marking.
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

    /// The dispute's id. One with a parent lies within it, whether the mapping writes the whole id or its last part.
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

    /// What every id of it begins with.
    var beginning: String { parent?.beginning ?? ownID.beginning }

    /// The openings that may have to come first: the parent's before its own.
    func openings(_ reading: RowEvaluation) throws(RowError) -> [JSONObject] {
        var openings = try parent?.openings(reading) ?? []
        guard let details else { return openings }
        let id = try id(reading)
        var draft = try extras.object(reading)
        draft["kind"] = "dispute-opened"
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

/// An event of a row.
struct EventPlan {
    let choice: Choice
    let form: Form

    /// nil where the rows have no key of their own.
    var key: Form? { member("key") }
    /// nil where it is not the same of all rows.
    var kind: String? {
        if case .constant(.string(let kind))? = member("kind") { kind } else { nil }
    }

    var fields: [String] {
        if case .section(let members) = form { members.map(\.key) } else { [] }
    }

    private func member(_ name: String) -> Form? {
        guard case .section(let members) = form else { return nil }
        return members.first { $0.key == name }?.form
    }
}

extension Expression {
    /// What every text of it begins with.
    var beginning: String {
        if case .template(let template) = self { template.beginning } else { "" }
    }
}

extension Template {
    /// What every text of it begins with.
    var beginning: String {
        if case .words(let words)? = pieces.first { words } else { "" }
    }
}

extension Form {
    /// What every text of it begins with.
    var beginning: String {
        switch self {
        case .text(let expression): expression.beginning
        case .constant(.string(let words)): words
        default: ""
        }
    }
}
