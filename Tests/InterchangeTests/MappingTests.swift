import Casebook
import DisputeModel
import Testing
import TimeLimits

@testable import Interchange

@Suite(.endsInTime) struct MappingTests {
    /// What a template gives for a row with these cells, which are columns a, b and c.
    private func text(_ template: String, _ a: String, _ b: String = "", _ c: String = "") throws -> String? {
        let setting = YAMLNode(file: "m", line: 1, value: .text(template, isPlain: false))
        var scope = Scope(columns: Scope.Columns(names: ["a", "b", "c"]), parties: PartyNames(.builtIn))
        scope.codes["kinds"] = CodeTable(
            name: "kinds", meanings: ["11": "criticism", "112": "accusation", "x": ""], hasPrefixes: true)
        return try TemplateReader.read(template, setting, scope).text(reading(a, b, c))
    }

    private func reading(_ cells: String...) -> RowEvaluation {
        let reading = RowEvaluation(fileName: "t.csv", empty: Array(repeating: ["-9"], count: 3))
        var places: [TableRow.Cell] = []
        var bytes: [UInt8] = []
        for cell in cells {
            let start = Int32(bytes.count)
            bytes += Array(cell.utf8)
            places.append(TableRow.Cell(start: start, end: Int32(bytes.count), isDoubled: false))
        }
        reading.begin(TableRow(line: 7, bytes: bytes, cells: places, quote: nil))
        return reading
    }

    @Test(arguments: [
        ("{a}", "x", "x"), ("{a}:{#line}", "x", "x:7"), ("{{{a}}}", "x", "{x}"), ("{#file}", "", "t.csv"),
        ("{a}", "", nil), ("{a}", "-9", nil), ("x{b}", "x", nil), ("x{b?}", "x", "x"),
        ("{ a | upper }", "é", "É"),
        ("{a | lower}", "FRA", "fra"), ("{a | trim}", " x ", "x"),
        ("{a | slug}", "Côte d’Ivoire / Mali!", "cote-divoire-mali"),
        ("{a | slug}", "Пример", nil), ("{a | path}", " One, two: three\u{7} ", "One; two; three"),
        ("{a | number}", "007", "7"), ("{a | code kinds}", "1122", "accusation"),
        ("{a | code kinds}", "119", "criticism"),
        ("{a | code kinds}", "x", nil), ("{a | code kinds | else none}", "x", "none"),
        ("{a | code kinds | else none}", "2", "none"),
        ("{a | party}", "Russia", "RUS"), ("{a | party | name}", "fra", "France"),
        ("{a | between ( )}", "Party (X) (France)", "France"),
        ("{a | between '(' ')'}", "France", nil), ("{a | before ' ('}", "Citizen (France)", "Citizen"),
        ("{a | before ' ('}", "France", "France"),
        ("{a | after ':'}", "UN:SG", "SG"), ("{a | after ':'}", "UN", nil),
        ("{a | replace \"_\" ' '}", "a_b_c", "a b c"),
        ("{a, b | pair}", "x", nil), ("{'a' | upper}", "x", "X"), ("{a | else 'no | one}'}", "", "no | one}"),
    ])
    func `a template gives words, or nothing`(template: String, cell: String, expected: String?) throws {
        #expect(try text(template, cell) == expected)
    }

    @Test func `two of a pair are the same pair either way round`() throws {
        #expect(try text("{a, b | pair | lower}", "FRA", "DEU") == "deu-fra")
        #expect(try text("{a, b | pair | lower}", "DEU", "FRA") == "deu-fra")
    }

    @Test(arguments: [
        ("{a | number}", "x1", "\"x1\" in a is not a whole number."),
        ("{a | code kinds}", "2", "\"2\" in a is not in the code table \"kinds\"."),
        ("{a | party}", "Ruritania", "\"Ruritania\" in a is not a known party."),
    ])
    func `what a filter cannot read makes the row a bad one`(template: String, cell: String, problem: String)
        throws
    {
        #expect(throws: RowError(problem)) { try text(template, cell) }
    }

    // MARK: Dates

    @Test(arguments: [
        ("YYYYMMDD", "20240229", "2024-02-29"), ("D/M/YYYY", "3/12/2024", "2024-12-03"),
        ("M/D/YYYY", "3/1/2024", "2024-03-01"),
        ("DD MMM YYYY", "03 Sept 2024", "2024-09-03"), ("MMM D, YYYY", "May 7, 2024", "2024-05-07"),
        ("YYYY", "1816", "1816"),
        ("YYYY-MM-DD hh:mm:ss", "2024-05-01 10:20:30", "2024-05-01T10:20:30Z"),
        ("YYYYMMDDhhmm", "202405011020", "2024-05-01T10:20Z"),
        ("YYYYMMDD", "2024-02-29", nil), ("YYYYMMDD", "202402291", nil), ("MMM YYYY", "Smarch 2024", nil),
    ])
    func `a date is read as it is written`(pattern: String, words: String, expected: String?) throws {
        #expect(try #require(DatePattern(pattern)).read(words) == expected)
    }

    @Test(arguments: ["MMDD", "YYYYDD", "YYYY hh", "x"]) func `a pattern that makes no date is refused`(
        pattern: String
    ) {
        #expect(DatePattern(pattern) == nil)
    }

    @Test(
        arguments: [
            (["1992", "7", "16"], "1992-07-16"), (["1992", "7", "-9"], "1992-07"),
            (["1992", "-9", "-9"], "1992"),
            (["-9", "7", "1"], nil), (["1992", "", "16"], "1992"),
        ] as [([String], String?)])
    func `of a date in parts comes what is known`(parts: [String], expected: String?) throws {
        func part(_ index: Int) -> Expression {
            .template(
                Template(pieces: [
                    .placeholder(.init(sources: [.cell(index)], name: "", isOptional: false, filters: []))
                ]))
        }
        let form = DateForm.parts(year: part(0), month: part(1), day: part(2))
        #expect(try form.text(reading(parts[0], parts[1], parts[2])) == expected)
        let open = DateForm.interval(from: .date(form), to: .first([]))
        #expect(try open.text(reading(parts[0], parts[1], parts[2])) == expected.map { $0 + "/" })
        #expect(
            try DateForm.interval(from: .date(form), to: .date(form)).text(
                reading(parts[0], parts[1], parts[2])) == expected)
    }

    // MARK: Mistakes

    @Test(arguments: [
        (
            "kind: \"{kidn}\"",
            "mapping.yaml, line 11: There is no column and no value \"kidn\". Did you mean kind?"
        ),
        (
            "kind: \"{kind | lowr}\"",
            "mapping.yaml, line 11: There is no filter \"lowr\". Did you mean lower?"
        ),
        (
            "kind: \"{kind | code kinds}\"",
            "mapping.yaml, line 11: There is no code table \"kinds\". There are none."
        ),
        (
            "kind: \"{kind | before}\"",
            "mapping.yaml, line 11: The filter \"before\" needs one word after it, and has 0. Put words with spaces or marks in them between quotation marks."
        ),
        (
            "kind: \"{kind\"",
            "mapping.yaml, line 11: A placeholder is not closed: \"{kind\". Write {NAME}, or {NAME | FILTER}; {{ stands for a brace."
        ),
        ("kind: demnad", "mapping.yaml, line 11: There is no kind \"demnad\". Did you mean demand?"),
        (
            "knd: demand",
            "mapping.yaml, line 11: \"knd\" is not a name that an event can have. Did you mean kind?"
        ),
        (
            "kind: [demand",
            "mapping.yaml, line 12, column 11: A , or ] is missing before this: the [ of line 11 is still open. Correct that line; put texts with : { # or quotation marks in them between quotation marks, and indent lines with spaces, not tabs."
        ),
        (
            "kind: note\n  tags: {each: participants, value: x}",
            "mapping.yaml, line 12: There is no table \"participants\". There are none."
        ),
        (
            "kind: note\n  due: {on: {date: \"{day}\"}}",
            "mapping.yaml, line 12: It does not say how the date is written. Add as: YYYYMMDD, or the like."
        ),
        (
            "kind: note\n  due: {on: {year: \"{day}\", day: \"1\"}}",
            "mapping.yaml, line 12: A day without a month is not a date. Add month:."
        ),
        (
            "kind: \"{a, b}\"",
            "mapping.yaml, line 11: A placeholder holds one name: \"{a, b}\". Two go with pair: {ONE, OTHER | pair}."
        ),
    ])
    func `a mistake in a mapping is named with its line, and what to do`(line: String, sentence: String)
        throws
    {
        let room = try PostRoom()
        let mapping = PostRoom.mapping.replacing("  kind: \"{kind}\"", with: "  \(line)")
        do {
            try room.take(PostRoom.table("1,2024-05-01,demand,FRA,DEU,a"), mapping: mapping)
            Issue.record("It was taken.")
        } catch let error as MappingError {
            guard case .rewrite(let remedy) = error.advice else { throw error }
            #expect("\(error.problem.replacing(room.folder.path(""), with: "")) \(remedy)" == sentence)
        }
    }

    @Test(arguments: [
        ("", "It is empty."), ("evnt: {kind: note}", "\"evnt\" is not a name that a mapping can have."),
        ("event: {kind: note}", "It does not say to which dispute a row belongs."),
        (
            "dispute: {id: x, title: y}",
            "A dispute is opened with a title and sides, and one of them is missing here."
        ),
        ("dispute: {id: x}\nvalues: {kind: x}", "\"kind\" is the name of a column already."),
        ("dispute: {id: x}\nevents: {kind: note}", "events: is not a list."),
        ("dispute: {id: x}\ncodes: {k: {file: nowhere.csv}}", "nowhere.csv."),
        (
            "dispute: {id: x}\ntables: {k: {file: table.csv}}",
            "It does not say by which columns it is joined."
        ),
        ("table: {encoding: utf-9}", "There is no encoding \"utf-9\" here."),
        ("table: {delimiter: \"::\"}", "\"::\" cannot be a delimiter."),
        ("a: 1\na: 2", "A name is there twice: a."),
        (String(repeating: "- ", count: 100_000), "It has too many levels."),
        (String(repeating: "[", count: 100_000), "It has too many levels."),
        ("x: &x [1]\ny: [*x, *x]", "There is an anchor here; mappings have no anchors."),
    ])
    func `a mapping that makes no sense is said to make none`(mapping: String, problem: String) throws {
        let room = try PostRoom()
        do {
            try room.take(PostRoom.table("1,2024-05-01,demand,FRA,DEU,a"), mapping: mapping)
            Issue.record("It was taken.")
        } catch let error as MappingError {
            #expect(error.problem.contains(problem), "\(error.problem)")
        }
    }

    @Test func `a table that the command places and the mapping does not name is a mistake`() throws {
        let room = try PostRoom()
        let table = try room.folder.write(PostRoom.table(), to: "t.csv")
        let mapping = try room.folder.write(PostRoom.mapping, to: "m.yaml")
        #expect(throws: MappingError.self) {
            try room.take(at: table, mapping: mapping, tables: ["x": table])
        }
    }
}
