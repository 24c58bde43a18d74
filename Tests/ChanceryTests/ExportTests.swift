import CanonicalJSON
import DisputeModel
import Foundation
import FoundationXML
import Testing
import TimeLimits

@testable import Interchange
@testable import chancery

/// What other programs get.
@Suite(.endsInTime) struct ExportTests {
    @Test(arguments: ["csv", "cameo", "cloudevents", "graphml"])
    func `the fixture's export is as it was when it was last looked at`(format: String) throws {
        let desk = try Desk()
        desk.run("restore", Desk.seed, "--name", "vienna.mfa.example")
        let said = desk.run("export", "--format", format, "blr-eu-migration/vienna-conference")
        #expect(said.code == 0 && said.err == "")
        try RecordedPages.expect(said.out, matches: "export-\(format)")
    }

    @Test(arguments: ExportFormat.all)
    func `without the projections an export is the same`(format: ExportFormat) throws {
        let desk = try Desk(Ledger.ofEverything)
        let some = desk.export(format, "--max-marking", "confidential")
        let all = desk.export(format)
        #expect(all.code == 0 && some.code == 0)
        try desk.tamper("DELETE FROM projection")
        #expect(desk.export(format) == all)
        #expect(desk.export(format, "--max-marking", "confidential") == some)
    }

    @Test func `a table has one row an event, and every row every column`() throws {
        let rows = try Desk(seeded: true).table("csv")
        #expect(rows.count == 55)
        #expect(Set(rows.map(\.count)) == [41])
        let named = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
        #expect(named.map { $0["position"] } == (1...54).map(String.init))
        let corrected = try #require(named.first { $0["position"] == "19" })
        #expect(corrected["corrected"] == "true" && corrected["retracted"] == "false")
        #expect(corrected["actors"] == "UN:OHCHR" && corrected["place"] == "2020-08-01T00:00:00.000Z")
        #expect(corrected["summary"]?.hasPrefix("The gift is said to have gone to the defence") == true)
    }

    @Test func `what concerns the log itself is in the table, in no dispute and where it was recorded`()
        throws
    {
        let desk = try Desk(seeded: true)
        desk.run("parties", "add", "OSCE-MM", "Monitoring Mission")
        for _ in 1...2 {
            let rows = try desk.table("csv")
            let row = Dictionary(uniqueKeysWithValues: zip(rows[0], try #require(rows.last)))
            #expect(row["kind"] == "party-registered" && row["dispute"] == "" && row["standing"] == "")
            #expect(row["place"] == row["recordedAt"])
            // Up to a marking there is no column of positions.
            #expect(try desk.table("csv", "--max-marking", "public") == rows.map { Array($0.dropFirst()) })
            try desk.tamper("DELETE FROM projection")
        }
        #expect(!desk.run("export", "--format", "graphml").out.contains("party-registered"))
    }

    @Test func `a retracted event is in the table, and in no graph and no coding`() throws {
        var ledger = Ledger()
        ledger.open()
        ledger.retract(ledger.act("Taken back."))
        let desk = try Desk(ledger)
        let rows = try desk.table("csv")
        let column = try #require(rows[0].firstIndex(of: "retracted"))
        #expect(rows.map { $0[column] } == ["retracted", "false", "true", "false"])
        #expect(try desk.table("cameo").count == 1)
        #expect(!desk.run("export", "--format", "graphml").out.contains("<edge"))
    }

    @Test func `codings have GDELT's 58 columns, and what is not known is empty`() throws {
        let rows = try Desk(seeded: true).table("cameo")
        #expect(Set(rows.map(\.count)) == [58])
        #expect(Set(rows.map { $0[0] }).count == rows.count, "no two rows have one id")
        let named = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
        let sanction = try #require(named.first { $0["EventCode"] == "163" })
        let expected = [
            "SQLDATE": "20211115", "MonthYear": "202111", "Year": "2021", "FractionDate": "2021.8630",
            "Actor1Code": "IGOEUREEC", "Actor1KnownGroupCode": "EEC", "Actor1CountryCode": "EUR",
            "Actor1Type1Code": "IGO", "Actor2Code": "BLR", "Actor2CountryCode": "BLR", "EventBaseCode": "163",
            "EventRootCode": "16", "QuadClass": "4", "GoldsteinScale": "-8.0", "IsRootEvent": "1",
            "DATEADDED": "20211115", "AvgTone": "", "ActionGeo_Lat": "", "NumMentions": "",
        ]
        for (column, value) in expected { #expect(sanction[column] == value, "\(column)") }
        let about = try #require(named.first { $0["Year"] == "2021" && $0["SQLDATE"] == "" })
        #expect(about["FractionDate"] == "" && about["MonthYear"]?.count == 6)
        let meeting = named.filter { $0["EventCode"] == "040" && $0["SQLDATE"] == "20211110" }
        #expect(meeting.map { $0["Actor1Code"] } == ["BLR", "RUS"])
    }

    @Test func `CloudEvents keep the specification's rules`() throws {
        for desk in [try Desk(seeded: true), try Desk(Ledger.ofEverything)] {
            let text = desk.run("export", "--format", "cloudevents").out
            let batch = try #require(try JSON.parse(text).array)
            let lines = desk.run("export").lines
            #expect(batch.count == lines.count)
            var ids: Set<String> = []
            var last = ""
            for (event, line) in zip(batch.compactMap(\.object), lines) {
                for key in event.keys {
                    #expect(key.wholeMatch(of: /[a-z0-9]{1,20}/) != nil, "\(key)")
                    if key != "data" { #expect(event[key]?.string?.isSoundAttribute == true, "\(key)") }
                }
                #expect(event["specversion"] == "1.0" && event["datacontenttype"] == "application/json")
                let source = try #require(event["source"]?.string)
                #expect(
                    source.wholeMatch(of: /urn:chancery:log:([A-Za-z0-9._~-]|%[0-9A-F]{2})+/) != nil,
                    "\(source)")
                #expect(event["type"]?.string?.hasPrefix("chancery.event.") == true)
                #expect(
                    ids.insert(try #require(event["id"]?.string)).inserted,
                    "source and id are of one event only")
                #expect(event["time"]?.string.flatMap { Instant($0) } != nil)
                let sequence = try #require(event["sequence"]?.string)
                #expect(sequence > last && sequence.utf8.count == 19)
                last = sequence
                #expect(event["data"]?.canonical == line)
            }
        }
    }

    @Test func `GraphML is read by a reader of XML, and every edge has its nodes`() throws {
        for desk in [try Desk(seeded: true), try Desk(Ledger.ofEverything)] {
            let graph = try Graph(desk.run("export", "--format", "graphml").out)
            #expect(graph.nodes.count > 1 && graph.edges.count > 1)
            #expect(Set(graph.nodes).count == graph.nodes.count)
            for edge in graph.edges { #expect(graph.nodes.contains(edge.0) && graph.nodes.contains(edge.1)) }
        }
    }

    @Test(.enabled(if: Networkx.isInstalled, "Python's networkx is not installed."))
    func `GraphML is read by networkx`() throws {
        for desk in [try Desk(seeded: true), try Desk(Ledger.ofEverything)] {
            let text = desk.run("export", "--format", "graphml").out
            let graph = try Graph(text)
            let answer = try Networkx.count(try desk.write(text, to: "graph.graphml"))
            #expect(answer == "\(graph.nodes.count) \(graph.edges.count)\n")
        }
    }

    @Test func `an unknown format or level is refused with the names of those that there are`() throws {
        let desk = try Desk(seeded: true)
        let format = desk.run("export", "--format", "xml")
        #expect(format.code == 64 && format.err.contains("'graphml'"))
        let level = desk.run("export", "--max-marking", "cosmic")
        #expect(level.code == 64 && level.err.contains("'restricted'"))
    }
}

extension String {
    /// CloudEvents 1.0, "Type System", String: not empty, no control characters, no noncharacters.
    fileprivate var isSoundAttribute: Bool {
        !isEmpty
            && unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control && !$0.properties.isNoncharacterCodePoint
            }
    }
}

/// What a reader of XML finds in GraphML.
private final class Graph: NSObject, XMLParserDelegate {
    private(set) var nodes: [String] = []
    private(set) var edges: [(String, String)] = []

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if element == "node" { nodes.append(attributes["id"] ?? "") }
        if element == "edge" { edges.append((attributes["source"] ?? "", attributes["target"] ?? "")) }
    }
}

private enum Networkx {
    static var isInstalled: Bool { (try? run("import networkx"))?.code == 0 }

    static func count(_ path: String) throws -> String {
        let said = try run(
            """
            import networkx, sys
            graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)
            print(len(graph.nodes), len(graph.edges))
            """, path)
        return said.out
    }

    private static func run(_ script: String, _ words: String...) throws -> (code: Int32, out: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
