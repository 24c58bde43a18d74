import DisputeModel

/// The parties by the names and codes that stand in a table, each looked up once.
final class PartyNames {
    private let register: PartyRegister
    private var found: [String: String?] = [:]
    private var codes: [String: Standing] = [:]

    init(_ register: PartyRegister) { self.register = register }

    /// The reference of the party that is meant; nil where nobody is known by these words.
    func reference(_ words: String) -> String? {
        if let known = found[words] { return known }
        // A table may hold more names than there is room for.
        if found.count >= 50_000 { found = [:] }
        let reference = register.find(words)?.reference
        found[words] = .some(reference)
        return reference
    }

    /// What people call the party that has this reference; nil where nobody has it.
    func name(_ reference: String) -> String? {
        guard let party = Party(reference), register.isKnown(party) else { return nil }
        return register.name(of: party)
    }

    /// What the register says of whoever has a code.
    enum Standing {
        case unknown, known
        case former(RegisteredParty)
    }

    /// By the code before the first colon; where the reference is not written as one must be, that is not for here to say.
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
