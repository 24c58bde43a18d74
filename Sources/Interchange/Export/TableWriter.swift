import EventLog
import SQLite

/// Inserts rows into one table of a new SQLite file.
final class TableWriter {
    private let file: NewDatabase
    private let insert: PreparedStatement

    /// - Parameter place: the SQL between `INSERT` and the values, such as `INTO disputes`.
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

/// Reads the steps of all courses back from the temporary table, in the order of their events.
final class WaitingSteps {
    struct Step {
        let event: Int
        /// The number of the step in the dispute's course, from 1.
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

    /// The step that an event makes in its dispute's course; nil if the event is not a step. Callers must ask
    /// for events in ascending order.
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
