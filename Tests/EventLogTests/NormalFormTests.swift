import SQLite
import Testing
import TimeLimits

@testable import EventLog

/// The normal form of a sentence of a schema: what may differ without meaning anything, and what may not.
@Suite(.endsInTime) struct NormalFormTests {
    private func form(_ sql: String) -> String {
        String(decoding: normalForm(ofSQL: Array(sql.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("a  b", "a b"), (" \t\na\r\n\u{C} b ", "a b"), ("a -- said\n b", "a b"), ("a -- said", "a"),
        ("a/* x\n-- y */b", "a b"), ("a /**/ b", "a b"), ("a /* ' */ b", "a b"), ("-- '\na", "a"),
        ("a /* * / */ b", "a b"), ("", ""), (" ", ""), ("-- nothing", ""),
    ])
    func `white space and comments are one space`(sql: String, expected: String) {
        #expect(form(sql) == expected)
    }

    @Test(arguments: [
        "'a  b'", "'a -- b'", "\"a /* b */  c\"", "`a  b`", "[a  -- b]", "'it''s  so'", "\"a\"\"  b\"",
        "'not ended  ",
        "/* not ended", "a /*/ b", "a\u{B}b", "a\u{A0}b", "a\u{2003}b", "\u{FEFF}a", "a|b", "a||b", "| |",
        "- -1",
        "a\u{0}  -- b", "a\u{0} '", "[a", "`a",
    ])
    func `what is quoted, not ended or no white space to SQLite stays to the letter`(sql: String) {
        #expect(form(sql) == sql)
    }

    @Test(arguments: [
        ("event", "Event"), ("\u{E9}", "e\u{301}"), ("\u{301}a", "a"), ("'a b'", "'a  b'"), ("a", "\"a\""),
        ("ab", "a b"),
        ("--x\u{0}\na", "a"), ("/* \u{0} */a", "a"), ("a\u{0}", "a"), ("a\u{0}-- x", "a\u{0}-- y"),
        ("||", "| |"),
        ("a /* b", "a"), ("a /*/ b", "a b"), ("'--'", "''"), ("'a' --'\n'b'", "'a' '--' 'b'"),
    ])
    func `two sentences that may mean something else differ`(one: String, other: String) {
        #expect(normalForm(ofSQL: Array(one.utf8)) != normalForm(ofSQL: Array(other.utf8)))
    }

    @Test func `a file of version 1 and one of version 2 have the same schema but for comments`() throws {
        func sentences(_ sql: String) throws -> [[UInt8]] {
            let database = try Database(inMemory: .writing)
            try database.execute(sql)
            return try PreparedStatement(database, "SELECT sql FROM sqlite_schema ORDER BY rowid")
                .all { Array($0.bytes(0)) }
        }
        let (former, now) = (try sentences(LogSchema.sql(ofVersion: 1)), try sentences(LogSchema.sql))
        #expect(former != now)
        #expect(former.map(normalForm(ofSQL:)) == now.map(normalForm(ofSQL:)))
    }
}
