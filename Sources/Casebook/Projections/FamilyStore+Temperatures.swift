import DisputeModel
import EventLog
import SQLite

extension FamilyStore {
    /// How the temperature went in every dispute that had begun by the last of these days, by the dispute's id: two passes
    /// over the rows, however many events there are before and after.
    func temperatures(in days: ClosedRange<Day>) throws -> [String: TemperatureCourse] {
        var names: [Int: String] = [:]
        var courses: [String: TemperatureCourse] = [:]
        let before = try PreparedStatement(db, levelsBefore)
        try before.bind(days.lowerBound.start.milliseconds, at: 1)
        while try before.step() {
            let name = before.textBeforeNUL(1)
            guard let beginning = Day(before.textBeforeNUL(2)) else { throw ByteReader.Malformed() }
            guard beginning <= days.upperBound else { continue }
            names[before.number(0)] = name
            courses[name] = TemperatureCourse(
                from: max(days.lowerBound, beginning), level: before.isNull(3) ? 0 : try Self.level(before, 3)
            )
        }
        let within = try PreparedStatement(db, stepsWithin)
        try within.bind(days.lowerBound.start.milliseconds, at: 1)
        try within.bind(days.upperBound.end.milliseconds, at: 2)
        while try within.step() {
            guard let name = names[within.number(0)] else { continue }
            let day = Instant(kept: within.number(1)).day
            courses[name]?.note(try Self.level(within, 2), on: day)
        }
        return courses
    }

    /// The condition of every dispute before an instant.
    var levelsBefore: String {
        """
        SELECT number, id, beginning, (
            SELECT condition FROM \(schema.entry)
            WHERE dispute = number AND place < ?1 AND condition IS NOT NULL
            ORDER BY place DESC, first DESC, position DESC LIMIT 1)
        FROM \(schema.dispute)
        """
    }

    /// The steps between two instants, dispute by dispute. As it is written, each dispute is looked up in the index.
    var stepsWithin: String {
        """
        SELECT entry.dispute, entry.place, entry.condition
        FROM \(schema.dispute) AS dispute CROSS JOIN \(schema.entry) AS entry ON entry.dispute = dispute.number
        WHERE entry.place BETWEEN ?1 AND ?2 AND entry.condition IS NOT NULL
        ORDER BY dispute.number, entry.place, entry.first, entry.position
        """
    }

    private static func level(_ row: borrowing PreparedStatement, _ column: Int32) throws -> Int {
        guard let condition = Condition(packed: Array(row.bytes(column))) else {
            throw ByteReader.Malformed()
        }
        return condition.level
    }
}
