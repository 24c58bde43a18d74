import CanonicalJSON
import DisputeModel
import EventLog
import Projections

/// Checks the texts of a log's events, in log order, for what must hold of every text: check 1 of `chancery verify`.
/// `restore` refuses a file in which it finds anything.
struct EventAudit {
    /// A defect of one event.
    struct Finding: Error, Equatable {
        let words: String
    }

    private let log: Log
    private let positionsByID: PositionsByID
    private var lastRecorded = Int.min
    /// The disputes with an event so far.
    private var opened: Set<String> = []
    /// Disputes in `opened` whose names are not valid dispute ids.
    private var misnamed: Set<String> = []
    private var ids = AscendingIDs()

    init(log: Log, _ positionsByID: PositionsByID) {
        self.log = log
        self.positionsByID = positionsByID
    }

    /// Returns the event and all its defects. The event is nil if the text lacks what every row of the log needs.
    mutating func inspect(
        _ read: ReadText, _ text: UnsafeBufferPointer<UInt8>, at position: Int
    ) throws -> (event: LoggedEvent?, findings: [Finding]) {
        let event = read.event
        var findings: [Finding] = []
        func find(_ words: String) { findings.append(Finding(words: words)) }
        if !read.isCanonical {
            let words = String(decoding: text, as: UTF8.self)
            let json: JSON
            do {
                json = try JSON.parse(words)
            } catch {
                return (nil, [Finding(words: "its text is not JSON: it has \(error.reason)")])
            }
            guard json.object != nil else { return (nil, [Finding(words: "its text is not a JSON object")]) }
            if !json.isWritten(words) {
                find("its text is not canonical (RFC 8785)")
            }
        }
        if event.id?.isVersion7 != true { find("its id is not a UUID of version 7") }
        if let recordedAt = event.recordedAt?.milliseconds {
            if recordedAt < lastRecorded { find("it was recorded before the event before it") }
            lastRecorded = recordedAt
        } else {
            find("its recordedAt is not an instant")
        }
        if let whole = event.event, whole.fields["kind"]?.string == nil { find("it has no kind") }
        for words in naming(of: event) { find(words) }
        if let id = event.id, ids.mayBeKnown(id), let first = try log.position(of: id),
            first < position
        {
            find("it has the id of #\(first)")
        }
        if let key = event.key {
            if key.utf8.contains(0) { find("its key holds the character NUL") }
            if let first = try log.position(ofKey: key), first < position {
                find("it has the key of #\(first)")
            }
        }
        for words in try references(of: event, before: position) { find(words) }
        guard let id = event.id, event.recordedAt != nil else { return (nil, findings) }
        positionsByID.note(id, position, event.stream)
        return (event, findings)
    }

    /// Defects of the dispute's name and of its opening: the first event of a dispute, and no other, must open it.
    private mutating func naming(of event: LoggedEvent) -> [String] {
        let improper = "its dispute has no valid name"
        guard event.stream != Event.logStream else {
            // An event concerns the log itself only if it has no key `dispute` at all.
            return event.event?.fields["dispute"] == nil ? [] : [improper]
        }
        let isFirst = opened.insert(event.dispute).inserted
        if isFirst, DisputeID(event.dispute) == nil { misnamed.insert(event.dispute) }
        var words = misnamed.contains(event.dispute) ? [improper] : []
        let opens = event.recordKind == .opening
        if opens, !isFirst { words.append("it opens a dispute that is open already") }
        // Reported once for the dispute, not for every later event of it.
        if !opens, isFirst { words.append("no event before it opens its dispute") }
        return words
    }

    /// Defects of the references to other events.
    private func references(of event: LoggedEvent, before position: Int) throws -> [String] {
        if event.event == nil, event.replies.isEmpty, event.about.isEmpty { return [] }
        let named: [(key: String, reference: String)] =
            if let whole = event.event {
                whole.inResponseTo.map { ("inResponseTo", $0) } + whole.about.map { ("about", $0) }
                    + (whole.target.map { [("target", $0)] } ?? [])
            } else {
                event.replies.map { ("inResponseTo", $0.description) }
                    + event.about.map { ("about", $0.description) }
            }
        return try named.compactMap { key, reference in
            guard let place = try EventID(reference).flatMap({ try positionsByID.place(of: $0) }),
                place.position < position,
                key == "target"
                    ? place.stream == event.stream : DisputeID.mayRefer(event.dispute, to: place.stream)
            else { return "its \(key) names \(reference), which is not an earlier event of its dispute" }
            return nil
        }
    }
}

/// Decides without a query that an id cannot occur among the earlier ones. A UUID of version 7 begins with the time at
/// which it was made, so nearly every id is later than all before it, or has the same millisecond as the last.
private struct AscendingIDs {
    private var latest = Int.min
    private var ofLatest: Set<EventID> = []

    mutating func mayBeKnown(_ id: EventID) -> Bool {
        if id.milliseconds > latest {
            latest = id.milliseconds
            ofLatest = [id]
            return false
        }
        // The set is bounded. When it is full, the log is asked instead.
        guard id.milliseconds == latest, ofLatest.count < 1 << 17 else { return true }
        return !ofLatest.insert(id).inserted
    }
}

extension LoggedEvent {
    var stream: String { dispute.isEmpty ? Event.logStream : dispute }

    /// The event's row in the log, as its text requires.
    func entry(_ text: String) -> Log.Entry {
        Log.Entry(
            id: id?.bytes ?? [], stream: stream, recordedAt: recordedAt?.milliseconds ?? 0, key: key,
            text: text)
    }
}
