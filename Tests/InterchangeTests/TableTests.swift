import Deflate
import Foundation
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Interchange

@Suite(.endsInTime) struct TableTests {
    // MARK: Rows and cells

    /// Tables at random, with everything in their cells that a table can hold, read in pieces of any size.
    @Test func `what is written by the rules of RFC 4180 is read as it was`() throws {
        var random = SplitMix64(seed: 4180)
        print("Tables at random, seed 4180")
        for _ in 1...400 {
            let delimiter = Array("\t,;|".utf8)[random.below(4)]
            let count = 1 + random.below(4)
            let rows = (0...random.below(6)).map { _ in
                (0..<count).map { _ in random.cell(delimiter) }
            }
            let lineEnd = random.below(2) == 0 ? "\n" : "\r\n"
            var text = rows.map { $0.map(Self.quoted).joined(separator: String(UnicodeScalar(delimiter))) }
                .joined(separator: lineEnd)
            if random.below(2) == 0 { text += lineEnd }
            let read = try Self.rows(text, delimiter: delimiter, pieces: 1 + random.below(9))
            #expect(read.map(\.texts) == rows, "\(text)")
            // Each is found again on the line that it begins on.
            let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
            for row in read {
                let first = row.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[0]
                #expect(lines[row.line - 1].starts(with: first))
            }
        }
    }

    @Test func `an empty line and a comment are no rows, and count as lines`() throws {
        let rows = try Self.rows("# a note, \"so\n\na,b\r\n\r\n#\nc,d", comment: "#")
        #expect(rows.map(\.texts) == [["a", "b"], ["c", "d"]])
        #expect(rows.map(\.line) == [3, 6])
    }

    @Test func `a quotation mark within a cell stands for itself`() throws {
        #expect(try Self.rows("6\" guns,a \"b\" c\n").map(\.texts) == [["6\" guns", "a \"b\" c"]])
        #expect(try Self.rows("\"a,b\"\n", quote: nil).map(\.texts) == [["\"a", "b\""]])
    }

    @Test func `of a quotation mark that is not closed one line is lost`() throws {
        let items = try Self.items("a,b\n\"c,d\ne,f\ng,h\n")
        #expect(items == ["a|b", "line 2: A quotation mark is opened here and not closed.", "e|f", "g|h"])
        #expect(
            try Self.items("\"a\"b,c\n\"d\",e\n\"f\"\rg\n") == [
                "line 1: A cell goes on after its closing quotation mark.", "d|e",
                "line 3: A cell goes on after its closing quotation mark.",
            ])
    }

    @Test func `a row ends the table without a line's end, and so does a delimiter`() throws {
        #expect(try Self.items("a,b") == ["a|b"])
        #expect(try Self.items("a,") == ["a|"])
        #expect(try Self.items("a,\"b\"") == ["a|b"])
        #expect(try Self.items("a,\"b\"\r") == ["a|b"])
        #expect(try Self.items("") == [])
        #expect(try Self.items("\n\n") == [])
    }

    @Test func `a cell of a million bytes is read as it is, and a line without end is refused`() throws {
        let long = String(repeating: "long \"\" ", count: 125_000)
        let rows = try Self.rows("a,\"\(long)\"\nb,c\n", pieces: 1 << 18)
        #expect(rows.count == 2)
        #expect(rows[0].texts[1].utf8.count == 875_000)
        var text = DelimitedText(named: "zeros", delimiter: 0x2C, quote: 0x22, longest: 1 << 16) {
            [UInt8](repeating: 0x30, count: 1 << 12)
        }
        #expect(throws: TableError.rowTooLong("zeros", line: 1)) { try text.next() }
    }

    // MARK: Files

    @Test(arguments: [
        ("a\tb\n1,1\t2\n", "\t"), ("a;b\n1;2\n", ";"), ("a|b\n1|2\n", "|"), ("a,b\n1,2\n", ","),
        ("\"a;;;\",b\n1,2\n", ","), ("a\n1\n", ","),
    ])
    func `the delimiter is the one that the first line has most of`(text: String, delimiter: String) throws {
        let folder = try Folder()
        let table = try Table(FilePath(folder.write(text, to: "table")), TableFormat())
        #expect(
            table.columns.joined(separator: delimiter) == text.split(separator: "\n")[0].filter { $0 != "\"" }
        )
        guard case .row(let row)? = try table.next() else { return #expect(Bool(false), "no row") }
        #expect(row.texts.count == table.columns.count)
    }

    @Test(arguments: TextEncoding.allCases)
    func `words are the same in every encoding`(encoding: TextEncoding) throws {
        let words = "name\nMáxima €\n".filter { encoding != .latin1 || $0 != "€" }
        let bytes: [UInt8] =
            switch encoding {
            case .utf8: [0xEF, 0xBB, 0xBF] + Array(words.utf8)
            case .latin1: words.unicodeScalars.map { UInt8($0.value) }
            case .windows1252: words.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
            case .utf16: [0xFF, 0xFE] + words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            }
        let folder = try Folder()
        let table = try Table(FilePath(folder.write(bytes, to: "table")), TableFormat(encoding: encoding))
        #expect(table.columns == ["name"])
        guard case .row(let row)? = try table.next() else { return #expect(Bool(false), "no row") }
        #expect(row.texts == [words.split(separator: "\n")[1].description])
    }

    @Test func `UTF-16 is seen by its byte order mark`() throws {
        let folder = try Folder()
        for big in [true, false] {
            let bytes = "\u{FEFF}día;who\n1;é\n".utf16.flatMap { unit in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                return big ? [high, low] : [low, high]
            }
            let table = try Table(FilePath(folder.write(bytes, to: "wide-\(big)")), TableFormat())
            #expect(table.columns == ["día", "who"])
            #expect(try table.said == ["1|é"])
        }
    }

    @Test func `bytes of no character spoil their row, and no other`() throws {
        let folder = try Folder()
        let text = Array("a,b\n1,\u{1F}x\n2,".utf8) + [0xE9] + Array("\n3,é\n".utf8)
        let table = try Table(FilePath(folder.write(text, to: "table")), TableFormat())
        #expect(try table.said == ["1|\u{1F}x", "line 3: It is no utf-8.", "3|é"])
        let pairs: [UInt8] = [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0xD8, 0, 0, 0x0A, 0, 0x62, 0, 0x0A, 0]
        let wide = try Table(FilePath(folder.write(pairs, to: "wide")), TableFormat(encoding: .utf16))
        #expect(try wide.said == ["line 2: It is no utf-16.", "b", "line 4: It is no utf-16."])
        #expect(throws: TableError.noByteOrder(folder.path("table"))) {
            try Table(FilePath(folder.path("table")), TableFormat(encoding: .utf16))
        }
    }

    @Test func `a row of another number of cells is bad`() throws {
        let folder = try Folder()
        let table = try Table(FilePath(folder.write("a,b\n1\n1,2\n1,2,3\n", to: "table")), TableFormat())
        #expect(
            try table.said == [
                "line 2: It has 1 cell, and the table 2 columns.", "1|2",
                "line 4: It has 3 cells, and the table 2 columns.",
            ])
    }

    @Test func `columns are named by the mapping, or by the table where it has these names on top`() throws {
        let folder = try Folder()
        let format = TableFormat(columns: ["a", "b", "c"])
        #expect(try Table(FilePath(folder.write("1,2,3\n", to: "bare")), format).columns == ["a", "b", "c"])
        #expect(try Table(FilePath(folder.path("bare")), format).said == ["1|2|3"])
        let headed = try Table(FilePath(folder.write("c,a\n1,2\n", to: "headed")), format)
        #expect(headed.columns == ["c", "a"])
        #expect(try headed.said == ["1|2"])
    }

    // MARK: gzip

    @Test func `gzip is unpacked, of several members too, and one that ends in the middle is said to`() throws
    {
        let folder = try Folder()
        let lines = (1...20_000).map { "\($0),event \($0)\n" }.joined()
        let packed = try folder.gzip("a,b\n") + folder.gzip(lines)
        let table = try Table(FilePath(folder.write(packed + [0, 0, 0], to: "table.gz")), TableFormat())
        #expect(try table.said.count == 20_000)
        let short = try Table(
            FilePath(folder.write(Array(packed.dropLast(9)), to: "short.gz")), TableFormat())
        #expect(throws: TableError.cutShort(folder.path("short.gz"))) { try short.said }
        var broken = packed
        broken[broken.count / 2] ^= 0x55
        let damaged = try Table(FilePath(folder.write(broken, to: "damaged.gz")), TableFormat())
        #expect(throws: TableError.damagedArchive(folder.path("damaged.gz"))) { try damaged.said }
    }

    @Test func `what is no table is said to be none`() throws {
        let folder = try Folder()
        #expect(throws: TableError.notFound("nowhere")) { try Table("nowhere", TableFormat()) }
        #expect(throws: TableError.isAFolder(FilePath(folder.path("")).string)) {
            try Table(FilePath(folder.path("")), TableFormat())
        }
        #expect(throws: TableError.isEmpty(folder.path("empty"))) {
            try Table(FilePath(folder.write("", to: "empty")), TableFormat())
        }
        #expect(
            throws: TableError.badHeader(
                folder.path("open"), line: 1, reason: "A quotation mark is opened here and not closed.")
        ) {
            try Table(FilePath(folder.write("\"a,b\nc", to: "open")), TableFormat())
        }
    }

    // MARK: Helpers

    private static func quoted(_ cell: String) -> String {
        let isPlain =
            !cell.isEmpty && !cell.unicodeScalars.contains { "\t,;|\"\r\n".unicodeScalars.contains($0) }
        return isPlain ? cell : "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func read(
        _ text: String, _ delimiter: UInt8, _ quote: UInt8?, _ comment: String?, _ pieces: Int
    ) throws -> [DelimitedText.Item] {
        var rest = Array(text.utf8)[...]
        var table = DelimitedText(named: "table", delimiter: delimiter, quote: quote, comment: comment) {
            defer { rest = rest.dropFirst(pieces) }
            return rest.isEmpty ? nil : Array(rest.prefix(pieces))
        }
        var items: [DelimitedText.Item] = []
        while let item = try table.next() { items.append(item) }
        return items
    }

    private static func rows(
        _ text: String, delimiter: UInt8 = 0x2C, quote: UInt8? = 0x22, comment: String? = nil, pieces: Int = 7
    ) throws -> [TableRow] {
        try read(text, delimiter, quote, comment, pieces).compactMap {
            if case .row(let row) = $0 { row } else { nil }
        }
    }

    private static func items(_ text: String) throws -> [String] {
        try read(text, 0x2C, 0x22, nil, 5).map { item in
            switch item {
            case .row(let row): row.texts.joined(separator: "|")
            case .bad(let line, _, let reason): "line \(line): \(reason)"
            }
        }
    }
}

extension TableRow {
    var texts: [String] { cells.indices.map { text($0) } }
}

extension Table {
    /// What comes of it, to its end.
    fileprivate var said: [String] {
        get throws {
            var said: [String] = []
            while let item = try next() {
                switch item {
                case .row(let row): said.append(row.texts.joined(separator: "|"))
                case .bad(let line, _, let reason): said.append("line \(line): \(reason)")
                }
            }
            return said
        }
    }
}

extension SplitMix64 {
    fileprivate mutating func cell(_ delimiter: UInt8) -> String {
        let parts = [
            "a", "", " ", "é", "\"", "\"\"", "\n", "\r\n", "\r", String(UnicodeScalar(delimiter)), "\u{0}",
            "𝄞", "=",
        ]
        return (0..<below(5)).map { _ in pick(parts) }.joined()
    }
}
