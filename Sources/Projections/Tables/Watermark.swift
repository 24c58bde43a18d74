import EventLog
import SQLite

/// A row of the table `projection`: how far a generation has come.
package struct Watermark: Equatable {
    /// `live`, `building`, or the name of the search index's row.
    package let name: String
    /// The number of the generation.
    package let generation: Int
    /// The position of the last event that has been applied.
    package let position: Int
    /// The fingerprint of the rules with which it was made.
    package let rules: String

    init(name: String, generation: Int, position: Int, rules: String) {
        self.name = name
        self.generation = generation
        self.position = position
        self.rules = rules
    }

    /// Reads the row of this name; nil if there is none.
    package init?(_ db: Database, name: String) throws {
        let row: (generation: Int, position: Int, rules: Cell)?
        do {
            let statement = try PreparedStatement(
                db, "SELECT generation, position, rules FROM projection WHERE name = ?")
            try statement.bind(text: name, at: 1)
            row = try statement.first { ($0.number(0), $0.number(1), $0.cell(2)) }
        } catch let error as SQLiteError where error.code == .error {
            // This query runs for every write, so the table's existence is checked only after an error.
            if try db.hasTable("projection") { throw error }
            return nil
        }
        guard let row else { return nil }
        var fingerprint = ""
        if case .text(let text) = row.rules { fingerprint = text }
        self.init(name: name, generation: row.generation, position: row.position, rules: fingerprint)
    }

    /// All rows, including unknown ones; none if the table does not exist.
    package static func all(_ db: Database) throws -> [Watermark] {
        guard try db.hasTable("projection") else { return [] }
        return try PreparedStatement(db, "SELECT name, generation, position, rules FROM projection").all {
            Watermark(
                name: $0.wholeText(0), generation: $0.number(1), position: $0.number(2),
                rules: $0.wholeText(3))
        }
    }

    /// Stores how far the live generation has come.
    static func advanceLive(_ db: Database, to position: Int) throws {
        let statement = try PreparedStatement(
            db, "UPDATE projection SET position = ? WHERE name = '\(ProjectionSchema.live)'")
        try statement.bind(position, at: 1)
        try statement.run()
    }

    func store(_ db: Database) throws {
        let statement = try PreparedStatement(
            db, "INSERT OR REPLACE INTO projection VALUES (?, ?, ?, ?)")
        try statement.bind([.text(name), .number(generation), .number(position), .text(rules)])
        try statement.run()
    }
}
