import CanonicalJSON
import DisputeModel
import Testing

@testable import Interchange

@Suite struct ExportFormatTests {
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

    @Test func `every code of the vocabulary has its place on Goldstein's scale, and no other`() {
        #expect(Set(CAMEOCode.scale.keys) == Set(Vocabulary.kinds.compactMap(\.cameo)))
        for value in CAMEOCode.scale.values { #expect(Double(value).map { abs($0) <= 10 } == true) }
    }

    @Test(arguments: [
        ("010", 1, "01"), ("057", 1, "05"), ("085", 2, "08"), ("100", 3, "10"), ("139", 3, "13"),
        ("163", 4, "16"),
    ])
    func `a code tells its root and its quadrant`(code: String, quadrant: Int, root: String) {
        let code = CAMEOCode(text: code)
        #expect(code.quadClass == quadrant && code.root == root && code.base == code.text)
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
