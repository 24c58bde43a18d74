import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// A log in memory that holds the events remaining up to a marking (section 9), for the duration of one question. It
/// has no projections: answers are folded from its texts by the same code as for any other log.
struct RedactedLog {
    let casebook: Casebook
    /// The number of events recorded by the instant that are left out.
    let leftOut: Int
    /// The names of the remaining events: the last digits of their ids.
    let names: EventNames

    private struct Line {
        let stream: String
        let recordedAt: Int
        let text: String
        let isRewritten: Bool
    }

    init(of source: Casebook, upTo marking: Marking, knownAt instant: Instant?) throws {
        let (lines, leftOut, settings) = try source.store.read { db in
            let log = Log(db)
            let last = try instant.map { try log.position(recordedBy: $0.milliseconds) } ?? .max
            var lines: [Int: Line] = [:]
            var left: Set<EventID> = []
            for positions in try log.positions(by: DisputeID.family(of:)).values {
                guard let first = positions.first, first <= last else { continue }
                let redacted = try Self.family(log, positions, marking, instant)
                lines.merge(redacted.lines) { first, _ in first }
                left.formUnion(redacted.leftOut)
            }
            // In a sound log, events of different families do not name each other. In a damaged log they may, and such
            // a reference would reveal an event that is left out.
            if !left.isEmpty {
                for (position, line) in lines where line.text.mayNameEvents {
                    guard let event = Event(text: line.text) else { continue }
                    let clean = event.withoutReferences(to: left.contains)
                    guard clean != event else { continue }
                    lines[position] = Line(
                        stream: line.stream, recordedAt: line.recordedAt, text: clean.text, isRewritten: true)
                }
            }
            return (lines.sorted { $0.key < $1.key }.map(\.value), left.count, try log.settings())
        }
        let events = lines.map { Event(text: $0.text) ?? Event(JSONObject()) }
        let store = try EventStore(inMemoryFor: source.store, settings: settings) { log in
            for (index, line) in lines.enumerated() {
                try log.append(
                    Log.Entry(
                        id: EventID(events[index].id)?.bytes ?? Self.bytes(of: index),
                        stream: line.stream, recordedAt: line.recordedAt, key: events[index].key,
                        text: line.text),
                    at: index + 1)
            }
        }
        self.leftOut = leftOut
        names = EventNames(
            Dictionary(events.enumerated().map { ($0.offset + 1, $0.element.id) }) { first, _ in first })
        casebook = Casebook(store: store)
        casebook.redaction = Redaction(
            marking: marking, notAsRecorded: Self.notAsRecorded(lines, events),
            formerEvents: { try Self.events(of: $0, in: source, marking, knownAt: $1) })
    }

    /// Positions of events whose recorded texts must not be shown: those that were rewritten, those that name such an
    /// event, and those of a dispute whose opening is such an event.
    private static func notAsRecorded(_ lines: [Line], _ events: [Event]) -> Set<Int> {
        var positions: Set<Int> = []
        var ids: Set<EventID> = []
        var disputes: Set<String> = []
        for (index, line) in lines.enumerated() {
            guard
                line.isRewritten || events[index].references.contains(where: ids.contains)
                    || DisputeID.lineage(of: line.stream).contains(where: disputes.contains)
            else { continue }
            positions.insert(index + 1)
            if let id = EventID(events[index].id) { ids.insert(id) }
            if events[index].recordKind == .opening { disputes.insert(line.stream) }
        }
        return positions
    }

    /// In a damaged log an event may lack an id. Every event gets a distinct one here.
    private static func bytes(of index: Int) -> [UInt8] {
        (0..<16).map { $0 < 8 ? 0 : UInt8(truncatingIfNeeded: index >> (8 * ($0 - 8))) }
    }

    private static func family(
        _ log: Log, _ positions: [Int], _ marking: Marking, _ instant: Instant?
    ) throws -> (lines: [Int: Line], leftOut: [EventID]) {
        var texts: [(position: Int, stream: String, recordedAt: Int, text: String)] = []
        for position in positions {
            guard let text = try log.text(at: position), let stream = try log.stream(at: position),
                let recordedAt = try log.recordedAt(at: position)
            else { continue }
            texts.append((position, stream, recordedAt, text))
        }
        var lines: [Int: Line] = [:]
        guard texts.contains(where: { $0.text.mayNameMarking }) else {
            for (position, stream, recordedAt, text) in texts
            where instant.map({ recordedAt <= $0.milliseconds }) ?? true {
                lines[position] = Line(stream: stream, recordedAt: recordedAt, text: text, isRewritten: false)
            }
            return (lines, [])
        }
        let family = MarkedFamily(texts)
        let redaction = FamilyRedaction(of: family, upTo: marking, knownAt: instant)
        var leftOut: [EventID] = []
        for (index, item) in family.items.enumerated()
        where instant.map({ item.recordedAt <= $0.milliseconds }) ?? true {
            guard !redaction.isLeftOut[index] else {
                if let id = item.id { leftOut.append(id) }
                continue
            }
            let rewritten = redaction.rewritten[index].flatMap { $0 == item.event ? nil : $0.text }
            lines[item.position] = Line(
                stream: item.stream, recordedAt: item.recordedAt, text: rewritten ?? item.text,
                isRewritten: rewritten != nil)
        }
        return (lines, leftOut)
    }

    /// The events of a family that remain as known at another instant.
    private static func events(
        of family: String, in source: Casebook, _ marking: Marking, knownAt instant: Instant
    ) throws -> [Event] {
        try source.store.read { db in
            let log = Log(db)
            let positions = try log.positions(by: DisputeID.family(of:))[family] ?? []
            let redacted = try Self.family(log, positions, marking, instant)
            let left = Set(redacted.leftOut)
            return redacted.lines.sorted { $0.key < $1.key }.compactMap { Event(text: $0.value.text) }
                .map { $0.withoutReferences(to: left.contains) }
        }
    }
}
