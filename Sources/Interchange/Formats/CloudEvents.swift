import CanonicalJSON
import Casebook
import DisputeModel
import TextSafety

extension ExportFormat {
    /// A JSON array of CloudEvents 1.0.
    package static let cloudEvents = ExportFormat(
        "cloudevents", .asRecorded, isJSON: true,
        summary: """
            CloudEvents 1.0, one JSON array (the JSON Batch Format), one event per line. For CloudEvents, the event \
            is that something was recorded: `id` is the event's id, `source` `urn:chancery:log:` and the log's name, \
            `type` `chancery.event.` and the kind, `time` when it was recorded, `subject` the dispute, `sequence` its \
            position in 19 digits, so that it sorts as text (not with --max-marking); `data` is the event as it was \
            recorded, so that the same id is always the same event. A correction is an event of its own.
            """
    ) { source, print in
        let uri = CloudEvent.source(ofLog: source.name)
        print("[")
        // A line is printed one event late, because its comma depends on whether another event follows.
        var last: String?
        try source.forEachText { position, text in
            if let last { print(last + ",") }
            last = CloudEvent.text(text, at: position, source: uri)
        }
        if let last { print(last) }
        print("]")
    }
}

/// Writes an event in the JSON Event Format of CloudEvents 1.0.
private enum CloudEvent {
    static func text(_ text: String, at position: Int, source: String) -> String {
        let data = (try? JSON.parse(text)) ?? .string(text)
        let event = Event(data.object ?? JSONObject())
        var attributes = JSONObject([
            ("specversion", "1.0"), ("source", .string(source)), ("datacontenttype", "application/json"),
            ("id", .string(event.id.isEmpty ? String(position) : plain(event.id))),
            ("type", .string("chancery.event.\(plain(event.kindName))")),
            ("data", data),
        ])
        if EventNames.inUse == nil { attributes["sequence"] = .string(padded(position)) }
        attributes["time"] = event.recordedAt.map { .string($0.description) }
        if !event.dispute.isEmpty { attributes["subject"] = .string(plain(event.dispute)) }
        return escaped(JSON.object(attributes).canonical)
    }

    /// The CloudEvents `source` URI of a log. Characters of the log's name that a URI does not allow are
    /// percent-encoded.
    static func source(ofLog name: String?) -> String {
        let bytes = (name ?? "").utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }
        return "urn:chancery:log:\(bytes.isEmpty ? "unnamed" : bytes.joined())"
    }

    private static func padded(_ position: Int) -> String {
        let digits = String(max(0, position))
        return String(repeating: "0", count: 19 - digits.count) + digits
    }

    /// Escapes the control characters that RFC 8785 leaves unescaped (DEL and C1). The JSON value stays the
    /// same.
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { (0x7F...0x9F).contains($0.value) }) else { return json }
        return json.unicodeScalars.reduce(into: "") { result, scalar in
            guard (0x7F...0x9F).contains(scalar.value) else { return result.unicodeScalars.append(scalar) }
            result += "\\u00" + String(scalar.value, radix: 16)
        }
    }
}
