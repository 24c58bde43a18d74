import Testing

@testable import DisputeModel

@Suite struct PartyTests {
    @Test(arguments: [
        "RUS", "UN:OHCHR", "UN:Secretariat:OHCHR", "AUT:Federal Chancellor Alexander Schallenberg", "G7",
        "UNION-STATE", "COMMONWEALTH", "?", "?:officials in Brussels (unnamed)", "IRN:وزارت امور خارجه",
        "PRK:외무성",
        "UN:" + String(repeating: "é", count: 100),
    ])
    func `a reference is kept as it is written`(text: String) throws {
        let party = try #require(Party(text))
        #expect(party.reference == text && party.description == text)
    }

    @Test(arguments: [
        "", " ", "R", "rus", "Rus", "RUS ", " RUS", "7G", "-UN", "U N", "COMMONWEALTHS", "ÉU", "UN:", ":UN",
        "UN::OHCHR", "UN:OHCHR:", "UN: OHCHR", "UN:OHCHR ", "UN:a,b", "UN:a\nb", "UN:a\u{1B}[2J", "UN:\u{7F}",
        "UN:a\u{202E}b", "UN:a\u{2066}b", "UN:a\u{2028}b", "UN:a\u{85}b", "UN:\u{A0}a", "??", "?x", "?:",
        "?:a:b",
        "? :a", "?:,", "UN:" + String(repeating: "é", count: 101),
    ])
    func `what is written otherwise is no reference`(text: String) {
        #expect(Party(text) == nil)
    }

    @Test func `a colon ends the code, an accent behind it or not`() throws {
        let party = try #require(Party("UN:\u{301}abc"))
        #expect(party.code == "UN" && party.path?.unicodeScalars.first == "\u{301}")
        #expect(PartyRegister.builtIn.isKnown(party))
    }

    @Test func `a path lies within what it begins with, part by part`() throws {
        let un = try #require(Party("UN"))
        let office = try #require(Party("UN:OHCHR"))
        let desk = try #require(Party("UN:OHCHR:Europe"))
        let other = try #require(Party("UN:OHCHR-2"))
        #expect(office.liesWithin(un) && desk.liesWithin(un) && desk.liesWithin(office))
        #expect(!un.liesWithin(office) && !un.liesWithin(un) && !other.liesWithin(office))
        #expect(try !office.liesWithin(#require(Party("UNESCO"))))
    }

    @Test func `someone unnamed lies within nobody`() throws {
        let someone = try #require(Party("?"))
        let official = try #require(Party("?:officials"))
        #expect(someone.isUnnamed && official.isUnnamed)
        #expect(someone.code == "?" && official.code == "?" && official.path == "officials")
        #expect(!official.liesWithin(someone))
    }

    @Test func `two spellings of one accent are two parties`() throws {
        let composed = try #require(Party("FRA:S\u{E9}nat"))
        let decomposed = try #require(Party("FRA:Se\u{301}nat"))
        #expect(composed.reference == decomposed.reference)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}

@Suite struct PartyRegisterTests {
    private let register = PartyRegister.builtIn

    @Test(
        arguments: [
            ("RUS", "RUS"), ("rus", "RUS"), ("Russia", "RUS"), ("russian federation", "RUS"),
            ("Britain", "GBR"), ("uk", "GBR"), ("USA", "USA"), ("U.S.", "USA"), ("Burma", "MMR"),
            ("south korea", "KOR"), ("Cote d'Ivoire", "CIV"), ("CÔTE D’IVOIRE", "CIV"),
            ("Co\u{302}te d'Ivoire", "CIV"), ("turkiye", "TUR"), ("Türkiye", "TUR"), ("sao tome", "STP"),
            ("aland", "ALA"), ("Åland Islands", "ALA"), ("curacao", "CUW"), ("reunion", "REU"),
            ("guinea bissau", "GNB"), ("the Gambia", "GMB"), ("St. Lucia", "LCA"),
            ("Trinidad & Tobago", "TTO"),
            ("eu", "EU"), ("Nato", "NATO"), ("Vatican", "VAT"), ("Kosovo", "XKX"), ("palestine", "PSE"),
            ("taiwan", "TWN"), ("red cross", "ICRC"), ("Congo-Kinshasa", "COD"), ("un:OHCHR", "UN:OHCHR"),
            ("United Nations:Human Rights: Geneva", "UN:Human Rights:Geneva"), ("UNHCR", "UN:UNHCR"),
            ("european commission", "EU:Commission"), ("unhcr:Geneva", "UN:UNHCR:Geneva"), ("?", "?"),
            (" ?:officials in Brussels", "?:officials in Brussels"), ("  austria : MFA ", "AUT:MFA"),
        ])
    func `a party is found by code or name`(words: String, reference: String) {
        #expect(register.find(words)?.reference == reference)
    }

    @Test(arguments: ["", ":", "Ruritania", "Korea", "?x", "UN:", "UN:a,b", "Russia:", "...", "XYZ"])
    func `nobody is found by anything else`(words: String) {
        #expect(register.find(words) == nil)
    }

    @Test func `all of ISO 3166-1 is there, in order`() {
        let codes = BuiltInParties.countries.map(\.code)
        #expect(codes.count == 249 && Set(codes).count == 249 && codes == codes.sorted())
        #expect(codes.allSatisfy { $0.utf8.count == 3 })
    }

    @Test func `all of ISO 3166-3 is there with its end, but what is still in ISO 3166-1`() throws {
        let codes = BuiltInParties.formerStates.map(\.code)
        #expect(codes == codes.sorted())
        #expect(
            codes.joined(separator: " ")
                == "AFI ANT ATB ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP "
                + "VDR WAK YMD YUG ZAR")
        for party in BuiltInParties.formerStates {
            let end = try #require(party.end, "\(party.code)")
            #expect(end.isInCalendar && [.year, .month, .day].contains(end.precision))
            #expect(party.sort == .former)
            #expect(try register.isKnown(#require(Party(party.code))))
        }
        #expect(BuiltInParties.countries.allSatisfy { $0.end == nil })
    }

    @Test(
        arguments: [
            ("SUN", "1991-12-26", false), ("SUN", "1991-12-27", true), ("SUN", "1991", false),
            ("SUN", "1992", true), ("SUN", "1991-12-20/1992-01-10", false), ("SUN", "../1995", false),
            ("SUN", "1991-12-27T01:00+03:00", false), ("SUN", "1991-12-27T04:00+03:00", true),
            ("DDR", "1990-10-02", false), ("DDR", "1990-10-03", true), ("CSK", "1993", true),
            ("WAK", "1986-12-31", false), ("WAK", "1987-01", true), ("RUS", "2030", false),
        ])
    func `a former state has ended before what is later than its last day`(
        code: String, date: String, isLater: Bool
    ) throws {
        let party = try #require(register.party(code: code))
        #expect(try party.hasEnded(before: #require(EDTF(date))) == isLater)
    }

    @Test func `a former state is akin to none of its successors`() throws {
        let (former, successor) = (try #require(Party("SUN")), try #require(Party("RUS")))
        #expect(!former.liesWithin(successor) && !successor.liesWithin(former) && former != successor)
    }

    @Test(arguments: [
        "FRA:E\u{301}lyse\u{301}e", "france:E\u{301}lyse\u{301}e", " Fra : E\u{301}lyse\u{301}e",
    ])
    func `what is typed is brought to NFC`(words: String) throws {
        let party = try #require(register.find(words))
        #expect(Array(party.reference.utf8) == Array("FRA:\u{C9}lys\u{E9}e".utf8))
    }

    @Test func `no code or name means two parties`() {
        var owners: [String: String] = [:]
        let names = BuiltInParties.all.flatMap { [$0.name] + $0.aliases } + BuiltInParties.organs.map(\.name)
        #expect(names.allSatisfy { nameKey($0) == folded($0) })
        for party in BuiltInParties.all {
            #expect(Party(party.code) != nil, "\(party.code)")
            for key in Set(([party.code, party.name] + party.aliases).map(nameKey)) {
                #expect(owners.updateValue(party.code, forKey: key) == nil, "\(key): \(party.code)")
            }
        }
        for (name, reference) in BuiltInParties.organs {
            #expect(owners.updateValue(reference, forKey: nameKey(name)) == nil, "\(name)")
            #expect(Party(reference).map(register.isKnown) == true, "\(reference)")
        }
    }

    @Test func `a reference is known by its code`() throws {
        for (reference, isKnown) in [("UN:OHCHR", true), ("?:them", true), ("QQQ", false), ("QQQ:a", false)] {
            #expect(try register.isKnown(#require(Party(reference))) == isKnown)
        }
    }

    @Test(
        arguments: [
            ("RUS", "Russia"), ("UN:OHCHR", "United Nations: OHCHR"), ("?", "someone unnamed"),
            ("?:officials", "officials (unnamed)"), ("QQQ:a", "QQQ:a"),
        ])
    func `a party has a name to read`(reference: String, name: String) throws {
        #expect(try register.name(of: #require(Party(reference))) == name)
    }

    @Test func `the keeper's own parties come first, and the last entry of a code stands`() throws {
        let own = try [
            #require(RegisteredParty(code: "ACME", name: "Acme", aliases: ["the Company"])),
            #require(RegisteredParty(code: "US-GA", name: "Georgia")),
            #require(RegisteredParty(code: "ACME", name: "Acme Ltd", aliases: ["Acme"])),
        ]
        let register = PartyRegister(own: own)
        #expect(register.find("acme:Board")?.reference == "ACME:Board")
        #expect(register.find("company") == nil)
        #expect(register.find("georgia")?.reference == "US-GA" && register.find("GEO")?.reference == "GEO")
        #expect(register.party(code: "ACME")?.name == "Acme Ltd")
        #expect(register.all.count == PartyRegister.builtIn.all.count + 2)
        #expect(RegisteredParty(code: "acme", name: "Acme") == nil)
    }

    @Test(
        arguments: [
            ("Rusia", "RUS"), ("Korea", "KOR"), ("Korea", "PRK"), ("Germny", "DEU"), ("Zeeland", "NZL"),
            ("Untied Nations:OHCHR", "UN"),
        ])
    func `somebody is suggested for a mistyped name`(words: String, code: String) {
        let suggestions = register.suggestions(for: words).map(\.code)
        #expect(suggestions.contains(code), "\(suggestions)")
    }

    @Test func `nobody is suggested for what is near to nothing`() {
        #expect(register.suggestions(for: "qqqqqq").isEmpty)
        #expect(register.suggestions(for: "").isEmpty)
    }
}
