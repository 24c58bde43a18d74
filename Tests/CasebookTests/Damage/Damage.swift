import Casebook
import Foundation
import GRDB
import Seeds

/// One thing that a bad disk, or somebody with the sqlite3 shell, does to a row of the log's file.
struct Damage {
    /// The line of the table that it counts under.
    let what: String
    let sql: String
    let arguments: StatementArguments
    /// Whether a finding names what was touched.
    let isNamed: (Verification.Finding) -> Bool

    init(
        _ what: String, _ sql: String, _ arguments: StatementArguments = [],
        isNamed: @escaping (Verification.Finding) -> Bool
    ) {
        self.what = what
        self.sql = sql
        self.arguments = arguments
        self.isNamed = isNamed
    }
}

/// The damage that can be done to the cells of a table: one byte of each of their values is another.
struct CellDamage {
    let db: Database
    let table: String
    /// Of the byte at each place, the bit that is turned.
    var dice: SplitMix64
    /// One byte in so many is touched; 1 is all.
    let every: Int

    mutating func all(
        what: String, isNamed: (Row, _ column: String) -> (Verification.Finding) -> Bool
    ) throws -> [Damage] {
        let columns = try Row.fetchAll(
            db, sql: "SELECT name, pk FROM pragma_table_info(?)", arguments: [table])
        let keys = columns.filter { $0["pk"] as Int > 0 }.map { $0["name"] as String }
        var damages: [Damage] = []
        for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
            let place = keys.map { "\($0) = ?" }.joined(separator: " AND ")
            let key = keys.map { row[$0] as DatabaseValue }
            for column in columns.map({ $0["name"] as String }) {
                let isNamed = isNamed(row, column)
                for value in turned(row[column]) {
                    damages.append(
                        Damage(
                            what, "UPDATE \(table) SET \(column) = \(value.sql) WHERE \(place)",
                            StatementArguments([value.argument] + key), isNamed: isNamed))
                }
            }
        }
        return damages
    }

    private mutating func turned(_ value: DatabaseValue) -> [(sql: String, argument: DatabaseValue)] {
        switch value.storage {
        case .null: [("?", 1.databaseValue)]
        case .int64(let number):
            (0..<8).compactMap { byte in
                isTouched() ? ("?", (number ^ 1 << Int64(byte * 8 + dice.below(8))).databaseValue) : nil
            }
        case .double: []
        case .string(let text): turned(Array(text.utf8)).map { ("CAST(? AS TEXT)", $0) }
        case .blob(let data): turned(Array(data)).map { ("?", $0) }
        }
    }

    private mutating func turned(_ bytes: [UInt8]) -> [DatabaseValue] {
        bytes.indices.compactMap { index in
            guard isTouched() else { return nil }
            var bytes = bytes
            bytes[index] ^= 1 << UInt8(dice.below(8))
            return Data(bytes).databaseValue
        }
    }

    private mutating func isTouched() -> Bool { every == 1 || dice.below(every) == 0 }
}
