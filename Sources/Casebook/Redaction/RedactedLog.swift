import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// The log of what remains up to a marking: it lies in memory, holds events and nothing that is drawn from them, and ends
/// with the question. What is asked of it is folded anew, by the same code as everything else.
struct RedactedLog {
    let casebook: Casebook
    /// How many events are left out that had been recorded at the instant.
    let leftOut: Int
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
            // A name of another family is no name in a sound log; in one that is not, it tells as much.
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

    /// What gives texts as they were recorded leaves out what is to be read otherwise, and what names such an event or is
    /// filed in a dispute that such an event opened.
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
            if events[index].kindName == "dispute-opened" { disputes.insert(line.stream) }
        }
        return positions
    }

    /// In a log that was tampered with an event may have no id; in this one each has its own.
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

    /// The events of one family that remain at another instant.
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
