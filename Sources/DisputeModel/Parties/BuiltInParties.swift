/// The parties that every copy of the program knows; each table is laid out when it is first needed.
enum BuiltInParties {
    static let all: [RegisteredParty] = countries + formerStates + organisations + others

    static let byCode: [String: RegisteredParty] = Dictionary(
        all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// References by the folded names, which are written so that folding makes them `nameKey`s: a test says so, and that
    /// no name means two parties.
    static let byName: [String: String] = named { folded($0) }

    /// References by what `WrittenName` makes of all names and spellings; laid out when a name is looked for that nobody has.
    static let byWrittenName: [String: String] = {
        var references = named(by: WrittenName.key)
        for (spelling, code) in allSpellings { references[WrittenName.key(spelling)] = code }
        return references
    }()

    /// References by spellings as publishers write them.
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

    /// References by all names but the spellings.
    static func named(by key: (String) -> String) -> [String: String] {
        var references: [String: String] = [:]
        references.reserveCapacity(2048)
        for party in all {
            for name in [party.name] + party.aliases { references[key(name)] = party.code }
        }
        for (name, reference) in organs { references[key(name)] = reference }
        return references
    }

    /// Neither in ISO 3166-1 nor organisations of states, and yet spoken with.
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
