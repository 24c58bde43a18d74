import Casebook
import DisputeModel

extension Casebook {
    /// The party to whom the log belongs; nil if the log does not say.
    func ownParty() throws -> Party? { try setting("self").flatMap { Party($0) } }

    /// The party with a code or a name; `us` is the log's own party.
    func party(named words: String) throws -> Party {
        try parties().meant(by: words, own: try ownParty())
    }
}

extension PartyRegister {
    /// The party with a code or a name; `us` is `own`.
    ///
    /// - Throws: `FilingError.unknownParty`, or `CommandError` for `us` if there is no own party.
    func meant(by words: String, own: Party?) throws -> Party {
        if Self.isOwn(words) {
            guard let own else { throw CommandError.noOwnParty(trimmed(words)) }
            return own
        }
        guard let party = find(words) else {
            throw FilingError.unknownParty(words, suggestions: suggested(for: words))
        }
        return party
    }

    /// Suggestions for a name that was not found: `RUS (Russian Federation)`.
    func suggested(for words: String) -> [String] {
        suggestions(for: words).map { "\($0.code) (\($0.name))" }
    }
}

extension CommandError {
    fileprivate static func noOwnParty(_ words: String) -> CommandError {
        CommandError(
            "This log does not say whose it is, so \"\(words)\" means nobody.",
            "Name the party, or say whose log it is with `chancery settings self PARTY`.",
            code: ExitStatus.dataError)
    }
}
