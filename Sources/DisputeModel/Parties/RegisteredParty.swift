/// A party that has a code of its own.
package struct RegisteredParty: Sendable {
    package let code: String
    package let name: String
    /// Other names by which people call it.
    package let aliases: [String]
    package let sort: Sort

    package enum Sort: String, Sendable, CaseIterable {
        /// An entry of ISO 3166-1; that says nothing on whether it is a state.
        case state
        case organisation, other
        /// Added by whoever keeps the log.
        case own
    }

    /// nil where the code is not written as a code must be.
    package init?(code: String, name: String, aliases: [String] = [], sort: Sort = .own) {
        guard Party.isCode(code.utf8) else { return nil }
        self.init(code, name, aliases, sort)
    }

    private init(_ code: String, _ name: String, _ aliases: [String], _ sort: Sort) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.sort = sort
    }

    static func state(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .state)
    }

    static func organisation(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .organisation)
    }

    static func other(_ code: String, _ name: String, _ aliases: String...) -> Self {
        Self(code, name, aliases, .other)
    }
}
