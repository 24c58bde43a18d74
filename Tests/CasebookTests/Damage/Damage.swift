import Answers
import Casebook
import SQLite
import Seeds

/// One thing that a bad disk, or somebody with the sqlite3 shell, does to a row of the log's file.
struct Damage {
    /// The line of the table that it counts under.
    let what: String
    let sql: String
    let cells: [Cell]
    /// Whether a finding names what was touched.
    let isNamed: (VerificationReport.Finding) -> Bool

    init(
        _ what: String, _ sql: String, _ cells: [Cell] = [],
        isNamed: @escaping (VerificationReport.Finding) -> Bool
    ) {
        self.what = what
        self.sql = sql
        self.cells = cells
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

    /// The columns of a table's primary key, in its order.
    static func keys(of table: String, _ db: Database) throws -> [String] {
        try PreparedStatement(
            db, "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [.text(table)]
        ).all { $0.textBeforeNUL(0) }
    }

    mutating func all(
        what: String,
        isNamed: (_ row: [String: Cell], _ column: String) -> (VerificationReport.Finding) -> Bool
    ) throws -> [Damage] {
        let (columns, keys) = (try db.columnsNow(of: table), try Self.keys(of: table, db))
        let place = keys.map { "\($0) = ?" }.joined(separator: " AND ")
        var damages: [Damage] = []
        for cells in try PreparedStatement(db, "SELECT * FROM \(table)").all({ $0.cells }) {
            let row = Dictionary(uniqueKeysWithValues: zip(columns, cells))
            let key = keys.compactMap { row[$0] }
            for (column, cell) in zip(columns, cells) {
                let isNamed = isNamed(row, column)
                for value in turned(cell) {
                    damages.append(
                        Damage(
                            what, "UPDATE \(table) SET \(column) = \(value.sql) WHERE \(place)",
                            [value.cell] + key, isNamed: isNamed))
                }
            }
        }
        return damages
    }

    private mutating func turned(_ cell: Cell) -> [(sql: String, cell: Cell)] {
        switch cell {
        case .null: [("?", .number(1))]
        case .number(let number):
            (0..<8).compactMap { byte in
                isTouched() ? ("?", .number(number ^ 1 << (byte * 8 + dice.below(8)))) : nil
            }
        case .strange: []
        case .text(let text): turned(Array(text.utf8)).map { ("CAST(? AS TEXT)", $0) }
        case .blob(let bytes): turned(bytes).map { ("?", $0) }
        }
    }

    private mutating func turned(_ bytes: [UInt8]) -> [Cell] {
        bytes.indices.compactMap { index in
            guard isTouched() else { return nil }
            var bytes = bytes
            bytes[index] ^= 1 << UInt8(dice.below(8))
            return .blob(bytes)
        }
    }

    private mutating func isTouched() -> Bool { every == 1 || dice.below(every) == 0 }
}

extension Database {
    /// Runs `body` and takes back whatever it has written.
    func undoing(_ body: () throws -> Void) throws {
        struct Undone: Error {}
        do {
            try savepoint {
                try body()
                throw Undone()
            }
        } catch is Undone {}
    }
}
