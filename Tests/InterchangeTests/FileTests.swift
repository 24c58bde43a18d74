import CanonicalJSON
import Casebook
import DisputeModel
import Platform
import Glibc
import Testing
import TimeLimits

@testable import Interchange

/// Which files are tables, and which files a mapping may open.
@Suite(.endsInTime) struct FileTests {
    @Test(
        arguments: [
            ([0x50, 0x4B, 3, 4] + Array("......[Content_Types].xml".utf8), FileSignature.workbook),
            (
                [0x50, 0x4B, 3, 4] + Array("..mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
                .openDocument
            ),
            ([0x50, 0x4B, 3, 4, 1, 2, 3], .zip), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .oldWorkbook),
            (Array("%PDF-1.7".utf8), .pdf), (Array(" \n<!DOCTYPE HTML><p>".utf8), .html),
            (Array("SQLite format 3\u{0}".utf8), .database), (Array("PRIVATE+KEY+x+1+y".utf8), .signingKey),
            ([0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0], .utf16),
        ] as [([UInt8], FileSignature)])
    func `what is no text is told what it is`(bytes: [UInt8], signature: FileSignature) throws {
        let room = try PostRoom()
        let mapping = try room.folder.write(PostRoom.mapping, to: "mapping.yaml")
        let path = try room.folder.write(bytes, to: "table")
        #expect(throws: TableError.notText(path, signature)) { try room.take(at: path, mapping: mapping) }
    }

    @Test(arguments: ["a,b\n1,2\n", "PK,b\n1,2\n", "a\n<p>\n", "{\"a\":1}\n"])
    func `text is text, whatever it begins with`(text: String) {
        #expect(FileSignature(Array(text.utf8)) == nil)
    }

    // MARK: Files of a mapping

    private static func mapping(_ file: String) -> String {
        """
        tables: {more: {file: "\(file)", by: [no]}}
        dispute: {id: zz, title: Z, sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]}
        event: {key: "{no}", kind: incident, summary: "{more.secret}"}
        """
    }

    private func take(_ file: String, _ prepare: (Folder, Folder) throws -> Void, told: String? = nil) throws
        -> [String?]
    {
        let (room, other) = (try PostRoom(), try Folder())
        try other.write("no,secret\n1,words\n", to: "secret.csv")
        try prepare(room.folder, other)
        let name = file.replacing(every: "OTHER/", by: other.path(""))
        try room.take(
            at: room.folder.write("no\n1\n", to: "t.csv"),
            mapping: room.folder.write(Self.mapping(name), to: "m.yaml"),
            tables: told.map { ["more": $0.replacing(every: "OTHER/", by: other.path(""))] } ?? [:])
        return try room.events.dropFirst().map(\.summary)
    }

    @Test func `a mapping opens what lies beside it, and what the command line names`() throws {
        #expect(
            try take("more.csv", { mine, _ in try mine.write("no,secret\n1,own\n", to: "more.csv") })
                == ["own"])
        #expect(try take("more.csv", { _, _ in }, told: "OTHER/secret.csv") == ["words"])
        let inner = try take(
            "link.csv",
            { mine, _ in
                try mine.write("no,secret\n1,own\n", to: "more.csv")
                symlink("more.csv", mine.path("link.csv"))
            })
        #expect(inner == ["own"])
    }

    @Test(arguments: [
        "OTHER/secret.csv", "link.csv", "folder/secret.csv", "../../../../etc/passwd", "/dev/zero",
    ])
    func `a mapping opens nothing outside its folder and the table's, wherever links lead`(file: String)
        throws
    {
        do {
            _ = try take(file) { mine, other in
                symlink(other.path("secret.csv"), mine.path("link.csv"))
                symlink(other.path(""), mine.path("folder"))
            }
            Issue.record("It was opened.")
        } catch TableError.outOfBounds {
        }
    }

    @Test func `a mapping opens no pipe, no folder and no key`() throws {
        do {
            _ = try take("pipe") { mine, _ in mkfifo(mine.path("pipe"), 0o600) }
            Issue.record("It was opened.")
        } catch TableError.notAFile {
        }
        do {
            _ = try take("key") { mine, _ in try mine.write("PRIVATE+KEY+name+1+x\n", to: "key") }
            Issue.record("It was opened.")
        } catch TableError.notText(_, .signingKey) {
        }
    }

    // MARK: Joins

    private func joined(_ rows: String, by: String, values: String = "") throws -> ImportReport {
        let room = try PostRoom()
        try room.folder.write("no,secret\n3,three\n4,four\n", to: "more.csv")
        return try room.take(
            "no\n\(rows)", mapping: values + Self.mapping("more.csv").replacing(every: "[no]", by: by))
    }

    @Test(arguments: [1, 10_000]) func `a join in which no row finds anything is refused`(batch: Int) throws {
        let room = try PostRoom()
        room.options.batch = batch
        try room.folder.write("no,secret\n3,three\n", to: "more.csv")
        do {
            try room.take("no\n3.0\n4.0\n", mapping: Self.mapping("more.csv"))
            Issue.record("It was taken.")
        } catch let error as MappingError {
            #expect(
                error.problem.hasSuffix(
                    "2 of 2 rows have no row in more.csv (here \"3.0\", there \"3\"). Nothing was recorded."))
        }
        #expect(try room.events.isEmpty)
    }

    @Test func `how many rows found nothing is said`() throws {
        let report = try joined("3\n5\n4\n6\n", by: "[no]")
        #expect(report.mismatches == ["2 of 4 rows have no row in more.csv (here \"5\", there \"3\")."])
        #expect(try joined("3\n4\n", by: "[no]").mismatches.isEmpty)
    }

    @Test func `what is joined may be a value`() throws {
        let report = try joined(
            "3.0\n4.0\n", by: "{short: no}", values: "values: {short: \"{no | before '.'}\"}\n")
        #expect(report.events == 2 && report.mismatches.isEmpty)
    }

    @Test func `a value that is made of itself is a bad row, and no endless one`() throws {
        let report = try joined(
            "3\n", by: "{short: no}", values: "values: {short: \"{no}{more.secret}\"}\n")
        #expect(report.problems == ["[2]: A value of the mapping refers to itself."])
    }

    @Test func `a long value is cut in a message, and no type is named`() throws {
        let room = try PostRoom()
        let report = try room.take(
            PostRoom.table(
                "1,\(String(repeating: "é", count: 90)),demand,FRA,DEU,a",
                "2,,\(String(repeating: "x", count: 300)),FRA,DEU,a"))
        #expect(
            report.problems == [
                "[2]: \"\(String(repeating: "é", count: 60))…\" is not a valid date for \"occurred\".",
                "[3]: There is no kind \"\(String(repeating: "x", count: 60))…\".",
            ])
    }
}
