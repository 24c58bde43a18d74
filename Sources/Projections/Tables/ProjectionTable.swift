import SQLite
import Synchronization

/// One table of the projections: its columns and indexes, and the rows that the events of a family give.
///
/// Each table is declared in a file of its own, and listed in the catalogue (`allCases`). Everything in it is derived from
/// the log. There is one instance of each.
package final class ProjectionTable: Sendable {
    /// The name in the file, without the number of the generation.
    package let name: String
    /// What its rows are called in a message about damage, such as "measures".
    let rowsInWords: String
    /// The names of the columns in the order of a row's cells. `Key.own` has a column `id` before them.
    let columns: [String]
    /// How many of the first columns form the key.
    let keyCount: Int
    /// The index of the column with the dispute's number.
    let disputeColumn: Int
    /// The SQL that follows `INSERT OR REPLACE INTO` and the table's name. If there is a row with the same
    /// key and the same indexed columns, it is updated. If its indexed columns differ, nothing happens.
    var insertion: String {
        madeInsertion.withLock { made in
            if let made { return made }
            let insertion = makeInsertion()
            made = insertion
            return insertion
        }
    }
    /// Made when it is first needed: most commands write to few of the tables.
    private let madeInsertion = Mutex<String?>(nil)
    /// All rows of a family. Replay, verification and the rebuild of a family take their rows from here.
    let rows: @Sendable (FoldedFamily) -> [ProjectionRow]
    /// The row that an act gives as soon as it is applied, whatever happens to its family; nil if it gives none.
    ///
    /// Absent for tables whose rows are written elsewhere in `Filing`, such as those that depend on several events.
    let rowOfAct: (@Sendable (AppliedAct) -> ProjectionRow?)?

    private let comment: String
    private let declarations: [Column]
    private let key: Key
    private let indexes: [Index]

    /// - Parameters:
    ///   - comment: a comment in the schema, for people who open the file.
    ///   - disputeColumn: the name of the column with the dispute's number.
    ///   - rowsInWords: what its rows are called in a message about damage; if absent, the rows of the table.
    init(
        _ name: String, _ comment: String, _ declarations: [Column], key: Key = .first,
        disputeColumn: String = "dispute", indexes: [Index] = [], rowsInWords: String? = nil,
        rowOfAct: (@Sendable (AppliedAct) -> ProjectionRow?)? = nil,
        rows: @escaping @Sendable (FoldedFamily) -> [ProjectionRow]
    ) {
        let columns = declarations.map(\.name)
        let keyCount = key.count
        self.name = name
        self.rowsInWords = rowsInWords ?? "rows of the table \(name)"
        self.columns = columns
        self.keyCount = keyCount
        guard let index = columns.firstIndex(of: disputeColumn) else {
            preconditionFailure("the table \(name) has no column \(disputeColumn)")
        }
        self.disputeColumn = index
        self.rows = rows
        self.rowOfAct = rowOfAct
        self.comment = comment
        self.declarations = declarations
        self.key = key
        self.indexes = indexes
    }

    private func isIndexed(_ column: String) -> Bool {
        declarations.contains { $0.isUnique && $0.name == column }
            || indexes.contains { $0.columns.contains(column) }
    }

    private func makeInsertion() -> String {
        var (names, values, key, changes, condition) = ("", "", "", "", "")
        for (index, column) in columns.enumerated() {
            if index > 0 {
                names += ", "
                values += ", "
            }
            names += column
            values += "?"
            if index < keyCount {
                if index > 0 { key += ", " }
                key += column
            } else if isIndexed(column) {
                condition += condition.isEmpty ? " WHERE " : " AND "
                condition += column
                condition += " IS excluded."
                condition += column
            } else {
                if !changes.isEmpty { changes += ", " }
                changes += column
                changes += " = excluded."
                changes += column
            }
        }
        // Without other columns there is nothing to update. `FamilyStore.write` replaces a row that stays as it was.
        let update = changes.isEmpty ? "NOTHING" : "UPDATE SET \(changes)\(condition)"
        return "(\(names)) VALUES (\(values)) ON CONFLICT (\(key)) DO \(update)"
    }

    /// Which columns identify a row.
    enum Key {
        /// The first column, a `Column.key`.
        case first
        /// The first columns, so many, in a table without row ids.
        case columns(Int)
        /// The first columns, so many; the row has a number `id` of its own as well.
        case own(Int)

        fileprivate var count: Int {
            switch self {
            case .first: 1
            case .columns(let count), .own(let count): count
            }
        }
    }

    /// The declaration of a column.
    struct Column {
        let name: String
        /// What follows the name in the declaration.
        let type: String
        /// A comment in the schema, where the name does not say enough.
        let comment: String?
        let isUnique: Bool

        init(_ name: String, _ type: String, isUnique: Bool = false, _ comment: String? = nil) {
            (self.name, self.type, self.isUnique, self.comment) = (name, type, isUnique, comment)
        }

        /// The column of a position that identifies the row.
        static func key(_ name: String, _ comment: String? = nil) -> Column {
            Column(name, "INTEGER PRIMARY KEY", comment)
        }
    }

    /// An index. An update that does not change its columns does not write its pages.
    struct Index {
        let name: String
        /// What follows the name of the table.
        fileprivate let definition: String
        fileprivate let isUnique: Bool
        /// The columns that it depends on.
        fileprivate let columns: [String]

        /// - Parameters:
        ///   - name: its name is the table's with this one behind it.
        ///   - on: its columns; if absent, the one that is called like the index.
        ///   - condition: an SQL condition for the rows that are in it.
        ///   - conditionColumns: the columns that the condition depends on.
        init(
            _ name: String, on indexed: [String]? = nil, isUnique: Bool = false,
            where condition: String? = nil,
            conditionColumns: [String] = []
        ) {
            let indexed = indexed ?? [name]
            self.name = name
            definition =
                "(\(indexed.joined(separator: ", ")))" + (condition.map { " WHERE \($0)" } ?? "")
            self.isUnique = isUnique
            columns = indexed + conditionColumns
        }
    }

    // MARK: SQL

    /// The name of the column with the dispute's number.
    package var disputeColumnName: String { columns[disputeColumn] }

    /// The names of all columns in the file.
    package var storedColumns: [String] {
        if case .own = key { ["id"] + columns } else { columns }
    }

    /// An SQL condition that compares the key columns with parameters, numbered from `first`.
    func keyCondition(from first: Int = 1) -> String {
        columns.prefix(keyCount).enumerated().map { "\($0.element) = ?\(first + $0.offset)" }
            .joined(separator: " AND ")
    }

    /// The SQL that creates the table and its indexes.
    ///
    /// - Parameter table: the table's name in the file.
    func creation(as table: String) -> String {
        var lines = declarations.map { column in
            (
                "\(column.name) \(column.type)\(column.isUnique ? " UNIQUE" : "")",
                column.comment.map { "  -- \($0)" } ?? ""
            )
        }
        switch key {
        case .first: break
        case .own: lines.insert(("id INTEGER PRIMARY KEY", ""), at: 0)
        case .columns(let count):
            lines.append(("PRIMARY KEY (\(columns.prefix(count).joined(separator: ", ")))", ""))
        }
        let last = lines.count - 1
        let body = lines.enumerated().map { index, line in
            "    \(line.0)\(index == last ? "" : ",")\(line.1)"
        }
        let isWithoutRowID = if case .columns = key { true } else { false }
        return """
            CREATE TABLE \(table) (  -- \(comment)
            \(body.joined(separator: "\n"))
            ) STRICT\(isWithoutRowID ? ", WITHOUT ROWID" : "");

            """
                + indexes.map { index in
                    "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(table)_\(index.name) "
                        + "ON \(table)\(index.definition);\n"
                }.joined()
    }
}

extension ProjectionTable: Hashable {
    package static func == (one: ProjectionTable, other: ProjectionTable) -> Bool { one === other }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
