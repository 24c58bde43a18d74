import Casebook
import DisputeModel
import Glibc

extension Casebook {
    /// Whose log it is, where it says so.
    func ownParty() throws -> Party? { try setting("self").flatMap { Party($0) } }

    /// The party that is meant by a code, a name, or `us`.
    func party(named words: String) throws -> Party {
        try parties().meant(by: words, own: try ownParty())
    }
}

extension PartyRegister {
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

    /// What may have been meant, for the sentence that asks so: `RUS (Russian Federation)`.
    func suggested(for words: String) -> [String] {
        suggestions(for: words).map { "\($0.code) (\($0.name))" }
    }
}

extension CommandError {
    fileprivate static func noOwnParty(_ words: String) -> CommandError {
        CommandError(
            "This log does not say whose it is, so nobody is \"\(words)\".",
            "Name the party, or say whose log it is with `chancery settings self PARTY`.", code: EX_DATAERR)
    }
}
