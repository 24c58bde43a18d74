/// A party that has a code of its own.
package struct RegisteredParty: Sendable {
    /// The code by which events name it: 2 to 12 capitals, digits and hyphens, a capital first.
    package let code: String
    /// The main name, which output shows.
    package let name: String
    /// Other names that people use for it.
    package let aliases: [String]
    /// Where the code comes from; `own` for a party that the keeper of the log added.
    package let sort: Sort
    private let last: String?

    /// Where the code comes from.
    package enum Sort: String, Sendable, CaseIterable {
        /// An entry of ISO 3166-1, which does not mean that it is a state.
        case state
        /// An entry of ISO 3166-3: a state that no longer exists.
        case former
        case organisation, other
        /// Added by the keeper of the log.
        case own
    }

    /// nil where `code` does not have the form of a code.
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

    /// The last day of a former state; a month or a year, where no more is known.
    package var end: EDTF? { last.flatMap { EDTF($0) } }

    /// Whether the state had ceased to exist before the earliest instant of this date.
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
