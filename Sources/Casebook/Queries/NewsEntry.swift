import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

/// A single event of the news, or all events of one import.
enum NewsEntry {
    case event(position: Int, stream: String)
    case arrival(Arrival)

    var count: Int {
        switch self {
        case .event: 1
        case .arrival(let arrival): arrival.count
        }
    }

    /// The entries in log order. Reads columns and not whole events, since there may be very many.
    ///
    /// All events that one import transaction records have the same time. All of them except openings have a key or an
    /// `origin`. A large import has several transactions, each with very many events.
    static func all(
        of db: Database, from first: Int, through last: Int, _ question: NewsQuestion
    ) throws -> [NewsEntry] {
        let rows = try PreparedStatement(
            db,
            """
            SELECT position, stream, recorded_at,
                key IS NOT NULL OR instr(text, '"origin":{"id":') > 0,
                stream = ? OR instr(text, '"kind":"dispute-opened"') > 0, text
            FROM event WHERE position >= ? AND position <= ? ORDER BY position
            """)
        try rows.bind(text: Event.logStream, at: 1)
        try rows.bind(first, at: 2)
        try rows.bind(last, at: 3)
        var entries: [NewsEntry] = []
        var run = Run()
        while try rows.step() {
            if let recorder = question.except, Event(text: rows.textBeforeNUL(5))?.recordedBy == recorder {
                continue
            }
            let row = Row(
                position: rows.number(0), stream: rows.textBeforeNUL(1), time: rows.number(2),
                isImported: rows.flag(3), isOpening: rows.flag(4))
            guard question.groupsImports, row.isImported || row.isOpening else {
                run.end(&entries)
                entries.append(.event(position: row.position, stream: row.stream))
                continue
            }
            if row.time != run.rows.last?.time { run.end(&entries) }
            run.rows.append(row)
        }
        run.end(&entries)
        return entries
    }

    private struct Row {
        let position: Int
        let stream: String
        let time: Int
        let isImported: Bool
        let isOpening: Bool
    }

    /// Consecutive rows with the same time, which one import may have recorded.
    private struct Run {
        var rows: [Row] = []

        mutating func end(_ entries: inout [NewsEntry]) {
            defer { rows = [] }
            guard rows.count > 1, rows.contains(where: \.isImported), let first = rows.first,
                let last = rows.last
            else {
                entries += rows.map { .event(position: $0.position, stream: $0.stream) }
                return
            }
            if case .arrival(var before)? = entries.last, before.goesOn(first.time) {
                before.last = last.position
                before.count += rows.count
                before.streams.formUnion(rows.map(\.stream))
                before.lastTime = last.time
                entries[entries.count - 1] = .arrival(before)
                return
            }
            entries.append(
                .arrival(
                    Arrival(
                        first: first.position, last: last.position, count: rows.count,
                        recordedAt: Instant(kept: first.time), streams: Set(rows.map(\.stream)),
                        lastTime: last.time)))
        }
    }
}

extension Arrival {
    /// Whether a transaction at this time continues the same import.
    fileprivate func goesOn(_ time: Int) -> Bool { count >= 1000 && time - lastTime < 60_000 }
}
