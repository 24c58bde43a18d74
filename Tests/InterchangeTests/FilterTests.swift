import CanonicalJSON
import Casebook
import DisputeModel
import Testing
import TimeLimits

@testable import Interchange

/// Lists in a cell, time limits, years of two digits, codes of two letters, and what "not known" is.
@Suite(.endsInTime) struct FilterTests {
    private func events(_ event: String, _ table: String, head: String = "") throws -> [Event] {
        let room = try PostRoom()
        let report = try room.take(table, mapping: mapping(event, head))
        #expect(report.bad == 0, "\(report.problems)")
        return try room.events.filter { $0.kindName != "dispute-opened" }
    }

    private func problems(_ event: String, _ table: String, head: String = "") throws -> [String] {
        try PostRoom().take(table, mapping: mapping(event, head)).problems
    }

    private func mapping(_ event: String, _ head: String) -> String {
        head + "\n"
            + """
            dispute: {id: zz, title: Z, sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]}
            event: {kind: demand, \(event)}
            """
    }

    @Test func `a list in a cell is split, and each part filtered by itself`() throws {
        let found = try events(
            "actors: ['{who | split \";\" | party}', SWE], tags: ['x-{tags | split \" / \" | lower}']",
            "who,tags\nAustria; Norway;;Austria,A / b\nDNK,\n")
        #expect(found[0].actors.map(\.reference) == ["AUT", "NOR", "SWE"])
        #expect(found[0].fields["tags"] == ["x-a", "x-b"])
        #expect(found[1].actors.map(\.reference) == ["DNK", "SWE"] && found[1].fields["tags"] == nil)
        #expect(
            try problems("actors: ['{who | split \";\" | party}']", "who,b\nAustria;Ruritania,x\n") == [
                "[2]: \"Ruritania\" in who is not a known party."
            ])
    }

    @Test(arguments: [
        ("plus \"60 days\"", "", "2024-03-31"), ("plus limit", "60", "2024-03-31"),
        ("plus limit", "2 months", "2024-03-31"), ("plus limit months", "1", "2024-02-29"),
        ("plus limit", "P1Y", "2025-01-31"), ("plus 4 weeks", "", "2024-02-28"), ("plus limit", "", nil),
    ])
    func `a day and a time limit give a due date`(filter: String, limit: String, due: String?) throws {
        let found = try events(
            "actors: [AUT], due: {on: '{sent | \(filter)}'}", "sent,limit\n2024-01-31,\(limit)\n")
        #expect(found[0].due?.day.description == due)
    }

    @Test func `what is no day and no length of time makes a bad row`() throws {
        #expect(
            try problems(
                "actors: [AUT], due: {on: '{sent | plus limit}'}", "sent,limit\n2024,60\n2024-01-31,soon\n")
                == [
                    "[2]: \"2024\" in sent is not a day (YYYY-MM-DD) to add time to.",
                    "[3]: \"soon\" in limit is not a length of time, such as 60 days or 2 months.",
                ])
    }

    @Test(arguments: [("49", 1950, "2049"), ("50", 1950, "1950"), ("00", 1970, "2000"), ("99", 1899, "1899")])
    func `a year of two digits is one of the hundred that begin with the pivot`(
        words: String, pivot: Int, year: String
    ) throws {
        #expect(try #require(DatePattern("D/M/YY", pivot: pivot)).read("1/2/\(words)") == "\(year)-02-01")
    }

    @Test func `a year of two digits without a pivot is refused`() throws {
        do {
            _ = try problems("actors: [AUT], occurred: {date: '{d}', as: D/M/YY}", "d\n1/2/99\n")
            Issue.record("It was taken.")
        } catch let error as MappingError {
            #expect(error.problem.contains("can be in any century"))
        }
    }

    @Test(arguments: [
        ("at", "AUT"), (" GB ", "GBR"), ("EL", "GRC"), ("UK", "GBR"), ("XK", "XKX"), ("EU", "EU"),
    ])
    func `a code of two letters is a state's`(code: String, party: String) throws {
        #expect(
            try events("actors: ['{cc | iso2}']", "cc,b\n\(code),x\n")[0].actors.map(\.reference) == [party])
    }

    @Test func `every code of two letters is of a state that there is, and each state has one`() {
        let register = PartyRegister.builtIn
        var found: Set<String> = []
        for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
            for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
                guard let code = PartyRegister.alpha3(ofAlpha2: "\(first)\(second)") else { continue }
                if let party = Party(code), register.isKnown(party) { found.insert(code) }
            }
        }
        // ISO 3166-1 has 249 entries; and the Union and Kosovo.
        #expect(found.count >= 251)
        #expect(PartyRegister.alpha3(ofAlpha2: "ZZ") == nil)
    }

    @Test func `what means not known can be said of one column, and white space is no matter`() throws {
        let found = try events(
            "actors: [AUT], summary: '{a}', scope: '{b}'", "a,b\n0,0\n NA ,x\n NA,NA\n",
            head: "table: {empty: {b: [\"0\"], \"*\": [NA]}}")
        #expect(found.map(\.summary) == ["0", nil, nil])
        #expect(found.map { $0.fields["scope"]?.string } == [nil, "x", "NA"])
    }
}
