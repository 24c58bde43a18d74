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
        let (inspected, findings) = try inspect(text, at: position)
        if let first = findings.first { throw first }
        guard let inspected else { throw Finding(words: "its text is no event") }
        return inspected
    }

    /// The event, and its row as the text says it should be, with all that is wrong with it. No event where the text does not
    /// say what every row needs.
    mutating func inspect(
        _ text: String, at position: Int
    ) throws -> (inspected: (event: Event, entry: Log.Entry)?, findings: [Finding]) {
        let json: JSON
        do {
            json = try JSON.parse(text)
        } catch {
            return (nil, [Finding(words: "its text is no JSON, as it has \(error.problem)")])
        }
        guard let fields = json.object else {
            return (nil, [Finding(words: "its text is no JSON object")])
        }
        var findings: [Finding] = []
        func find(_ words: String) { findings.append(Finding(words: words)) }
        if !json.isWritten(text) { find("its text is not canonical (RFC 8785)") }
        let event = Event(fields)
        let id = EventID(event.id)
        if id?.isVersion7 != true { find("its id is no UUID of version 7") }
        if let recordedAt = event.recordedAt {
            if recordedAt.milliseconds < last.recordedAt {
                find("it was recorded before the event before it")
            }
            last = Log.Head(position: position, recordedAt: recordedAt.milliseconds)
        } else {
            find("its recordedAt is no instant")
        }
        if event.fields["kind"]?.string == nil { find("it has no kind") }
        if event.fields["dispute"] != nil, DisputeID(event.dispute) == nil {
            find("its dispute has no proper name")
        }
        if let words = opening(of: event) { find(words) }
        if let id, let first = try log.position(ofID: id.bytes), first < position {
            find("it has the id of #\(first)")
        }
        if let key = event.key {
            if key.utf8.contains(0) { find("its key holds the character NUL") }
            if let first = try log.position(ofKey: key), first < position {
                find("it has the key of #\(first)")
            }
        }
        for words in try references(of: event, before: position) { find(words) }
        guard let id, let recordedAt = event.recordedAt else { return (nil, findings) }
        let entry = Log.Entry(
            id: id.bytes, stream: event.stream, recordedAt: recordedAt.milliseconds, key: event.key,
            text: text)
        return ((event, entry), findings)
    }

    /// What is wrong with how a dispute is opened: its first event does it, and no other.
    private mutating func opening(of event: Event) -> String? {
        guard event.stream != Event.logStream else { return nil }
        // Said once of a dispute, not of every event that follows.
        let isFirst = opened.insert(event.dispute).inserted
        let opens = event.kind?.name == "dispute-opened"
        if opens, !isFirst { return "it opens a dispute that is open already" }
        return !opens && isFirst ? "it is of a dispute that no event before it opens" : nil
    }

    /// What is wrong with the events that it names.
    private func references(of event: Event, before position: Int) throws -> [String] {
        let named =
            event.inResponseTo.map { ("inResponseTo", $0) } + event.about.map { ("about", $0) }
            + (event.target.map { [("target", $0)] } ?? [])
        return try named.compactMap { key, reference in
            guard let id = EventID(reference), let earlier = try log.position(ofID: id.bytes),
                earlier < position,
                let stream = try log.stream(at: earlier),
                key == "target" ? stream == event.stream : DisputeID.mayRefer(event.dispute, to: stream)
            else { return "its \(key) names \(reference), which is no earlier event of its dispute" }
            return nil
        }
    }
}
