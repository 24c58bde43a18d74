import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// The events of the log, one at a time in log order, with what is known of each now. Uses the projections if they are
/// current, and otherwise a fold of every family; only then does memory grow with the log.
///
/// Alternatively a single family, as its record was folded.
struct KnownLog: RecordedEvents {
    let log: Log
    private let source: Source

    /// One event as recorded, with what is known of it.
    struct Entry {
        let position: Int
        let stream: String
        let text: String
        /// The event's place, if it is known without reading the text.
        fileprivate let keptPlace: Instant?
        let isRetracted: Bool
        /// For a record event: position of the event that it is about.
        let target: Int?
        /// Whether there are record events about the event.
        let hasRecordEvents: Bool

        /// The event's place (section 2); nil for an event that concerns only the log.
        func place(of event: Event) -> Instant? {
            stream == Event.logStream ? nil : keptPlace ?? event.ownPlace
        }
    }

    private enum Source {
        case rows(FamilyStore)
        case fold([FamilyRecord.Entry], openings: [String: Int], recordEvents: [Int: [AboutEvent]])

        /// - Parameter entries: in log order.
        static func fold(_ entries: [FamilyRecord.Entry], _ openings: [Opening]) -> Source {
            var recordEvents: [Int: [AboutEvent]] = [:]
            let inRecordOrder = entries.filter { $0.target != nil }.sorted {
                ($0.firstTime, $0.position) < ($1.firstTime, $1.position)
            }
            for entry in inRecordOrder {
                if let target = entry.target {
                    recordEvents[target, default: []].append((entry.position, entry.isRetracted))
                }
            }
            let openings = openings.map { ($0.dispute, $0.position) }
            return .fold(
                entries, openings: Dictionary(openings, uniquingKeysWith: { $1 }), recordEvents: recordEvents)
        }
    }

    init(_ reading: ReadTransaction) throws {
        log = reading.log
        if let live = reading.live {
            source = .rows(live)
            return
        }
        var entries: [FamilyRecord.Entry] = []
        var openings: [Opening] = []
        try reading.forEachRecord(knownAt: nil) { _, record in
            entries += record.entries
            openings += record.openings
        }
        source = .fold(entries.sorted { $0.position < $1.position }, openings)
    }

    /// What is known of the events of a single family. Of others it knows only what their texts say.
    init(_ log: Log, of record: FamilyRecord) {
        self.log = log
        source = .fold(record.entries, record.openings)
    }

    /// The record events about the event, in record order.
    func recordEvents(on position: Int) throws -> [AboutEvent] {
        switch source {
        case .rows(let live): try live.knownEvents.recordEvents(on: position)
        case .fold(_, _, let recordEvents): recordEvents[position] ?? []
        }
    }

    /// Calls `body` with each event whose stream is wanted.
    func forEach(_ isWanted: (_ stream: String) -> Bool, _ body: (Entry) throws -> Void) throws {
        switch source {
        case .rows(let live): try live.forEachEntry(isWanted, body)
        case .fold(let entries, _, let recordEvents):
            var next = entries[...]
            try log.forEach { position, stream, text in
                next = next.drop { $0.position < position }
                guard isWanted(stream) else { return true }
                let entry = next.first.flatMap { $0.position == position ? $0 : nil }
                try body(
                    Entry(
                        position: position, stream: stream, text: text, keptPlace: entry?.place,
                        isRetracted: entry?.isRetracted ?? false, target: entry?.target,
                        hasRecordEvents: recordEvents[position] != nil))
                return true
            }
        }
    }

    /// The markings that count (section 9).
    var markings: CountedMarkings {
        switch source {
        case .rows(let live): CountedMarkings(log, in: live)
        case .fold(_, let openings, _):
            CountedMarkings(
                log, opening: { try openings[$0].flatMap { try asKnown($0) } }, asKnown: { try asKnown($0) })
        }
    }

    /// The event as it was recorded.
    func event(at position: Int) throws -> Event? { try log.event(at: position) }
}

extension ProjectionSchema {
    /// Selects every event with its projection row, if it has one, in log order.
    var eventsWithEntries: String {
        """
        SELECT event.position, event.stream, event.text, entry.place, entry.\(EntryFlag.isRetracted), entry.target,
            EXISTS (SELECT 1 FROM \(self[.entry]) AS remark WHERE remark.target = event.position)
        FROM event LEFT JOIN \(self[.entry]) AS entry ON entry.position = event.position
        ORDER BY event.position
        """
    }
}

extension FamilyStore {
    fileprivate func forEachEntry(
        _ isWanted: (String) -> Bool, _ body: (KnownLog.Entry) throws -> Void
    ) throws {
        let rows = try PreparedStatement(db, schema.eventsWithEntries)
        while try rows.step() {
            let stream = rows.textBeforeNUL(1)
            guard isWanted(stream) else { continue }
            try body(
                KnownLog.Entry(
                    position: rows.number(0), stream: stream, text: rows.textBeforeNUL(2),
                    keptPlace: rows.optionalNumber(3).map { Instant(kept: $0) },
                    isRetracted: rows.flag(4), target: rows.optionalNumber(5),
                    hasRecordEvents: rows.flag(6)))
        }
    }
}
