import SQLite

/// Compares the schema of a file (tables, indexes, triggers and views) with the expected one.
///
/// Names are compared byte by byte: Swift compares characters, and a combining accent at the beginning of a
/// name would become part of the character before it. SQL is compared in its normal form, which ignores
/// comments.
package struct SchemaAudit {
    private struct Part {
        let type: [UInt8]
        let name: [UInt8]
        /// The table that an index or trigger belongs to, as written: SQLite accepts `EVENT` for `event`.
        let table: [UInt8]
        let sql: [UInt8]?

        func isCalled(as other: Part) -> Bool {
            type == other.type && name == other.name && table == other.table
        }

        /// Whether the SQL of both means the same.
        func hasForm(of other: Part) -> Bool {
            sql == other.sql || sql.map(normalForm(ofSQL:)) == other.sql.map(normalForm(ofSQL:))
        }

        var words: String { "\(SchemaAudit.shown(type)) \(SchemaAudit.shown(name))" }
    }

    /// The parts that have not been compared yet.
    private var parts: [Part]

    /// Reads the schema of a database.
    package init(_ db: Database) throws { parts = try Self.parts(db) }

    private static func parts(_ db: Database) throws -> [Part] {
        try PreparedStatement(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").all {
            Part(
                type: Array($0.bytes(0)), name: Array($0.bytes(1)), table: Array($0.bytes(2)),
                sql: $0.isNull(3) ? nil : Array($0.bytes(3)))
        }
    }

    /// Whether an uncompared part is the table of this name.
    package func has(table name: String) -> Bool {
        parts.contains { $0.type.elementsEqual("table".utf8) && $0.name.elementsEqual(name.utf8) }
    }

    /// Compares the parts that these statements create with those in the file, and marks them as compared.
    ///
    /// - Returns: for each part that is missing or different, a clause that says so.
    package mutating func findings(_ sql: String) throws -> [String] {
        let scratch = try Database(inMemory: .writing)
        try scratch.execute(sql)
        let expected = try Self.parts(scratch)
        return expected.compactMap { part in
            let index =
                parts.firstIndex { $0.isCalled(as: part) && $0.hasForm(of: part) }
                ?? parts.firstIndex { $0.isCalled(as: part) }
            guard let index else { return "\(part.words) is missing" }
            return parts.remove(at: index).hasForm(of: part)
                ? nil : "\(part.words) is not what it should be"
        }
    }

    /// A digest of the tables and views that an earlier version made, with the indexes and triggers on them.
    /// The generation number is replaced by a placeholder, so the digest is the same for every generation.
    /// The parts are marked as compared.
    ///
    /// The tables of a released version are recognized by this digest.
    package mutating func digest(tables: [String], views: [String], generation: Int) -> String {
        let names = Set((tables + views).map { Array($0.utf8) })
        let taken = parts.filter { names.contains($0.table) }
        parts.removeAll { names.contains($0.table) }
        // SQLite creates some indexes automatically; they have no SQL.
        let lines = taken.compactMap { part in
            part.sql.map { sql in
                [part.type, part.name, part.table, sql].map { String(decoding: $0, as: UTF8.self) }
                    .joined(separator: "\u{0}").replacing("_\(generation)", with: "_#")
            }
        }
        return TreeHash.leaf(lines.sorted().joined(separator: "\u{1}")).hexadecimal
    }

    /// Restricts the audit to these tables and the indexes and triggers on them.
    package mutating func keep(tables: [String]) {
        let names = Set(tables.map { Array($0.utf8) })
        parts.removeAll { !names.contains($0.table.map(Self.lowercased)) }
    }

    /// A clause for each part that has not been compared: it is not part of the expected schema.
    package var unexpected: [String] { parts.map { "\($0.words) does not belong in a log of Chancery" } }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// A name in printable ASCII; all other characters are shown by their code points.
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
