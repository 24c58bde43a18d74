/// A party that has a code of its own.
package struct RegisteredParty: Sendable {
    package let code: String
    package let name: String
    /// Other names by which people call it.
    package let aliases: [String]
    package let sort: Sort
    private let last: String?

    package enum Sort: String, Sendable, CaseIterable {
        /// An entry of ISO 3166-1; that says nothing on whether it is a state.
        case state
        /// An entry of ISO 3166-3: a state that is no more.
        case former
        case organisation, other
        /// Added by whoever keeps the log.
        case own
    }

    /// nil where the code is not written as a code must be.
    package init?(code: String, name: String, aliases: [String] = [], sort: Sort = .own) {
        guard Party.isCode(code.utf8) else { return nil }
        self.init(code, name, aliases, sort)
    }

    private init(
        _ code: String, _ name: String, _ aliases: [String], _ sort: Sort, last: String? = nil
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.sort = sort
        self.last = last
    }

    /// The last day of a state that is no more; the month or the year, where that is all that can be said.
    package var end: EDTF? { last.flatMap { EDTF($0) } }

    /// Whether it was no more at the earliest instant of this date.
    package func hasEnded(before date: EDTF) -> Bool {
        guard last != nil, let end = end?.latest, let instant = date.earliest else { return false }
        return end < instant
    }

    static func state(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .state)
    }

    static func former(_ code: String, _ name: String, until last: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .former, last: last)
    }

    static func organisation(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .organisation)
    }

    static func other(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .other)
    }
}
