import CanonicalJSON
import Casebook

/// How the rows of a table become disputes and events.
struct Mapping {
    let values: [Expression]
    let joins: [JoinedTable]
    let empty: [String]
    let rows: Choice
    /// The first whose choice takes the row is the row's.
    let disputes: [DisputePlan]
    let events: [EventPlan]
    let parties: PartyNames
}

/// The dispute of a row, and how it is opened where it is not there.
final class DisputePlan {
    let choice: Choice
    let id: Expression
    /// nil where it is not opened.
    let details: Form?
    /// What else the opening says: sources, marking.
    let extras: Form
    let parent: DisputePlan?

    init(choice: Choice, id: Expression, details: Form?, extras: Form, parent: DisputePlan?) {
        self.choice = choice
        self.id = id
        self.details = details
        self.extras = extras
        self.parent = parent
    }

    /// The openings that may have to come first: the parent's before its own.
    func openings(_ reading: Reading) throws(RowFault) -> [JSONObject] {
        var openings = try parent?.openings(reading) ?? []
        guard let details, let id = try id.text(reading) else { return openings }
        var draft = try extras.object(reading)
        draft["kind"] = "dispute-opened"
        draft["dispute"] = .string(id)
        draft["key"] = .string("open:\(id)")
        draft["details"] = .object(try details.object(reading))
        openings.append(draft)
        return openings
    }
}

/// An event of a row.
struct EventPlan {
    let choice: Choice
    let form: Form
}
