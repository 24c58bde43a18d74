/// The parties that every copy of the program knows; each table is laid out when it is first needed.
enum BuiltInParties {
    static let all: [RegisteredParty] = countries + organisations + others

    static let byCode: [String: RegisteredParty] = Dictionary(
        all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// References by the folded names, which are written so that folding makes them `nameKey`s: a test says so, and that
    /// no name means two parties.
    static let byName: [String: String] = {
        var references: [String: String] = [:]
        references.reserveCapacity(1024)
        for party in all {
            for name in [party.name] + party.aliases { references[folded(name)] = party.code }
        }
        for (name, reference) in organs { references[folded(name)] = reference }
        return references
    }()

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
