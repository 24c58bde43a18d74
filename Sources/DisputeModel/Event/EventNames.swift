import CanonicalJSON

/// How output names events: by position (`#17`); or, in output limited to a marking, where events have no positions,
/// by the last digits of their ids, as many as are needed to distinguish them.
///
/// The names in use are task-local: every line of a page names events, and a task answers only one query.
package struct EventNames: Sendable {
    /// The names that the current task uses; nil where events are named by position.
    @TaskLocal package static var inUse: EventNames?

    private let ids: [Int: String]
    private let digits: Int

    /// The least number of digits. Shorter names are neither written nor accepted.
    package static let fewestDigits = 8

    /// Makes names by id, with the fewest digits, at least `fewestDigits`, that distinguish these events.
    ///
    /// - Parameter ids: the id of each event by position.
    package init(_ ids: [Int: String]) {
        self.ids = ids
        var digits = Self.fewestDigits
        while digits < 36, Set(ids.values.map { $0.suffix(digits) }).count < Set(ids.values).count {
            digits += 1
        }
        self.digits = digits
    }

    /// The name of an event: `#17`, or `5e1c09ab`; `?` for an event without an id.
    package static func name(_ position: Int) -> String {
        guard let inUse else { return "#\(position)" }
        return inUse.ids[position].map { String($0.suffix(inUse.digits)) } ?? "?"
    }

    /// The name of an event in a column of names, whose title says what they are: `17`, or `5e1c09ab`.
    package static func number(_ position: Int) -> String { inUse == nil ? "\(position)" : name(position) }

    /// The title of a column of names.
    package static var columnTitle: String { inUse == nil ? "#" : "ID" }

    /// The anchor of an event in a page: `e17`, or `e5e1c09ab`.
    package static func anchor(_ position: Int) -> String {
        inUse == nil ? "e\(position)" : "e\(name(position))"
    }

    /// The id of an event; empty where events are named by position.
    package static func id(_ position: Int) -> String { inUse?.ids[position] ?? "" }

    /// The event as a JSON value: its position, or its id.
    package static func json(_ position: Int) -> JSON {
        inUse == nil ? .integer(position) : .string(id(position))
    }

    /// The value of the JSON key `position`; nil where events have no positions.
    package static func position(_ position: Int) -> JSON? { inUse == nil ? .integer(position) : nil }
}
