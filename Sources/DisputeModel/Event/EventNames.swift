import CanonicalJSON

/// How answers name events: by their positions (`#17`), or up to a marking, where events have no positions, by the last
/// digits of their ids, as many as tell all of them apart.
///
/// It holds for the task that asks, since every line of a page names events and none of them asks another question.
package struct EventNames: Sendable {
    /// nil where events are named by their positions.
    @TaskLocal package static var inUse: EventNames?

    private let ids: [Int: String]
    private let digits: Int

    /// Fewer digits than these are asked for of nobody, and taken from nobody.
    package static let fewestDigits = 8

    /// - Parameter ids: by position.
    package init(_ ids: [Int: String]) {
        self.ids = ids
        var digits = Self.fewestDigits
        while digits < 36, Set(ids.values.map { $0.suffix(digits) }).count < Set(ids.values).count {
            digits += 1
        }
        self.digits = digits
    }

    /// `#17`, or `5e1c09ab`.
    package static func name(_ position: Int) -> String {
        guard let inUse else { return "#\(position)" }
        return inUse.ids[position].map { String($0.suffix(inUse.digits)) } ?? "?"
    }

    /// The name of the event's place in a page: `e17`.
    package static func anchor(_ position: Int) -> String {
        inUse == nil ? "e\(position)" : "e\(name(position))"
    }

    /// Empty where events are named by their positions.
    package static func id(_ position: Int) -> String { inUse?.ids[position] ?? "" }

    /// The event in JSON: its position, or its id.
    package static func json(_ position: Int) -> JSON {
        inUse == nil ? .integer(position) : .string(id(position))
    }

    /// For the key `position`; nil where events have none.
    package static func position(_ position: Int) -> JSON? { inUse == nil ? .integer(position) : nil }
}
