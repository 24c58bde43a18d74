import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Platform
import Foundation
import Glibc
import SystemPackage
import Testing
import TimeLimits

@testable import Interchange

/// What the rows of a table are known by, which of them are none, and in which order they may stand.
@Suite(.endsInTime) struct RowTests {
    private static let keyless = """
        dispute: {id: zz, title: Z, sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]}
        event: {kind: incident, occurred: "{day}", summary: "{what}"}
        """

    @Test func `the second and the third row of the same words are events of their own, once`() throws {
        let room = try PostRoom()
        let table = "day,what\n2001-01-01,riot\n2001-01-01,riot\n2001-01-02,riot\n2001-01-01,riot\n"
        let first = try room.take(table, mapping: Self.keyless)
        #expect(first.events == 4 && first.known == 0 && first.repeated == 0)
        let again = try room.take(table + "2001-01-01,riot\n", mapping: Self.keyless)
        #expect(again.events == 1 && again.known == 4)
    }

    @Test
    func `rows alike are two where their fingerprint is part of a key, and for several events of a row`()
        throws
    {
        let room = try PostRoom()
        let mapping = """
            dispute: {id: zz, title: Z, sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]}
            events:
              - {key: "x:{#hash}", kind: incident, summary: "{what}"}
              - {kind: incident, summary: "{what} too"}
            """
        let table = "what\nriot\nriot\n"
        #expect(try room.take(table, mapping: mapping).events == 4)
        #expect(try room.take(table, mapping: mapping).known == 4)
    }

    @Test func `one key with the same words is one event, which stands in the table twice`() throws {
        let room = try PostRoom()
        let row = "1,2024-05-01,demand,FRA,DEU,a"
        let report = try room.take(PostRoom.table(row, row))
        #expect(report.events == 1 && report.known == 0 && report.repeated == 1)
        let again = try room.take(PostRoom.table(row, row))
        #expect(again.events == 0 && again.known == 1 && again.repeated == 1)
    }

    /// However it is saved, the same data gives the same log.
    @Test func `a row is known by its words, however the table was saved`() throws {
        let room = try PostRoom()
        #expect(try room.take("day,what\n2001-01-01,a\n2001-01-02,b\n", mapping: Self.keyless).events == 2)
        let savings = [
            "\"day\",\"what\"\r\n\"2001-01-01\",\"a\"\r\n\"2001-01-02\",\"b\"\r\n",
            "day;what\n2001-01-01;a\n2001-01-02;b\n", "what\tday\na\t2001-01-01\nb\t2001-01-02\n",
            "day,what,more\n2001-01-01,a,x\n2001-01-02,b,y\n", "day,what\n2001-01-02,b\n2001-01-01,a\n",
            "\u{FEFF}day,what\r2001-01-01,a\r2001-01-02,b\r",
            "day,what,\n2001-01-01,a,\n2001-01-02,b,\n\u{1A}",
        ]
        for table in savings {
            let report = try room.take(table, mapping: Self.keyless)
            #expect(report.known == 2 && report.events == 0 && report.bad == 0, "\(table)")
        }
        let packed = try room.folder.write(try room.folder.gzip(savings[2]), to: "table.gz")
        let mapping = try room.folder.write(Self.keyless, to: "mapping.yaml")
        #expect(try room.take(at: packed, mapping: mapping).known == 2)
        #expect(try room.events.count == 3)
    }

    @Test func `what version 0.1.0 imported is known again`() throws {
        let logs =
            "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/logs/"
        let folder = try Folder()
        let path = folder.path("old.db")
        try FileManager.default.copyItem(atPath: logs + "0.1.0.db", toPath: path)
        let casebook = try Casebook(at: FilePath(path), .writing)
        defer { try? casebook.close() }
        let before = try casebook.store.read { try Log($0).head().position }
        let report = try TableImport(
            FilePath(logs + "0.1.0.table.csv"), mapping: FilePath(logs + "0.1.0.mapping.yaml"),
            parties: casebook.parties()
        ).run(into: casebook, .init(), at: { Instant(milliseconds: 1_800_000_000_000) })
        #expect(report.known == 2 && report.events == 0 && report.bad == 0 && report.notes.isEmpty)
        #expect(try casebook.store.read { try Log($0).head().position } == before)
    }

    // MARK: Rows that are none

    @Test(arguments: [",,", " , ,\t", ",,,,,", "\"\",\"\",\"\"", "\u{A0},,"])
    func `a row in which nothing stands is passed over and counted`(row: String) throws {
        let room = try PostRoom()
        let mapping = """
            dispute: {id: zz, title: Z, sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]}
            event: {kind: incident, occurred: "{day}", summary: "{what}", actors: ["{who}"]}
            """
        let table = "day,what,who\n2001-01-01,riot,AUT\n\(row)\n2001-01-02,riot,AUT,,\n\(row)"
        let report = try room.take(table, mapping: mapping)
        #expect(report.events == 2 && report.rows == 2 && report.empty == 2 && report.bad == 0)
    }

    // MARK: The order of rows

    private static let replies = """
        dispute: {id: fence, title: F, sides: [{name: A, members: [AUT]}, {name: S, members: [SVN]}]}
        event: {key: "f:{no}", kind: reply, occurred: "{day}", actors: [AUT], inResponseTo: ["f:{re}"]}
        """

    @Test(arguments: [1, 3, 10_000]) func `a reply may stand above what it answers`(batch: Int) throws {
        let room = try PostRoom()
        room.options.batch = batch
        var rows = (1...40).map { "\($0),2021-05-04,\($0 == 1 ? "" : String($0 - 1))\n" }
        rows.reverse()
        let report = try room.take("no,day,re\n" + rows.joined(), mapping: Self.replies)
        #expect(report.events == 40 && report.bad == 0 && report.rows == 40)
        let again = try room.take("no,day,re\n" + rows.joined(), mapping: Self.replies)
        #expect(again.known == 40 && again.events == 0)
        #expect(try room.isCurrent)
    }

    @Test func `rows in no order find each other, and one whose reference never comes is bad`() throws {
        let room = try PostRoom()
        let report = try room.take(
            "no,day,re\n3,2021-05-03,2\n5,2021-05-05,4\n2,2021-05-02,1\n7,2021-05-07,6\n8,2021-05-08,7\n"
                + "4,2021-05-04,3\n1,2021-05-01,\n", mapping: Self.replies)
        #expect(report.events == 5 && report.bad == 2)
        #expect(
            Set(report.problems) == [
                "[5]: \"inResponseTo\" names \"f:6\", but no event has this key.",
                "[6]: \"inResponseTo\" names \"f:7\", but no event has this key.",
            ])
    }

    /// It was taken for the position of an event of another matter.
    @Test func `a number that names a row is its key, and never a position`() throws {
        let room = try PostRoom()
        let mapping = Self.replies.replacing("f:{", with: "{")
        let report = try room.take("no,day,re\n2,2021-05-02,1\n1,2021-05-01,\n", mapping: mapping)
        #expect(report.events == 2 && report.bad == 0)
        let events = try room.events
        #expect(events[2].key == "2" && events[2].inResponseTo == [events[1].id])
        #expect(try room.take("no,day,re\n5,2021-05-02,3\n", mapping: mapping).bad == 1)
    }

    @Test func `rows that wait come back as they were, last first, from a file too`() throws {
        var waiting = DeferredRows()
        let long = [UInt8](repeating: 0x61, count: 100_000)
        for number in 1...100 {
            let cells = [TableRow.Cell(start: 0, end: Int32(number), isDoubled: number % 2 == 0)]
            try waiting.append(TableRow(line: number, bytes: long, cells: cells, quote: 0x22), number * 2)
        }
        for number in (1...100).reversed() {
            let (row, ordinal) = try #require(try waiting.popLast())
            #expect(row.line == number && ordinal == number * 2 && row.bytes == long && row.quote == 0x22)
            #expect(row.cells[0].end == Int32(number) && row.cells[0].isDoubled == (number % 2 == 0))
        }
        #expect(waiting.isEmpty)
    }

    // MARK: Disputes

    @Test func `a child whose id does not begin with its parent's lies within it all the same`() throws {
        let room = try PostRoom()
        let sides = "sides: [{name: E, members: [EU]}, {name: S, members: [AUT]}]"
        func mapping(_ id: String) -> String {
            "dispute: {id: \"\(id)\", title: \"{case}\", \(sides), parent: {id: \"inf-{state | slug}\", title: P, \(sides)}}\n"
                + "event: {key: \"{case}\", kind: request-for-explanation, actors: [EU]}"
        }
        let report = try room.take(
            "case,state\n2004/1,Austria\n2004/2,Austria\n", mapping: mapping("{case | slug}"))
        #expect(report.opened == 3 && report.bad == 0)
        #expect(
            Set(try room.events.map(\.dispute)) == [
                "inf-austria", "inf-austria/2004-1", "inf-austria/2004-2",
            ])
        let whole = try room.take("case,state\n3,Austria\n", mapping: mapping("inf-{state | slug}/{case}"))
        #expect(whole.opened == 1 && whole.bad == 0)
        let other = try room.take("case,state\n4,Austria\n", mapping: mapping("other/{case}"))
        #expect(
            other.problems == ["[2]: The dispute \"other/4\" does not lie within its parent \"inf-austria\"."]
        )
    }

    @Test func `a title of white space opens nothing`() throws {
        let room = try PostRoom()
        let mapping = Self.keyless.replacing("title: Z", with: "title: \"{who?} \"")
        let report = try room.take("day,what,who\n2001-01-01,riot,\n", mapping: mapping)
        #expect(report.events == 0 && report.problems == ["[2]: The title of the dispute \"zz\" is empty."])
    }

    @Test func `sides and a title that the mapping now says otherwise are named, and a person's are left`()
        throws
    {
        let room = try PostRoom()
        let table = "day,what\n2001-01-01,riot\n2001-01-02,riot\n"
        try room.take(table, mapping: Self.keyless)
        #expect(try room.take(table, mapping: Self.keyless).notes.isEmpty)
        let other = Self.keyless.replacing("title: Z", with: "title: Zz").replacing("[NOR]", with: "[SWE]")
        let report = try room.take(table, mapping: other)
        #expect(report.notes.map(\.note.kind) == [.opening] && report.notes[0].note.subject == "zz")
        #expect(report.notes[0].note.differences.map(\.field) == ["details.sides", "details.title"])
        #expect(report.notes[0].note.differences[0].row == "A=AUT, B=SWE")
        #expect(try room.events.count == 3)
        let opening = try room.events[0]
        let corrected: JSON = [
            "kind": "correction", "dispute": "zz", "target": .string(opening.id),
            "details": [
                "fields": [
                    "details": [
                        "title": "Mine",
                        "sides": [["name": "A", "members": ["AUT"]], ["name": "B", "members": ["NOR"]]],
                    ]
                ]
            ],
        ]
        _ = try room.casebook.file([try #require(corrected.object)], by: "clerk", at: room.clock)
        #expect(try room.take(table, mapping: Self.keyless).notes.isEmpty)
    }
}
