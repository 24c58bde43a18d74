import EventLog
import SQLite

/// Adds rows to one table of a new SQLite file.
final class TableWriter {
    private let file: NewDatabase
    private let insert: PreparedStatement

    /// - Parameter place: what stands behind INSERT, up to the table's name.
    init(_ file: NewDatabase, _ place: String, columns count: Int) throws(LogError) {
        self.file = file
        let values = String(repeating: ", ?", count: count).dropFirst(2)
        insert = try file.write { database throws(SQLiteError) in
            try PreparedStatement(database, "INSERT \(place) VALUES (\(values))")
        }
    }

    func write(_ cells: [Cell]) throws(LogError) {
        try file.write { _ throws(SQLiteError) in
            try insert.bind(cells)
            try insert.run()
        }
    }
}

/// The steps of all courses, in the order of their events.
final class WaitingSteps {
    struct Step {
        let event: Int
        /// Of the dispute's course: 1, 2 …
        let number: Int
        let phase: String
        let temperature: Int
    }

    private let file: NewDatabase
    private let rows: PreparedStatement
    private var next: Step?

    init(_ file: NewDatabase) throws(LogError) {
        self.file = file
        rows = try file.write { database throws(SQLiteError) in
            try PreparedStatement(
                database, "SELECT event, step, phase, temperature FROM waiting_step ORDER BY event")
        }
        try advance()
    }

    /// What the event is to its dispute's course; nil where it is no step. Events are asked for in order.
    func step(of event: Int) throws(LogError) -> Step? {
        while let step = next, step.event < event { try advance() }
        return next?.event == event ? next : nil
    }

    private func advance() throws(LogError) {
        next = try file.write { _ throws(SQLiteError) in
            try rows.step()
                ? Step(
                    event: rows.number(0), number: rows.number(1), phase: rows.wholeText(2),
                    temperature: rows.number(3)) : nil
        }
    }
}
