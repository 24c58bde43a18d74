import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// `chancery search` at the counter.
@Suite(.endsInTime) struct SearchCommandTests {
    private func positions(_ desk: Desk, _ arguments: String...) throws -> [Int] {
        let said = desk.run(["search", "--format", "json"] + arguments)
        try #require(said.code == 0, "\(said.err)")
        return try #require(JSON.parse(said.out).array).compactMap { $0.object?["position"]?.integer }
    }

    @Test func `a search is narrowed by dispute, kind, party and day`() throws {
        let desk = try Desk(seeded: true)
        #expect(try positions(desk, "--kind", "demarche") == [23, 22])
        #expect(try positions(desk, "--by", "UN", "--kind", "denial") == [40])
        #expect(try positions(desk, "--dispute", "blr-eu-migration", "kind:protest") == [12])
        #expect(try positions(desk, "--dispute", "blr-eu-migration/vienna-conference", "kind:sanction") == [])
        #expect(try positions(desk, "--by", "RUS", "--since", "2021-11-11") == [51])
        #expect(try positions(desk, "demarche", "--until", "2021-11-01") == [])
        #expect(try positions(desk, "kind:demarche", "--sort", "oldest") == [22, 23])
        #expect(try positions(desk, "by:RUS", "--limit", "1").count == 1)
    }

    @Test func `what is not shown is counted`() throws {
        let desk = try Desk(seeded: true)
        let all = try positions(desk, "by:RUS").count
        let said = desk.run("search", "by:RUS", "--limit", "2")
        #expect(said.lines.last == "2 events; \(all - 2) more: --limit N shows them.")
        #expect(desk.run("search", "by:RUS", "--limit", "\(all)").lines.last == "\(all) events")
    }

    @Test func `what cannot be looked for is refused`() throws {
        let desk = try Desk(seeded: true)
        for arguments in [
            [], ["&&"], ["(gift"], ["gift", "--limit", "0"], ["gift", "--since", "soon"],
            ["gift", "--sort", "best"],
        ] {
            let said = desk.run(["search"] + arguments)
            #expect(
                said.code == 64 && said.out == "" && said.err.split(separator: "\n").count == 2,
                "\(arguments)")
        }
        #expect(desk.run("search", "gift", "--kind", "demarhe").code == 65)
        #expect(desk.run("search", "gift", "--by", "Rusia").code == 65)
        #expect(desk.run("search", "gift", "--dispute", "nope").code == 66)
        #expect(desk.run("search", "nowhere-at-all").out == "No event says “nowhere-at-all”.\n")
        #expect(
            desk.run("search", "gift", "--kind", "sanction").out
                == "There is no such event that says “gift”.\n")
    }

    @Test func `an index that is damaged is spoken of, and left aside`() throws {
        let desk = try Desk(seeded: true)
        let before = try positions(desk, "gift")
        try desk.tamper("CREATE TABLE search(x); INSERT INTO projection VALUES ('search', 1, 50, 'x')")
        #expect(try positions(desk, "gift") == before)
        #expect(desk.run("verify").code == 1)
        #expect(desk.run("replay").code == 0)
        #expect(desk.run("verify").code == 0)
    }

    @Test
    func
        `a log of many events has an index when it is restored, and one that replay threw out is drawn anew`()
        throws
    {
        let desk = try Desk()
        let file = try desk.write(Self.manyEvents.joined(separator: "\n"), to: "many.jsonl")
        #expect(desk.run("restore", file).code == 0)
        #expect(desk.run("verify", "--search").out.contains("Every word of the search index"))
        #expect(try positions(desk, "number77") == [79])
        #expect(desk.run("replay").code == 0)
        #expect(!desk.run("verify").out.contains("search index"))
        #expect(try positions(desk, "number77") == [79])
        #expect(desk.run("verify").out.contains("The search index answers"))
        try desk.tamper("DELETE FROM search_data")
        let said = desk.run("search", "number77")
        #expect(said.code == 0 && said.out.contains("#79"))
        #expect(
            said.err == "chancery: The search index cannot be used: it is damaged.\nIt has been rebuilt.\n")
        #expect(desk.run("search", "number77").err == "")
        try desk.tamper("INSERT INTO search(rowid, summary) VALUES (20, 'number77')")
        let wrong = desk.run("search", "number77")
        #expect(wrong.out == said.out)
        #expect(wrong.err.contains("`chancery replay` deletes it"))
    }

    private static let manyEvents: [String] = {
        let opening =
            #"{"details":{"sides":[{"members":["RUS"],"name":"A"},{"members":["UN"],"name":"B"}],"title":"T"},"#
            + #""dispute":"d","id":"017d0000-0000-7000-8000-000000000001","kind":"dispute-opened","#
            + #""recordedAt":"2021-11-10T12:00:00.000Z","recordedBy":"desk"}"#
        return [opening]
            + (1...1100).map { number in
                let id = "\(100_000_000_000 + number)"
                return
                    #"{"actors":["RUS"],"dispute":"d","id":"017d0000-0000-7000-8000-\#(id)","kind":"note","#
                    + #""occurred":"2021-11-09","recordedAt":"2021-11-10T12:00:00.000Z","recordedBy":"desk","#
                    + #""summary":"This is number\#(number - 1)"}"#
            }
    }()
}
