import CanonicalJSON
import DisputeModel
import Foundation
import Testing
import TimeLimits

@testable import Interchange

@Suite(.endsInTime) struct ExportFormatTests {
    @Test func `no two formats have one name`() {
        #expect(Set(ExportFormat.all.map(\.name)).count == ExportFormat.all.count)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), (" edge", "\" edge\""),
        ("two\r\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+49", "'+49"), ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "\"'\tx\""), ("\r=1", "\"'\n=1\""), ("\u{FF1D}1", "'\u{FF1D}1"), ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"), ("\"\u{301}", "\"\"\"\u{301}\""),
        ("\u{1B}[2J\u{0}\u{9B}", "\u{241B}[2J\u{2400}\u{FFFD}"), ("", ""),
    ])
    func `a cell is what a table can hold and no spreadsheet runs`(text: String, cell: String) {
        var row = CSVRow()
        row.add(text: text)
        row.add("end")
        #expect(Array(row.line.unicodeScalars) == Array("\(cell),end\r".unicodeScalars))
    }

    @Test func `every code of the vocabulary has its place on Goldstein's scale`() throws {
        for code in Vocabulary.kinds.compactMap(\.cameo) {
            let value = try #require(CAMEOCode(code)?.goldstein, "\(code)")
            #expect(Double(value).map { abs($0) <= 10 } == true, "\(code)")
        }
    }

    @Test(.enabled(if: publishedScale != nil, "../shared/data/CAMEO.goldsteinscale.txt is not here."))
    func `every code that GDELT publishes has GDELT's value`() throws {
        let lines = try #require(publishedScale).split(whereSeparator: \.isNewline).dropFirst()
        #expect(lines.count == 311)
        for line in lines {
            let cells = line.split(separator: "\t").map(String.init)
            #expect(CAMEOCode(cells[0])?.goldstein == cells[1], "\(cells[0])")
        }
    }

    @Test(arguments: [
        ("010", 1, "01", "010", "0.0"), ("0312", 1, "03", "031", "5.2"), ("057", 1, "05", "057", "8.0"),
        ("085", 2, "08", "085", "7.0"), ("1122", 3, "11", "112", "-2.0"), ("1213", 3, "12", "121", "-4.0"),
        ("130", 3, "13", "130", "-4.4"), ("163", 4, "16", "163", "-8.0"), ("1823", 4, "18", "182", "-10.0"),
        ("090", 2, "09", "090", "-2.0"), ("141", 3, "14", "141", "-6.5"), ("150", 4, "15", "150", "-7.2"),
        ("20", 4, "20", "20", "-10.0"),
    ])
    func `a code tells its root, its quadrant and its place on the scale`(
        text: String, quadrant: Int, root: String, base: String, goldstein: String
    ) throws {
        let code = try #require(CAMEOCode(text))
        #expect(code.quadClass == quadrant && code.root == root && code.base == base)
        #expect(code.goldstein == goldstein)
    }

    @Test(arguments: ["", "1", "00", "21", "=01", "01a", "03122", "0\u{661}0"])
    func `what is no code of CAMEO's is taken for none`(text: String) { #expect(CAMEOCode(text) == nil) }

    @Test func `the code that a source gave goes before that of the kind`() {
        func code(_ details: JSON) -> String? {
            Event(JSONObject([("kind", "note"), ("details", details)])).cameo?.text
        }
        #expect(code(["cameo": "0231"]) == "0231")
        #expect(code(["cameo": "none"]) == "114")
    }

    @Test(
        arguments: [
            ("RUS", "RUS", "RUS", nil), ("AUT:MFA", "AUT", "AUT", nil), ("ROU", "ROM", "ROM", nil),
            ("MNE", "MTN", "MTN", nil),
            ("SSD", nil, nil, nil), ("EU:HR", "IGOEUREEC", "EUR", "EEC"), ("UN", "IGOUNO", nil, "UNO"),
            ("ICSID", "IGO", nil, nil), ("HAMAS", nil, nil, nil), ("?:migrants", nil, nil, nil),
            ("ZZZ", nil, nil, nil),
        ] as [(String, String?, String?, String?)])
    func `a party has CAMEO's codes where it has any`(
        reference: String, code: String?, country: String?, group: String?
    ) throws {
        let actor = CAMEOActor(Party(reference), .builtIn)
        #expect(actor.code == code && actor.country == country && actor.group == group)
    }

    @Test(arguments: [
        ("note", ["AUT", "DEU"], ["BLR", "RUS"], ["AUT-BLR", "AUT-RUS", "DEU-BLR", "DEU-RUS"]),
        ("meeting", ["AUT", "BLR"], [], ["AUT-BLR", "BLR-AUT"]),
        ("agreement", ["AUT", "BLR"], [], ["AUT-BLR", "BLR-AUT"]),
        ("statement", ["AUT", "BLR"], [], ["AUT-", "BLR-"]),
        ("meeting", ["AUT"], [], ["AUT-"]),
        ("incident", [], ["POL"], ["-POL"]),
        ("incident", [], [], ["-"]),
    ])
    func `an act is between each of those who do it and each of those to whom`(
        kind: String, actors: [String], addressees: [String], expected: [String]
    ) {
        let event = Event(
            JSONObject([
                ("kind", .string(kind)), ("actors", .array(actors.map(JSON.string))),
                ("addressees", .array(addressees.map(JSON.string))),
            ]))
        var dyads: [String] = []
        event.forEachDyad { dyads.append("\($0.actor?.reference ?? "")-\($0.addressee?.reference ?? "")") }
        #expect(dyads == expected)
    }
}

/// What GDELT publishes, where somebody has put it beside the project: it is not ours to keep.
private let publishedScale: String? = {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return try? String(contentsOfFile: "/\(package)/../shared/data/CAMEO.goldsteinscale.txt", encoding: .utf8)
}()
