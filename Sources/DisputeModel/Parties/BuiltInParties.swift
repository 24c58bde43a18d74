/// The parties that are built into the program. Each table is built when it is first needed.
enum BuiltInParties {
    static let all: [RegisteredParty] = countries + formerStates + organisations + others

    static let byCode: [String: RegisteredParty] = Dictionary(
        all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// References by folded name. The names are written so that folding gives the same as `nameKey`; a test checks
    /// that, and that no name belongs to two parties.
    static let byName: [String: String] = named { folded($0) }

    /// References by the `WrittenName.key` of all names and spellings. Built when a name is looked up that the other
    /// tables do not have.
    static let byWrittenName: [String: String] = {
        var references = named(by: WrittenName.key)
        for (spelling, code) in allSpellings { references[WrittenName.key(spelling)] = code }
        return references
    }()

    /// References by the spellings that publishers use.
    static let bySpelling: [String: String] = {
        var references: [String: String] = [:]
        for (spelling, code) in allSpellings { references[nameKey(spelling)] = code }
        return references
    }()

    static let allSpellings: [(spelling: String, code: String)] =
        spellings.split(separator: "\n").flatMap { line in
            let code = String(line.prefix { $0 != " " })
            return line.dropFirst(code.count).split(separator: ";").map { (trimmed($0), code) }
        }

    /// References by all names except the spellings, each turned into a key by `key`.
    static func named(by key: (String) -> String) -> [String: String] {
        var references: [String: String] = [:]
        references.reserveCapacity(2048)
        for party in all {
            for name in [party.name] + party.aliases { references[key(name)] = party.code }
        }
        for (name, reference) in organs { references[key(name)] = reference }
        return references
    }

    /// Parties that are neither in ISO 3166-1 nor organisations of states.
    private static let others: [RegisteredParty] = [
        .other("XKX", "Kosovo", "Republic of Kosovo"),
        .other("SMOM", "Sovereign Order of Malta", "Order of Malta", "Sovereign Military Order of Malta"),
        .other("ICRC", "International Committee of the Red Cross", "Red Cross"),
        .other(
            "IFRC", "International Federation of Red Cross and Red Crescent Societies",
            "Red Cross and Red Crescent Federation"),
        .other("IOC", "International Olympic Committee"),
        .other("FIFA", "International Federation of Association Football"),
        .other("TALIBAN", "Taliban", "Islamic Emirate of Afghanistan"),
        .other("HAMAS", "Hamas"),
        .other("HEZBOLLAH", "Hezbollah", "Hizbollah", "Hizbullah"),
        .other("HOUTHIS", "Houthis", "Ansar Allah", "Ansarallah"),
        .other("PLO", "Palestine Liberation Organization", "Palestine Liberation Organisation"),
        .other("POLISARIO", "Polisario Front", "Frente Polisario"),
    ]
}
