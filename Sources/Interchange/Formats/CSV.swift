import CanonicalJSON
import Casebook
import DisputeModel

extension ExportFormat {
    /// One table of all events.
    package static let csv = ExportFormat(
        "csv", .asKnown,
        summary: """
            A table with one row per event, as known now, in log order. Retracted events are there and marked as \
            such; corrections and other record events have rows of their own. RFC 4180, UTF-8, a header. A cell that \
            a spreadsheet would take for a formula has an apostrophe before it; control characters are replaced by \
            symbols for them. The columns:

            \(CSVColumn.help)
            """
    ) { source, print in
        let columns = CSVColumn.all.filter { source.hasPositions || $0.name != "position" }
        print(CSVRow(columns.map(\.name)).line)
        try source.forEachEvent { known in
            var row = CSVRow()
            for column in columns { row.add(text: column.cell(known)) }
            print(row.line)
        }
    }
}

/// A column of the CSV table: its name, its description for the help, and the function that gives its cell.
private struct CSVColumn: Sendable {
    let name: String
    let meaning: String
    let cell: @Sendable (ExportedEvent) -> String?

    init(_ name: String, _ meaning: String, _ cell: @escaping @Sendable (ExportedEvent) -> String?) {
        self.name = name
        self.meaning = meaning
        self.cell = cell
    }

    static let all = [
        CSVColumn("position", "its number in the log; not with --max-marking") { String($0.position) },
        CSVColumn("id", "its id") { $0.event.id },
        CSVColumn("dispute", "the dispute's id; empty for what concerns the log itself") { $0.event.dispute },
        CSVColumn("kind", "what it is: a kind of the vocabulary") { $0.event.kindName },
        CSVColumn("occurred", "when, in EDTF") { $0.event.fields["occurred"]?.string },
        CSVColumn("occurredNote", "when, in the source's words") { $0.event.fields["occurredNote"]?.string },
        CSVColumn("place", "the instant that gives its place in the order") { $0.place.description },
        CSVColumn("actors", "who acted: party references, with commas between") { list($0, "actors", ",") },
        CSVColumn("addressees", "whom it was addressed to, likewise") { list($0, "addressees", ",") },
        CSVColumn("speakerName", "who spoke for the actor") { part($0, "speaker", "name") },
        CSVColumn("speakerRole", "the role of that person") { part($0, "speaker", "role") },
        CSVColumn("reportedByName", "who says that it happened, if that is not the actor") {
            part($0, "reportedBy", "name")
        },
        CSVColumn("reportedByRole", "the role of that person") { part($0, "reportedBy", "role") },
        CSVColumn("reportedByParty", "the party of that person") { part($0, "reportedBy", "party") },
        CSVColumn("summary", "what happened") { $0.event.summary },
        CSVColumn("quote", "what was said, word for word") { $0.event.quote },
        CSVColumn("quoteLanguage", "their language") { part($0, "quote", "language") },
        CSVColumn("quoteTranslated", "true, or the text of the translation") {
            part($0, "quote", "translated")
        },
        CSVColumn("form", "how it was delivered") { $0.event.fields["form"]?.string },
        CSVColumn("mode", "single, joint or parallel") { $0.event.fields["mode"]?.string },
        CSVColumn("channel", "through which channel it was delivered") { $0.event.fields["channel"]?.string },
        CSVColumn("inResponseTo", "what it responds to: ids, with spaces between") {
            list($0, "inResponseTo", " ")
        },
        CSVColumn("about", "what it is about, likewise") { list($0, "about", " ") },
        CSVColumn("target", "the event that a record event is about") { $0.event.target },
        CSVColumn("expectsReply", "true or false; empty: as the kind says") {
            $0.event.expectsReply.map { $0 ? "true" : "false" }
        },
        CSVColumn("dueOn", "the day by which an answer is asked for") { part($0, "due", "on") },
        CSVColumn("dueAbout", "our own working date for it") { part($0, "due", "about") },
        CSVColumn("dueNote", "a note on that") { part($0, "due", "note") },
        CSVColumn("condition", "on what condition") { $0.event.condition },
        CSVColumn("scope", "its scope") { $0.event.fields["scope"]?.string },
        CSVColumn("standing", "asserted, claimed, alleged or hedged; empty for record events") {
            $0.event.isRecord || $0.event.dispute.isEmpty
                ? nil : word($0, "standing", "asserted")
        },
        CSVColumn("marking", "public, restricted, confidential or secret") { word($0, "marking", "public") },
        CSVColumn("sources", "citations with \" | \" between") { sources($0, "citation", " | ") },
        CSVColumn("sourceURLs", "with spaces between") { sources($0, "url", " ") },
        CSVColumn("tags", "with \" | \" between") { list($0, "tags", " | ") },
        CSVColumn("details", "what only its kind has, as JSON") {
            $0.event.details.isEmpty ? nil : JSON.object($0.event.details).canonical
        },
        CSVColumn("corrected", "true or false") { $0.isCorrected ? "true" : "false" },
        CSVColumn("retracted", "true or false") { $0.isRetracted ? "true" : "false" },
        CSVColumn("recordedAt", "when it was recorded, in UTC") { $0.event.fields["recordedAt"]?.string },
        CSVColumn("recordedBy", "by whom") { $0.event.recordedBy },
        CSVColumn("key", "the key that keeps it from being recorded twice") { $0.event.key },
    ]

    static var help: String {
        let width = (all.map(\.name.count).max() ?? 0) + 2
        return all.map { column in
            column.name + String(repeating: " ", count: width - column.name.count) + column.meaning
        }.joined(separator: "\n")
    }

    /// The text of a field, or `silence`, the default, if the event does not have the field.
    private static func word(_ known: ExportedEvent, _ key: String, _ silence: String) -> String {
        known.event.fields[key].map(text) ?? silence
    }

    private static func list(_ known: ExportedEvent, _ key: String, _ separator: String) -> String? {
        known.event.fields[key]?.strings.joined(separator: separator)
    }

    private static func part(_ known: ExportedEvent, _ key: String, _ name: String) -> String? {
        known.event.fields[key]?.object?[name].map(text)
    }

    private static func sources(_ known: ExportedEvent, _ key: String, _ separator: String) -> String? {
        known.event.fields["sources"]?.array?.compactMap { $0.object?[key]?.string }.joined(
            separator: separator)
    }

    private static func text(_ value: JSON) -> String { value.string ?? value.canonical }
}
