import CanonicalJSON

/// Section 1: an event of the log, or an event as corrected. What a correction may replace is read from its JSON when it
/// is asked for.
struct PlainEvent {
    /// Its number in the log; the order of equal places.
    let position: Int
    let id: String
    let dispute: String
    let recordedAt: Int
    /// "`origin.recordedAt` where it has an `origin`, else its `recordedAt`."
    let firstTime: Int
    let target: String?
    var json: JSONObject { didSet { read() } }

    // Read from the JSON each time that it changes: they are asked for often.

    private(set) var kind = ""
    /// The row of the kind that it behaves like in everything: for `x-<org>-<name>` the one that `details.like` names.
    private(set) var row = PlainVocabulary.Row(kind: "")
    private(set) var occurred: PlainDates.Span?

    init(position: Int, json: JSONObject) {
        self.position = position
        self.json = json
        id = json["id"]?.string ?? ""
        dispute = json["dispute"]?.string ?? ""
        recordedAt = json["recordedAt"]?.string.flatMap(PlainDates.readInstant) ?? 0
        firstTime =
            json["origin"]?.object?["recordedAt"]?.string.flatMap(PlainDates.readInstant) ?? recordedAt
        target = json["target"]?.string
        read()
    }

    private mutating func read() {
        kind = text("kind") ?? ""
        row = PlainVocabulary.byKind[kind] ?? PlainVocabulary.Row(kind: kind)
        // "Naming the kind of the vocabulary, no record kind, that it behaves like in everything."
        if kind.hasPrefix("x-"), let like = detail("like").flatMap({ PlainVocabulary.byKind[$0] }),
            like.group != "record"
        {
            row = like
        }
        occurred = text("occurred").flatMap(PlainDates.read)
    }

    /// "Record order is the order of first times; equal first times keep the order of positions."
    func isRecorded(before other: PlainEvent) -> Bool {
        firstTime == other.firstTime ? position < other.position : firstTime < other.firstTime
    }

    var actors: [String] { json["actors"]?.strings ?? [] }
    var addressees: [String] { json["addressees"]?.strings ?? [] }
    var inResponseTo: [String] { json["inResponseTo"]?.strings ?? [] }
    /// "`asserted` (also when absent)".
    var standing: String { text("standing") ?? "asserted" }
    var expectsReply: Bool? { json["expectsReply"]?.bool }
    var due: JSON? { value("due") }
    var hasCondition: Bool { value("condition") != nil }
    var reportingParty: String? { json["reportedBy"]?.object?["party"]?.string }
    var details: JSONObject { json["details"]?.object ?? JSONObject() }

    /// "No key has null [...] as its value": null is absent.
    func value(_ key: String) -> JSON? {
        guard let value = json[key], value != .null else { return nil }
        return value
    }

    func text(_ key: String) -> String? { json[key]?.string }
    func detail(_ key: String) -> String? { details[key]?.string }

    /// "The kinds of the `record` group make record events. All other kinds make acts."
    var isAct: Bool { row.group != "record" }

    var isAsserted: Bool { isAct && standing == "asserted" }

    /// Section 2, before what it responds to is considered.
    var ownPlace: Int {
        if !isAct {
            if let day = detail("effective").flatMap(PlainDates.readDay) {
                return day * PlainDates.millisecondsPerDay
            }
            return firstTime
        }
        if let place = occurred?.ownPlace { return place }
        return PlainDates.day(of: firstTime) * PlainDates.millisecondsPerDay
    }
}
