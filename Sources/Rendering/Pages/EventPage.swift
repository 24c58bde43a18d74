import CanonicalJSON
import Answers
import DisputeModel

/// One event in full: all its keys in reading order, the events to which it is tied, and the record events about it.
package struct EventPage: Page {
    let eventDetail: EventDetail
    let dateline: Dateline

    /// Shows one event. Its dates are written for the day of `dateline`.
    package init(_ eventDetail: EventDetail, _ dateline: Dateline) {
        self.eventDetail = eventDetail
        self.dateline = dateline
    }

    private var event: Event { eventDetail.found.event }
    private var phrases: Phrases { dateline.phrases }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let found = eventDetail.found
        let title =
            Text("\(EventNames.name(found.position)) ") + Phrases.marking(event)
            + Text(event.kindName, .strong)
            + (found.isRetracted ? Text("  retracted", .overdue) : "")
        var lines = canvas.head(title, dateline)
        lines += canvas.lines(Text(event.dispute.isEmpty ? "about the log itself" : event.dispute, .quiet))
        var table = Table(
            [Column(), Column(minimum: 16, maximum: 96, isFlexible: true, overflow: .wrap(hang: 2))],
            indent: 2)
        for (name, value) in said + details + ties + recordEvents + record where !value.isEmpty {
            table.add([Cell(name, .heading), Cell(value)])
        }
        lines += [""] + table.lines(on: canvas)
        return lines
    }

    // MARK: What it says

    private typealias Entry = (String, [Paragraph])

    private var said: [Entry] {
        var entries: [Entry] = []
        func add(_ name: String, _ text: Text?) {
            if let text, !text.isEmpty { entries.append((name, [Paragraph(text)])) }
        }
        func add(_ name: String, key: String) {
            add(name, event.fields[key].map { phrases.value(of: key, $0) })
        }
        add("TARGET", eventDetail.target.map(mention))
        add("WHO", Phrases.who(event))
        add("WHEN", when)
        add("SPEAKER", person("speaker"))
        add("TOLD BY", person("reportedBy"))
        add("WHAT", key: "summary")
        add("QUOTE", quote)
        add("FORM", key: "form")
        add("MODE", key: "mode")
        add("CHANNEL", key: "channel")
        add("CONDITION", key: "condition")
        add("SCOPE", key: "scope")
        if let expects = event.expectsReply { add("REPLY", expects ? "expected" : "not expected") }
        add("DUE", due)
        add("ANSWER", eventDetail.owed.map(answer))
        add("STANDING", key: "standing")
        add("MARKING", key: "marking")
        add("TAGS", key: "tags")
        if let sources = event.fields["sources"]?.array {
            entries.append(("SOURCES", sources.map { Paragraph(phrases.source($0)) }))
        }
        // Keys that this version does not know, such as those written by a later version.
        for member in event.fields.members where !Self.known.contains(member.key) {
            add(member.key, Phrases.value(member.value))
        }
        return entries
    }

    private static let known: Set<String> = [
        "id", "recordedAt", "recordedBy", "dispute", "kind", "occurred", "occurredNote", "actors",
        "addressees",
        "speaker", "reportedBy", "summary", "quote", "form", "mode", "channel", "inResponseTo", "about",
        "expectsReply", "due", "condition", "scope", "standing", "marking", "sources", "tags", "target",
        "details",
        "key",
    ]

    private var when: Text {
        if event.dispute.isEmpty || event.isRecord { return "" }
        var text = Text(phrases.date(event.occurred))
        if let note = event.fields["occurredNote"]?.string { text += " (“" + Text(note) + "”)" }
        if let late = phrases.lateness(event) { text += Text(", \(late)", .quiet) }
        let own = event.occurred?.ownPlace.day
        if eventDetail.found.place.day != own {
            text += Text("; placed at \(phrases.day(eventDetail.found.place.day))", .quiet)
        }
        return text
    }

    private func person(_ key: String) -> Text? {
        guard let person = event.fields[key]?.object else { return nil }
        let parts = ["name", "role", "party"].compactMap { person[$0]?.string.map { Text($0) } }
        return Phrases.list(parts, separator: ", ")
    }

    private var quote: Text? {
        guard let words = event.quote else { return nil }
        let quote = event.fields["quote"]?.object
        var notes: [Text] = []
        if let language = quote?["language"]?.string { notes.append(Text(language)) }
        if quote?["translated"]?.bool == true { notes.append("translated") }
        let note = notes.isEmpty ? "" : " (" + Phrases.list(notes, separator: ", ") + ")"
        return "“" + Text(words) + "”" + note
    }

    /// The state of the answer that this event asks for, in the words of `due` and of the timeline.
    private func answer(_ owed: Status.Owed) -> Text {
        Phrases.owes(owed.obligation) + ": " + Phrases.state(owed)
            + (phrases.term(owed).map { ", " + $0 } ?? "")
    }

    private var due: Text? {
        guard let due = event.due else { return nil }
        let distance = phrases.distance(due.day)
        guard case .about(let day, let note) = due else {
            return Text("\(phrases.day(due.day)), \(distance)")
        }
        return Text("~ \(phrases.day(day)), \(distance)") + (note.map { ". " + Text($0) } ?? "")
    }

    private var details: [Entry] {
        let members = event.details.members.flatMap { member -> [(key: String, value: JSON)] in
            // The corrected fields are listed one by one, and so are the details among them.
            guard member.key == "fields", event.recordKind == .correction, let fields = member.value.object
            else {
                return [(member.key, member.value)]
            }
            return fields.members.flatMap { field in
                field.key == "details"
                    ? (field.value.object?.members ?? []).map { ("details.\($0.key)", $0.value) }
                    : [(field.key, field.value)]
            }
        }
        return members.isEmpty
            ? []
            : [
                (
                    "DETAILS",
                    members.map { Paragraph(Text($0.key) + ": " + phrases.value(of: $0.key, $0.value)) }
                )
            ]
    }

    // MARK: What it is tied to

    private var ties: [Entry] {
        func list(_ name: String, _ positions: [Int]) -> Entry {
            (name, positions.map { Paragraph(mention($0)) })
        }
        return [
            list("REPLIES TO", eventDetail.replies),
            list("ABOUT", eventDetail.about),
        ] + Reaction.allCases.map { list($0.heading, eventDetail.reactions[$0] ?? []) } + [
            list("MENTIONED BY", eventDetail.mentionedBy)
        ]
    }

    private func mention(_ position: Int) -> Text {
        let mention = eventDetail.ties[position]
        let elsewhere =
            mention.map { $0.event.dispute == event.dispute ? Text("") : " in " + Text($0.event.dispute) }
            ?? ""
        return phrases.mention(mention, else: position) + elsewhere
            + (mention?.isRetracted == true ? Text(", retracted", .overdue) : "")
    }

    // MARK: The record

    private var recordEvents: [Entry] {
        let paragraphs = eventDetail.recordEvents.flatMap { recordEvent -> [Paragraph] in
            let event = recordEvent.mention.event
            let date = (event.recordedAt?.day).map { ", \(phrases.day($0))" } ?? ""
            let gist = Phrases.gist(event)
            let head = Paragraph(
                Text("\(EventNames.name(recordEvent.mention.position)) ") + Text(event.kindName, .strong)
                    + Text("\(date), ")
                    + Text(event.recordedBy)
                    + (recordEvent.mention.isRetracted ? Text(", retracted", .overdue) : "")
                    + (gist.isEmpty ? "" : ": " + gist))
            return [head]
                + Phrases.changes(from: recordEvent.before, to: recordEvent.after).map {
                    Paragraph("  " + phrases.change($0), hang: 4)
                }
        }
        return [("SINCE THEN", paragraphs)]
    }

    private var record: [Entry] {
        let recorded = event.recordedAt.map { "\(phrases.day($0.day)) \(Phrases.clock($0)) UTC by " } ?? ""
        var entries: [Entry] = [("RECORDED", [Paragraph(Text(recorded) + Text(event.recordedBy))])]
        entries.append(("ID", [Paragraph(Text(event.id, .quiet))]))
        if let key = event.key { entries.append(("KEY", [Paragraph(Text(key, .quiet))])) }
        if let hash = eventDetail.hash { entries.append(("HASH", [Paragraph(Text(hash, .quiet))])) }
        return entries
    }
}

extension Reaction {
    fileprivate var heading: String {
        switch self {
        case .answered: "REPLIED BY"
        case .reminded: "REMINDED BY"
        case .extended: "EXTENDED BY"
        case .withdrawn: "WITHDRAWN BY"
        case .named: "NAMED BY"
        }
    }
}
