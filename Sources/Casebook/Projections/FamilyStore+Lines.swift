import DisputeModel
import EventLog
import SQLite

/// A step of a dispute's course that has a line of its own in its timeline, and the condition before and after it.
struct CourseLine {
    let order: CourseOrder
    let before: Condition
    let after: Condition
}

extension FamilyStore {
    /// How many steps of a dispute up to an instant have lines of their own. They are counted where they lie: nothing is made of
    /// them but of those of the last run.
    func countLines(of number: Int, asOf instant: Instant) throws -> Int {
        let rows = try runs(of: number, asOf: instant, "ORDER BY place, first, position")
        defer { rows.reset() }
        var (count, last): (Int, [UInt8]?) = (0, nil)
        while try rows.step() {
            if let last { count += try Run.countLines(packed: last) }
            last = Array(rows.bytes(0))
        }
        guard let last else { return 0 }
        return try Run(packed: last).steps.reduce(count) {
            $0 + ($1.step.place <= instant && $1.step.hasLine ? 1 : 0)
        }
    }

    /// The last of them, in order of place.
    func lastLines(_ count: Int, of number: Int, asOf instant: Instant) throws -> [CourseLine] {
        let rows = try runs(of: number, asOf: instant, "ORDER BY place DESC, first DESC, position DESC")
        defer { rows.reset() }
        var runs: [[CourseLine]] = []
        var missing = count
        while missing > 0, try rows.step() {
            let run = try Run(packed: Array(rows.bytes(0)))
            var (lines, before): ([CourseLine], Condition) = ([], run.before.condition)
            run.forEachStep { step, state in
                if step.place <= instant, step.hasLine {
                    lines.append(CourseLine(order: step.order, before: before, after: state.condition))
                }
                before = state.condition
            }
            runs.append(lines.suffix(missing))
            missing -= runs[runs.count - 1].count
        }
        return runs.reversed().flatMap(\.self)
    }

    private func runs(
        of number: Int, asOf instant: Instant, _ order: String
    ) throws -> PreparedStatement {
        try PreparedStatement(
            db, "SELECT body FROM \(schema[.run]) WHERE dispute = ? AND place <= ? \(order)",
            [.number(number), .number(instant.milliseconds)])
    }
}

extension Step {
    /// Not a judgement of a reply: of the record events that are steps, it alone moves nothing, and stands beside the act that it
    /// is about.
    fileprivate var hasLine: Bool { day != nil || !movement.isNone }
}

extension Run {
    /// The steps that have lines among those of a run, without making anything of the others.
    fileprivate static func countLines(packed bytes: [UInt8]) throws -> Int {
        try ByteReader.whole(bytes) { reader in
            let steps = try reader.number()
            guard (1...capacity).contains(steps) else { throw ByteReader.Malformed() }
            _ = try reader.disputeState()
            var count = steps
            for _ in 0..<steps {
                // Position, place and first time.
                try reader.skip(3)
                let isRecord = try reader.number() == 0
                if try reader.flag() {
                    // The effect on the phase, the outcome, the temperature, the flags; the measures that it lifts.
                    try reader.skip(4)
                    try reader.skip(4 * reader.number())
                } else if isRecord {
                    count -= 1
                }
            }
            return count
        }
    }
}
