import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// Lines of JSON as other programs save them.
@Suite(.endsInTime) struct SavedLinesTests {
    private static let lines = [
        #"{"details":{"sides":[{"members":["AUT"],"name":"A"},{"members":["NOR"],"name":"B"}],"title":"D"},"dispute":"d","kind":"dispute-opened"}"#,
        #"{"actors":["AUT"],"dispute":"d","kind":"note"}"#,
    ]

    /// The same lines, as gzip packs them.
    private static let packed =
        "H4sIAAAAAAACA22NOw7CMBBE+xxjanOBdEHUiYSgQhQOu8UK/4SXyvLdsUWTSOnem5nVFhCrFZcxFmQhbvAo8OxX/nTGdL/haRCsZ4yYUM2unpfrpj6jNlFR1+3SxiDJ6atdCQZvCdTxH55i4sCEOhTYl8bdx8PDEFtShx/F0LvctwAAAA=="

    private func write(_ bytes: some Sequence<UInt8>, on desk: Desk) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(desk.folder)/lines"))
        return "\(desk.folder)/lines"
    }

    private func savings() throws -> [[UInt8]] {
        let (one, other) = (Self.lines[0], Self.lines[1])
        return [
            Array("\u{FEFF}\(one)\n\(other)\n".utf8), Array("\(one)\r\n\(other)\r\n".utf8),
            Array("\(one)\r\(other)\r".utf8), Array("\(one)\n\n\(other)\n\u{1A}".utf8),
            Array(try #require(Data(base64Encoded: Self.packed))),
        ]
    }

    @Test func `import takes a byte order mark, line ends of any sort, an end mark and gzip`() throws {
        for bytes in try savings() {
            let desk = try Desk()
            desk.run("init", "--name", "test")
            let said = desk.run("import", try write(bytes, on: desk))
            #expect(said.code == 0 && said.lines == ["Recorded 2 events."], "\(said.err)")
        }
    }

    @Test func `restore takes gzip, and says what else the lines are that no export has`() throws {
        let words = [
            "it begins with a byte order mark", "its lines end in CRLF", "its lines end in CR alone",
        ]
        for (bytes, words) in zip(try savings(), words) {
            let desk = try Desk()
            let said = desk.run("restore", try write(bytes, on: desk))
            #expect(said.code == 65 && said.err.contains("lines cannot be restored: \(words)"), "\(said.err)")
        }
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run("import", try write(try savings()[4], on: desk))
        let export = desk.run("export").out
        // What is restored from packed bytes is what they hold: these were never recorded.
        let said = try Desk().run("restore", try write(try savings()[4], on: desk))
        #expect(said.code == 65 && !said.err.contains("gzip") && !export.isEmpty)
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}..xl/..", "is an Excel workbook"), ("<!DOCTYPE html>", "is a web page"),
        ("PRIVATE+KEY+x", "holds a private key"),
    ])
    func `what is no text is told what it is`(text: String, words: String) throws {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        for command in [["import"], ["record", "--json"], ["restore", "--log", desk.folder + "/new.db"]] {
            let said = desk.run(command + [try desk.write(text, to: "lines")])
            #expect(said.code == 65 && said.err.contains(words), "\(said.err)")
        }
    }

    @Test func `an archive that ends in the middle is said to`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        let said = desk.run("import", try write(try savings()[4].dropLast(12), on: desk))
        #expect(said.code == 65 && said.err.contains("is gzip that ends in the middle"), "\(said.err)")
        #expect(desk.run("export").out == "")
    }
}
