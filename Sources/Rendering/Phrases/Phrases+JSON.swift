import CanonicalJSON
import DisputeModel

extension Phrases {
    /// A value of an event in words: `23`, `yes`, `RUS, UN:SG`, `name: Farhan Haq; role: Deputy Spokesman`.
    static func value(_ json: JSON) -> Text {
        switch json {
        case .null: "nothing"
        case .bool(let value): value ? "yes" : "no"
        case .integer(let number): Text(String(number))
        case .string(let words): Text(words)
        case .array(let values):
            list(values.map(value), separator: values.contains { $0.object != nil } ? " | " : ", ")
        case .object(let object):
            list(object.members.map { Text($0.key) + ": " + value($0.value) }, separator: "; ")
        }
    }

    static func list(_ texts: [Text], separator: String) -> Text {
        texts.enumerated().reduce(Text("")) { $0 + Text($1.offset == 0 ? "" : separator) + $1.element }
    }

    /// The value of an event's key in words: dates and sources formatted, everything else as in `value(_:)`.
    func value(of key: String, _ json: JSON) -> Text {
        switch key {
        case "occurred", "since", "published":
            if let date = json.string.flatMap({ EDTF($0) }) { return Text(date.words(in: self)) }
        case "due":
            if let due = Due(json) { return Text(due.isSoft ? "our date \(day(due.day))" : day(due.day)) }
        case "sources":
            if let sources = json.array { return Self.list(sources.map(source), separator: " | ") }
        default: break
        }
        return Self.value(json)
    }
}

extension EDTF {
    fileprivate func words(in phrases: Phrases) -> String { phrases.date(self) }
}
