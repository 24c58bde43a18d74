import SQLite

/// Everything that stands in a file's schema, held against what should: tables, indexes, triggers and views. Names are compared
/// byte for byte, as to Swift a name that begins with a combining accent is no longer the name that it stands behind; and
/// sentences in their normal form, in which comments count for nothing.
package struct SchemaAudit {
    private struct Part {
        let type: [UInt8]
        let name: [UInt8]
        /// Whose index or trigger it is, as it was written: SQLite takes `EVENT` for `event`.
        let table: [UInt8]
        let sql: [UInt8]?

        func isCalled(as other: Part) -> Bool {
            type == other.type && name == other.name && table == other.table
        }

        var normalForm: [UInt8]? { sql.map(normalForm(ofSQL:)) }

        var words: String { "\(SchemaAudit.shown(type)) \(SchemaAudit.shown(name))" }
    }

    /// What has not been held against anything yet.
    private var parts: [Part]

    package init(_ db: Database) throws { parts = try Self.parts(db) }

    private static func parts(_ db: Database) throws -> [Part] {
        try PreparedStatement(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").all {
            Part(
                type: Array($0.bytes(0)), name: Array($0.bytes(1)), table: Array($0.bytes(2)),
                sql: $0.isNull(3) ? nil : Array($0.bytes(3)))
        }
    }

    package func has(table name: String) -> Bool {
        parts.contains { $0.type.elementsEqual("table".utf8) && $0.name.elementsEqual(name.utf8) }
    }

    /// What of the parts that these sentences make is missing or another, in words. They are held against something then.
    package mutating func findings(_ sql: String) throws -> [String] {
        let scratch = try Database(inMemory: .writing)
        try scratch.execute(sql)
        let expected = try Self.parts(scratch)
        return expected.compactMap { part in
            let index =
                parts.firstIndex { $0.isCalled(as: part) && $0.normalForm == part.normalForm }
                ?? parts.firstIndex { $0.isCalled(as: part) }
            guard let index else { return "\(part.words) is missing" }
            return parts.remove(at: index).normalForm == part.normalForm
                ? nil : "\(part.words) is not what it should be"
        }
    }

    /// A digest of tables that an earlier version made, with all that is laid on them, and of views. What the version had made
    /// is known by its digest, whatever the number of the generation. They are held against something then.
    package mutating func digest(tables: [String], views: [String], generation: Int) -> String {
        let names = Set((tables + views).map { Array($0.utf8) })
        let taken = parts.filter { names.contains($0.table) }
        parts.removeAll { names.contains($0.table) }
        // SQLite makes an index without a sentence of its own out of the table's.
        let lines = taken.compactMap { part in
            part.sql.map { sql in
                [part.type, part.name, part.table, sql].map { String(decoding: $0, as: UTF8.self) }
                    .joined(separator: "\u{0}").replacing("_\(generation)", with: "_#")
            }
        }
        return TreeHash.leaf(lines.sorted().joined(separator: "\u{1}")).hexadecimal
    }

    /// Looks at nothing but these tables and what is laid on them.
    package mutating func keep(tables: [String]) {
        let names = Set(tables.map { Array($0.utf8) })
        parts.removeAll { !names.contains($0.table.map(Self.lowercased)) }
    }

    /// Whatever has not been held against anything, in words.
    package var strangers: [String] { parts.map { "\($0.words) is none of Chancery's" } }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// A name so that nothing of it goes unseen: letters that are no ASCII by their numbers.
    private static func shown(_ name: [UInt8]) -> String {
        guard let text = String(validating: name, as: UTF8.self) else { return "x'\(name.hexadecimal)'" }
        guard !text.isEmpty else { return "without a name" }
        return text.unicodeScalars.reduce(into: "") { shown, scalar in
            if (0x20..<0x7F).contains(scalar.value) {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
    }
}
