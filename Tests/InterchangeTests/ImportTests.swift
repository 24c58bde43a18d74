import CanonicalJSON
import Casebook
import DisputeModel
import Foundation
import SystemPackage
import Testing
import TimeLimits

@testable import Interchange

@Suite(.endsInTime) struct ImportTests {
    @Test func `a row is an event, and the first of a dispute opens it`() throws {
        let room = try PostRoom()
        let table = PostRoom.table(
            "1,2024-05-01,demand,FRA,DEU,\"Stop, please\"", "2,2024-05-02,refusal,DEU,FRA,No",
            "3,2024-05,note,FRA,ITA,")
        let report = try room.take(table)
        #expect(report.rows == 3 && report.events == 3 && report.opened == 2 && report.bad == 0)
        let events = try room.events
        #expect(events.map(\.kindName) == ["dispute-opened", "demand", "refusal", "dispute-opened", "note"])
        #expect(events.map(\.dispute) == ["deu-fra", "deu-fra", "deu-fra", "fra-ita", "fra-ita"])
        #expect(events[0].key == "open:deu-fra" && events[1].key == "1")
        #expect(events[1].summary == "Stop, please" && events[1].recordedBy == "clerk")
        #expect(events[4].fields["summary"] == nil)
        #expect(events[4].occurred?.precision == .month)
        #expect(try room.isCurrent)
    }

    @Test func `what has been imported adds nothing when it is imported again`() throws {
        let room = try PostRoom()
        let table = PostRoom.table("1,2024-05-01,demand,FRA,DEU,a", "2,2024-05-02,refusal,DEU,FRA,b")
        try room.take(table)
        let before = try room.drafts
        let again = try room.take(table + "3,2024-05-03,reply,DEU,FRA,c\n")
        #expect(again.known == 2 && again.events == 1 && again.opened == 0)
        #expect(try Array(room.drafts.dropLast()) == before)
    }

    @Test func `rows without a key of their own are known by their words, and of the same words each is one`()
        throws
    {
        let room = try PostRoom()
        let mapping = PostRoom.mapping.replacing("  key: \"{number}\"\n", with: "")
        let table = PostRoom.table(
            "1,2024-05-01,demand,FRA,DEU,a", "1,2024-05-01,demand,FRA,DEU,a", "1,2024-05-01,demand,FRA,DEU,b")
        let report = try room.take(table, mapping: mapping)
        #expect(report.events == 3 && report.known == 0 && report.repeated == 0)
        #expect(try room.events.dropFirst().allSatisfy { $0.key?.hasPrefix("row:") ?? false })
        let again = try room.take(table, mapping: mapping)
        #expect(again.events == 0 && again.known == 3 && again.repeated == 0)
    }

    // MARK: Bad rows

    @Test func `a bad row leaves nothing, and the others are filed`() throws {
        let room = try PostRoom()
        let report = try room.take(
            PostRoom.table(
                "1,2024-05-01,demand,FRA,DEU,a",
                "2,2024-05-01,demnad,FRA,ITA,its dispute must not be opened for it alone",
                "3,2024-02-30,demand,FRA,DEU,no such day", "4,2024-05-01,demand,FRA,FRA,one side",
                "5,2024-05-01,demand,FRA", "1,2024-05-01,demand,FRA,DEU,another event of this key",
                "6,2034-05-01,demand,FRA,DEU,not yet", "7,2024-05-01,demand,FRA,XQX,nobody",
                "8,2024-05-01,demand,FRA,DEU,good"))
        #expect(report.events == 2 && report.opened == 1 && report.bad == 7)
        #expect(
            report.problems == [
                "[3]: There is no kind \"demnad\".",
                "[4]: \"2024-02-30\" is not a valid date for \"occurred\".",
                "[5]: FRA and FRA are on different sides, but one is the other or is part of it.",
                "[6]: It has 4 cells, and the table 6 columns.",
                "[7]: The key \"1\" belongs to #2, which says something else: {\"summary\":\"a\"} there, {\"summary\":\"another event of this key\"} here.",
                "[8]: The event would take place on 2034-05-01, more than 14 hours after it is recorded (2024-08-24).",
                "[9]: No party is called \"XQX\".",
            ])
        #expect(try room.events.map(\.kindName) == ["dispute-opened", "demand", "demand"])
        #expect(try room.isCurrent)
    }

    @Test func `a row of several events is filed whole, or nothing of it`() throws {
        let room = try PostRoom()
        let mapping = """
            dispute:
              id: "{pair}"
              title: "{pair}"
              sides: [{name: France, members: [FRA]}, {name: Germany, members: [DEU]}]
            events:
              - {key: "{number}-a", kind: demand, actors: [FRA], summary: "{words}"}
              - {key: "{number}-b", kind: "{reply}", actors: [DEU], inResponseTo: ["{number}-a"], skip: {reply: ""}}
            """
        let table = """
            number,pair,words,reply
            1,one,a,refusal
            2,one,b,nonsense
            3,two,c,nonsense
            4,two,d,
            5,one,e,reply

            """
        let report = try room.take(table, mapping: mapping)
        #expect(report.events == 5 && report.opened == 2)
        #expect(report.problems == ["[3, 4]: There is no kind \"nonsense\"."])
        let events = try room.events
        #expect(events.map { $0.key ?? "" } == ["open:one", "1-a", "1-b", "open:two", "4-a", "5-a", "5-b"])
        #expect(events[2].inResponseTo == [events[1].id])
        #expect(events[6].inResponseTo == [events[5].id])
        #expect(try room.isCurrent)
    }

    @Test func `a parent is opened before its part`() throws {
        let room = try PostRoom()
        let mapping = """
            dispute:
              id: "{case}/{part | slug}"
              title: "{part}"
              sides: [{name: France, members: [FRA]}, {name: Germany, members: [DEU]}]
              parent:
                id: "{case}"
                title: "The case {case}"
                sides: [{name: France, members: [FRA]}, {name: Germany, members: [DEU]}]
            """
        let report = try room.take("case,part\nc1,Fish\nc1,Coal & steel\n", mapping: mapping)
        #expect(report.opened == 3 && report.events == 0)
        #expect(try room.events.map(\.dispute) == ["c1", "c1/fish", "c1/coal-and-steel"])
    }

    @Test func `a mapping that opens nothing files into what is open`() throws {
        let room = try PostRoom()
        let table = PostRoom.table("1,2024-05-01,demand,FRA,DEU,a")
        let mapping = "dispute: {id: deu-fra}\nevent: {key: \"x{number}\", kind: note, actors: [FRA]}"
        #expect(try room.take(table, mapping: mapping).problems == ["[2]: There is no dispute \"deu-fra\"."])
        try room.take(table)
        #expect(try room.take(table, mapping: mapping).events == 1)
    }

    @Test func `bad rows go to a table, as they were, and as no formulas`() throws {
        let room = try PostRoom()
        let rows = [
            "=1+1,2024-05-01,nonsense,FRA,DEU,\"a, \"\"b\"\"\"", "2,2024-05-01,note,FRA,DEU,good",
            "3,,\u{1B}[2J,FRA,DEU,",
        ]
        try room.take(PostRoom.table(rows[0], rows[1], rows[2]), rejects: "bad.csv")
        let written = try #require(room.folder.read("bad.csv"))
        #expect(
            written
                == "line,reason,row\r\n2,\"There is no kind \"\"nonsense\"\".\",\"'=1+1,2024-05-01,nonsense,FRA,DEU,\"\"a, \"\"\"\"b\"\"\"\"\"\"\"\r\n"
                + "4,\"There is no kind \"\"\u{1B}[2J\"\".\",\"3,,\u{1B}[2J,FRA,DEU,\"\r\n")
        #expect(throws: TableError.cannotCreate(room.folder.path("bad.csv"), .fileExists)) {
            try room.take(PostRoom.table(rows[0]), rejects: "bad.csv")
        }
    }

    @Test func `cells may hold anything; it is words to us`() throws {
        let room = try PostRoom()
        let nasty = [
            "\u{0}", "\u{1B}]0;x\u{7}", "=HYPERLINK(1)", "{number}", "<script>", "\u{202E}abc",
            "'); DROP TABLE event;--",
        ]
        let rows = nasty.enumerated().map { "\($0.offset),2024-05-01,note,FRA,DEU,\"\($0.element)\"\n" }
            .joined()
        let long = String(repeating: "x", count: 60_000)
        let report = try room.take(PostRoom.table() + rows + "long,2024-05-01,note,FRA,DEU,\(long)\n")
        #expect(report.bad == 0)
        #expect(try room.events.dropFirst().map { $0.summary ?? "" } == nasty + [long])
    }

    // MARK: All or nothing, and what would be

    @Test func `strict files nothing where one row is bad, and says of each what is wrong`() throws {
        let room = try PostRoom()
        room.options.isStrict = true
        let good = PostRoom.table("1,2024-05-01,demand,FRA,DEU,a")
        let report = try room.take(good + "2,,x,FRA,DEU,\n3,,y,FRA,DEU,\n")
        #expect(report.bad == 2 && report.events == 1)
        #expect(try room.events.isEmpty)
        #expect(try room.take(good).events == 1)
        #expect(try room.events.count == 2)
        #expect(try room.isCurrent)
    }

    @Test func `a dry run says what would be filed, and files nothing`() throws {
        let room = try PostRoom()
        room.options.isDryRun = true
        let table = PostRoom.table(
            "1,2024-05-01,demand,FRA,DEU,a", "2,2024-05-01,x,FRA,DEU,a", "3,2024-05-01,note,FRA,ITA,b")
        let would = try room.take(table)
        #expect(would.events == 2 && would.opened == 2 && would.bad == 1)
        #expect(try room.events.isEmpty)
        room.options.isDryRun = false
        #expect(try room.take(table) == would)
    }

    // MARK: Interrupted

    private static let many = (1...300).map { number in
        "\(number),2024-0\(1 + number % 6)-\(10 + number % 18),\(["demand", "refusal", "protest"][number % 3]),FRA,\(["DEU", "ITA", "ESP"][number % 3]),word \(number)\n"
    }

    @Test(arguments: [1, 7, 140])
    func `an import that was interrupted is carried on, and gives the same log`(batch: Int) throws {
        let whole = try PostRoom()
        let table = PostRoom.table() + Self.many.joined()
        #expect(try whole.take(table).events == 300)
        let room = try PostRoom()
        room.options.batch = batch
        struct Interruption: Error {}
        let path = try room.folder.write(table, to: "table.csv")
        let mapping = try room.folder.write(PostRoom.mapping, to: "mapping.yaml")
        var count = 0
        // As when the process is killed: what is not committed by then is gone.
        #expect(throws: Interruption.self) {
            let table = try TableImport(FilePath(path), mapping: FilePath(mapping), parties: .builtIn)
            _ = try table.run(
                into: room.casebook, room.options,
                at: {
                    count += 1
                    // At the beginning of a later transaction.
                    if count == 3 { throw Interruption() }
                    return room.clock
                })
        }
        _ = try room.take(at: path, mapping: mapping)
        #expect(try room.drafts == whole.drafts)
        #expect(try room.isCurrent)
    }

    @Test func `what comes before the end of a table that breaks off is filed`() throws {
        let room = try PostRoom()
        let table = PostRoom.table() + Self.many.joined()
        let packed = try room.folder.gzip(table)
        let mapping = try room.folder.write(PostRoom.mapping, to: "mapping.yaml")
        let short = try room.folder.write(Array(packed.dropLast(20)), to: "table.csv.gz")
        #expect(throws: TableError.cutShort(short)) { try room.take(at: short, mapping: mapping) }
        let filed = try room.events.count
        #expect(filed > 0 && filed < 303)
        let rest = try room.take(at: room.folder.write(packed, to: "table.csv.gz"), mapping: mapping)
        #expect(rest.known + rest.events == 300)
        #expect(try room.events.count == 303)
    }

    @Test func `rows that the mapping does not mean are left out and counted`() throws {
        let room = try PostRoom()
        let mapping =
            PostRoom.mapping
            + "\nrows: {only: {kind: [demand, note]}, skip: {words: \"\", from: {not: FRA}}}\n"
        let table = PostRoom.table(
            "1,2024-05-01,demand,FRA,DEU,a", "2,2024-05-01,protest,FRA,DEU,a", "3,2024-05-01,note,ITA,DEU,",
            "4,2024-05-01,note,FRA,DEU,")
        let report = try room.take(table, mapping: mapping)
        #expect(report.events == 2 && report.leftOut == 2 && report.rows == 4)
    }
}
