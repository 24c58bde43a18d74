import DisputeModel

@testable import Interchange

extension Door {
    /// A table: the first byte chooses the delimiter, the second the size of the pieces that it comes in. What is read in
    /// pieces is what is read at once; and rows that are written again by the rules are read again as they were.
    static let table = Door(
        "table", longest: 4096, changes: 4000,
        words: ["\"", "\"\"", "\",\"", "\r\n", "\n\n", "#", ",,", "\"\n"]
    ) { bytes in
        var choices = Choices(bytes)
        let delimiter = Array(",;\t|".utf8)[choices.byte() % 4]
        let size = 1 + choices.byte() % 16
        let whole = try items(Array(choices.rest), delimiter, size: .max)
        try expect(
            items(Array(choices.rest), delimiter, size: size) == whole, "other rows in pieces of \(size)")
        let rows = whole.compactMap(\.cells)
        let written = rows.flatMap { cells in
            Array(cells.map(quoted).joined(separator: [delimiter])) + [UInt8(ascii: "\n")]
        }
        try expect(
            items(written, delimiter, size: size).compactMap(\.cells) == rows, "other rows when written again"
        )
    }

    /// A mapping's YAML, and every text of it as a template and as a way to write dates.
    static let mapping = Door(
        "mapping", longest: 4096, changes: 1000,
        words: [
            "{", "}", "{a | ", "code k", "between '(' ')'", "first: [", "- ", "|\n  ", ">-\n  ", "pair",
            "\n  ", ": ", "\\u0041", "''",
            "YYYY",
        ]
    ) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self),
            let setting = try? YAMLReader.read(text, file: "mapping")
        else { return }
        var scope = Scope(columns: Scope.Columns(names: ["a", "b"]), parties: PartyNames(.builtIn))
        scope.codes["k"] = CodeTable(name: "k", meanings: ["x": "y"], hasPrefixes: true)
        let reading = RowEvaluation(fileName: "f", empty: [["-9"], ["-9"]])
        let cells = [
            TableRow.Cell(start: 0, end: 3, isDoubled: false), .init(start: 4, end: 9, isDoubled: true),
        ]
        reading.begin(TableRow(line: 1, bytes: Array("RUS,x\"\"(y".utf8), cells: cells, quote: 0x22))
        try go(through: setting) { words, setting in
            if let template = try? TemplateReader.read(words, setting, scope) {
                _ = try? template.text(reading)
                _ = try? template.texts(reading)
            }
            _ = DatePattern(words)?.read("2024-02-29")
            _ = DatePattern(words, pivot: 1950)?.read("29/2/24")
            _ = TimeSpan.Count(words, unit: .months)?.after(Day(number: 0))
        }
    }

    private static func go(through setting: YAMLNode, _ body: (String, YAMLNode) throws -> Void) throws {
        switch setting.value {
        case .text(let words, _): try body(words, setting)
        case .list(let list): for item in list { try go(through: item, body) }
        case .section(let members): for member in members { try go(through: member.setting, body) }
        }
    }

    private static func items(_ bytes: [UInt8], _ delimiter: UInt8, size: Int) throws -> [Item] {
        var rest = bytes[...]
        var text = DelimitedText(named: "table", delimiter: delimiter, quote: 0x22, longest: 1 << 12) {
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
        var items: [Item] = []
        while let item = try text.next() {
            switch item {
            case .row(let row):
                items.append(Item(line: row.line, cells: row.cells.indices.map { row.cell($0) }))
            case .bad(let line, _, _): items.append(Item(line: line, cells: nil))
            }
        }
        return items
    }

    private struct Item: Equatable {
        let line: Int
        /// nil for a line of which no row can be made.
        let cells: [[UInt8]]?
    }

    private static func quoted(_ cell: [UInt8]) -> [UInt8] {
        [0x22] + cell.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}
