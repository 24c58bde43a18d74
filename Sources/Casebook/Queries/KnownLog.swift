import DisputeModel
import EventLog
import GRDB

/// The log from its beginning, one event at a time, with what is known now of each: from the projections where they are
/// current, and from a fold of every family otherwise. Only in the second case does memory grow with the log.
struct KnownLog {
    let log: Log
    private let source: Source

    /// One event, as it stands in the log.
    struct Entry {
        let position: Int
        let stream: String
        let text: String
        /// nil for what concerns the log itself and no dispute.
        let place: Instant?
        let isRetracted: Bool
        /// The event that a record event is about.
        let target: Int?
        let hasRemarks: Bool
    }

    private enum Source {
        case rows(FamilyStore)
        case fold([FamilyRecord.Entry], remarks: [Int: [Remark]])
    }

    /// A record event about another event.
    typealias Remark = (position: Int, isRetracted: Bool)

    init(_ reading: Reading) throws {
        log = reading.log
        if let live = reading.live {
            source = .rows(live)
            return
        }
        var entries: [FamilyRecord.Entry] = []
        try reading.forEachRecord(knownAt: nil) { entries += $1.entries }
        entries.sort { $0.position < $1.position }
        var remarks: [Int: [Remark]] = [:]
        for entry in entries {
            if let target = entry.target {
                remarks[target, default: []].append((entry.position, entry.isRetracted))
            }
        }
        source = .fold(entries, remarks: remarks)
    }

    /// The record events about an event, in log order.
    func remarks(on position: Int) throws -> [Remark] {
        switch source {
        case .rows(let live): try live.record.remarks(on: position)
        case .fold(_, let remarks): remarks[position] ?? []
        }
    }

    /// Goes through the events of those streams for which the condition holds.
    func forEach(_ isWanted: (_ stream: String) -> Bool, _ body: (Entry) throws -> Void) throws {
        switch source {
        case .rows(let live): try live.forEachEntry(isWanted, body)
        case .fold(let entries, let remarks):
            var next = entries[...]
            try log.forEach { position, stream, text in
                next = next.drop { $0.position < position }
                guard isWanted(stream) else { return true }
                let entry = next.first.flatMap { $0.position == position ? $0 : nil }
                try body(
                    Entry(
                        position: position, stream: stream, text: text, place: entry?.place,
                        isRetracted: entry?.isRetracted ?? false, target: entry?.target,
                        hasRemarks: remarks[position] != nil))
                return true
            }
        }
    }
}

extension ProjectionSchema {
    /// Every event with its row, in log order.
    var eventsWithEntries: String {
        """
        SELECT event.position, event.stream, event.text, entry.dispute, entry.place, entry.flags & 1, entry.target,
            EXISTS (SELECT 1 FROM \(entry) AS remark WHERE remark.target = event.position)
        FROM event
        LEFT JOIN \(dispute) AS dispute ON dispute.id = event.stream
        LEFT JOIN \(entry) AS entry
            ON entry.dispute = coalesce(dispute.number, 0) AND entry.position = event.position
        ORDER BY event.position
        """
    }
}

extension FamilyStore {
    fileprivate func forEachEntry(
        _ isWanted: (String) -> Bool, _ body: (KnownLog.Entry) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(db, sql: schema.eventsWithEntries)
        while let row = try rows.next() {
            // A text that SQLite itself gives costs half of one that is looked at first.
            let stream = row[1] as String? ?? ""
            guard isWanted(stream) else { continue }
            try body(
                KnownLog.Entry(
                    position: row.number(0), stream: stream, text: row[2] as String? ?? "",
                    place: row.number(3) == 0 ? nil : Instant(kept: row.number(4)),
                    isRetracted: row.number(5) != 0, target: row.optionalNumber(6),
                    hasRemarks: row.number(7) != 0))
        }
    }
}
