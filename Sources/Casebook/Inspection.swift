import CanonicalJSON
import DisputeModel
import EventLog

/// What must hold of every event's text, taken in order: point 1 of `chancery verify`, and what `restore` asks of a file.
struct Inspection {
    /// What is wrong with one event.
    struct Finding: Error, Equatable {
        let words: String
    }

    private let log: Log
    private var last: Log.Head
    /// The disputes that have been opened so far.
    private(set) var opened: Set<String>

    init(log: Log, after head: Log.Head, opened: Set<String> = []) {
        self.log = log
        last = head
        self.opened = opened
    }

    /// The event, and its row as the text says it should be. Throws the first finding.
    mutating func entry(_ text: String, at position: Int) throws -> (Event, Log.Entry) {
        let json: JSON
        do {
            json = try JSON.parse(text)
        } catch {
            throw Finding(words: "its text is no JSON, as it has \(error.problem)")
        }
        guard let fields = json.object else { throw Finding(words: "its text is no JSON object") }
        guard json.isWritten(text) else {
            throw Finding(words: "its text is not canonical (RFC 8785)")
        }
        let event = Event(fields)
        guard let id = EventID(event.id), id.isVersion7 else {
            throw Finding(words: "its id is no UUID of version 7")
        }
        guard let recordedAt = event.recordedAt else { throw Finding(words: "its recordedAt is no instant") }
        guard recordedAt.milliseconds >= last.recordedAt else {
            throw Finding(words: "it was recorded before the event before it")
        }
        last = Log.Head(position: position, recordedAt: recordedAt.milliseconds)
        guard event.fields["kind"]?.string != nil else { throw Finding(words: "it has no kind") }
        if event.fields["dispute"] != nil, DisputeID(event.dispute) == nil {
            throw Finding(words: "its dispute has no proper name")
        }
        try checkOpening(event)
        if let first = try log.position(ofID: id.bytes), first < position {
            throw Finding(words: "it has the id of #\(first)")
        }
        if event.key?.utf8.contains(0) ?? false { throw Finding(words: "its key holds the character NUL") }
        if let key = event.key, let first = try log.position(ofKey: key), first < position {
            throw Finding(words: "it has the key of #\(first)")
        }
        try checkReferences(event, before: position)
        return (
            event,
            Log.Entry(
                id: id.bytes, stream: event.stream, recordedAt: recordedAt.milliseconds, key: event.key,
                text: text)
        )
    }

    /// A dispute's first event opens it, and no other does.
    private mutating func checkOpening(_ event: Event) throws {
        guard event.stream != Event.logStream else { return }
        // Said once of a dispute, not of every event that follows.
        let isFirst = opened.insert(event.dispute).inserted
        let opens = event.kind?.name == "dispute-opened"
        if opens, !isFirst { throw Finding(words: "it opens a dispute that is open already") }
        if !opens, isFirst { throw Finding(words: "it is of a dispute that no event before it opens") }
    }

    private func checkReferences(_ event: Event, before position: Int) throws {
        let named =
            event.inResponseTo.map { ("inResponseTo", $0) } + event.about.map { ("about", $0) }
            + (event.target.map { [("target", $0)] } ?? [])
        for (key, reference) in named {
            guard let id = EventID(reference), let earlier = try log.position(ofID: id.bytes),
                earlier < position,
                let stream = try log.stream(at: earlier),
                key == "target" ? stream == event.stream : DisputeID.mayRefer(event.dispute, to: stream)
            else {
                throw Finding(
                    words: "its \(key) names \(reference), which is no earlier event of its dispute")
            }
        }
    }
}
