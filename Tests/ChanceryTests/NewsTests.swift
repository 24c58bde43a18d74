import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// `news` where an import has brought much.
@Suite(.endsInTime) struct NewsTests {
    /// A table of so many rows over three disputes.
    private func imported(_ rows: Int, on desk: Desk) throws {
        let table = (0..<rows).map { "\($0),2021-11-0\(1 + $0 % 9),d\($0 % 3)" }
        let file = try desk.write("no,day,d\n" + table.map { $0 + "\n" }.joined(), to: "table.csv")
        let mapping = try desk.write(
            """
            dispute:
              id: "{d}"
              title: "Dispute {d}"
              sides:
                - {name: One, members: [AUT]}
                - {name: Other, members: [BLR]}
            event:
              key: "t:{no}"
              kind: protest
              occurred: "{day}"
              actors: [AUT]
              addressees: [BLR]
            """, to: "mapping.yaml")
        let said = desk.run("import", file, "--mapping", mapping)
        try #require(said.code == 0, "\(said)")
    }

    private func desk(rows: Int) throws -> Desk {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run("open", "own", "--title", "Ours", "--side", "AUT", "--side", "BLR")
        try step(desk)
        try imported(rows, on: desk)
        try step(desk)
        desk.run("record", "note", "own", "--by", "AUT", "--on", "2021-11-17", "By hand")
        return desk
    }

    private func step(_ desk: Desk) throws {
        desk.clock = Instant(milliseconds: desk.clock.milliseconds + 60_000)
    }

    @Test func `what came in with one import is one entry`() throws {
        let desk = try desk(rows: 60)
        #expect(
            desk.run("news").out == """
                65 events recorded since Wed 17 Nov                              Thu 18 Nov 2021

                Came in together  --all shows each
                  #2 to #64: 63 events in d0, d1 and d2, 18 Nov 09:01 UTC

                own  Ours
                   #1  18 Nov  dispute-opened: Ours
                  #65  17 Nov  note, AUT: By hand

                """)
        let all = desk.run("news", "--all")
        #expect(!all.out.contains("Came in together"))
        #expect(all.lines.filter { $0.contains("protest, AUT → BLR") }.count == 60)
    }

    @Test func `an import of several transactions is one entry, and two imports are two`() throws {
        let desk = try desk(rows: 4)
        try step(desk)
        var ledger = Ledger()
        ledger.open("other")
        ledger.add("note", in: "other", [("actors", ["AUT"])])
        let file = try desk.write(ledger.lines.map { $0 + "\n" }.joined(), to: "other.jsonl")
        #expect(desk.run("import", file).code == 0)
        try step(desk)
        // The events of a transaction have one time; here two transactions of one import have two.
        let long = try desk.write(
            "no,day,d\n" + (100..<1130).map { "\($0),2021-11-01,d0\n" }.joined(), to: "long.csv")
        desk.run("import", long, "--mapping", desk.folder + "/mapping.yaml", "--batch", "1000")
        #expect(
            desk.run("news").lines.filter { $0.contains(" events in ") } == [
                "  #2 to #8: 7 events in d0, d1 and d2, 18 Nov 09:01 UTC",
                "  #10 to #11: 2 events in other, 18 Nov 09:03 UTC",
                "  #12 to #1041: 1,030 events in d0, 18 Nov 09:04 UTC",
            ])
    }

    @Test func `one event with a key is told as any other`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run("open", "own", "--title", "Ours", "--side", "AUT", "--side", "BLR")
        for key in ["a", "b", "c"] {
            try step(desk)
            desk.run("record", "note", "own", "--by", "AUT", "--key", key, "Words \(key)")
        }
        let said = desk.run("news")
        #expect(!said.out.contains("Came in together"))
        #expect(said.lines.filter { $0.contains("Words") }.count == 3)
    }

    @Test func `a limit keeps the newest entries, and says how many are older`() throws {
        let desk = try desk(rows: 60)
        let one = desk.run("news", "--limit", "1")
        #expect(one.out.contains("65 events recorded"))
        #expect(one.lines[1] == "2 earlier entries are not shown: --limit N shows more.")
        #expect(one.out.contains("By hand") && !one.out.contains("Came in together"))
        #expect(desk.run("news", "--limit", "2").out.contains("1 earlier entry is not shown"))
        #expect(!desk.run("news", "--limit", "3").out.contains("not shown"))
        #expect(desk.run("news", "--all", "--limit", "2").out.contains("63 earlier entries are not shown"))
        for limit in ["0", "-1", "many"] { #expect(desk.run("news", "--limit", limit).code == 64) }
    }

    @Test func `in JSON each event is an element, in log order, and a limit keeps the last`() throws {
        let desk = try desk(rows: 300)
        func positions(_ words: String...) throws -> [Int] {
            let said = desk.run(["news", "--format", "json"] + words)
            return try #require(try JSON.parse(said.out).array).compactMap {
                $0.object?["position"]?.integer
            }
        }
        #expect(try positions() == Array(1...305))
        #expect(try positions("--limit", "3") == [303, 304, 305])
        #expect(try positions("--since", "2021-11-18", "--all") == Array(1...305))
        #expect(try positions("--by-others") == [])
        #expect(desk.run("news", "--format", "json", "--by-others").out == "[]\n")
    }

    @Test func `what is known so far is written while the rest is read`() throws {
        let desk = try desk(rows: 300)
        var flushed: [Int] = []
        var lines = 0
        let context = CommandContext(
            environment: desk.environment, now: { desk.clock }, wallClock: WallClock { _ in 60 },
            login: "clerk", print: { _ in lines += 1 }, printError: { _ in },
            flush: { flushed.append(lines) },
            readLine: { nil }, readText: { nil }, terminal: desk.terminal)
        #expect(CommandRunner(context: context).run(["news", "--all"]) == 0)
        #expect(flushed.count > 4 && flushed[0] < lines / 2, "\(flushed)")
    }
}
