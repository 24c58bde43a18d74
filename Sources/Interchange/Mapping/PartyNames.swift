import DisputeModel

/// Looks parties up by the names and codes of a table, with a cache.
final class PartyNames {
    private let register: PartyRegister
    private var found: [String: String?] = [:]
    private var codes: [String: Standing] = [:]

    init(_ register: PartyRegister) { self.register = register }

    /// The reference of the party with this code or name; nil if there is none.
    func reference(_ words: String) -> String? {
        if let known = found[words] { return known }
        // Limits memory: a table may have any number of names.
        if found.count >= 50_000 { found = [:] }
        let reference = register.find(words)?.reference
        found[words] = .some(reference)
        return reference
    }

    /// The name of the party with this reference; nil if there is none.
    func name(_ reference: String) -> String? {
        guard let party = Party(reference), register.isKnown(party) else { return nil }
        return register.name(of: party)
    }

    /// The state of a party's code in the register.
    enum Standing {
        case unknown, known
        /// A state that no longer exists.
        case former(RegisteredParty)
    }

    /// The standing of the code before the first colon. A reference that is not valid counts as known: it is
    /// refused elsewhere.
    func standing(_ reference: String) -> Standing {
        let code = String(reference.utf8.prefix { $0 != UInt8(ascii: ":") }) ?? reference
        if let known = codes[code] { return known }
        if codes.count >= 50_000 { codes = [:] }
        var standing = Standing.known
        if let party = Party(code) {
            if !register.isKnown(party) { standing = .unknown }
            if let state = register.party(code: code), state.sort == .former { standing = .former(state) }
        }
        codes[code] = standing
        return standing
    }
}
