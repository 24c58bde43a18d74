import Casebook
import DisputeModel

/// One dispute: where it stands, then its acts, oldest first, the newest just above the prompt.
///
/// What an act changed stands below it in capitals; what the record says of an act, and who still owes an answer to it,
/// too. A record event has a line of its own only where it moves the status itself.
package struct TimelinePage: Page {
    let timeline: Timeline
    let docket: Docket
    let mentions: Mentions
    let dateline: Dateline
    let showsAll: Bool
    let limit: Int?

    /// Of more acts than these only the last are shown.
    private static let (many, last) = (30, 10)

    package init(
        _ timeline: Timeline, _ overview: Overview, _ dateline: Dateline, showsAll: Bool, limit: Int? = nil
    ) {
        self.timeline = timeline
        self.dateline = dateline
        self.showsAll = showsAll
        self.limit = limit
        (docket, mentions) = (overview.docket, overview.mentions)
    }

    package func lines(on sheet: Sheet) -> [String] {
        let head = StatusHead(timeline.status, docket, mentions, dateline)
        let rows = timeline.items.filter(isShown)
        let count = limit ?? (rows.count > Self.many && !showsAll ? Self.last : rows.count)
        let shown = rows.suffix(count)
        var lines = head.title(on: sheet) + [""] + head.facts(detailed: false).lines(on: sheet) + [""]
        if rows.count > shown.count {
            lines.append(
                sheet.line(Text("… \(Phrases.grouped(rows.count - shown.count)) earlier, --all", .quiet)))
        }
        let entries = shown.map {
            TimelineEntry($0, timeline, docket, dateline.phrases, showsAll: showsAll)
        }
        if shown.isEmpty {
            lines.append(sheet.line(Text("No act is on this file yet.", .quiet)))
        } else {
            lines +=
                sheet.width < 64
                ? narrow(entries, sheet) : table(entries, isWide: sheet.width >= 120).lines(on: sheet)
        }
        return lines + [""] + sheet.lines(legend, hanging: 2)
    }

    private func isShown(_ item: Timeline.Item) -> Bool {
        switch item.event.kindName {
        case "dispute-closed", "dispute-reopened", "status-assessment": true
        case "dispute-opened": showsAll || !item.remarks.isEmpty
        default: !(item.event.kind?.isRecord ?? false)
        }
    }

    private func table(_ entries: [TimelineEntry], isWide: Bool) -> Table {
        var table = Table([
            Column("WHEN", maximum: 11, overflow: .wrap(hang: 2)), Column("#", .right),
            Column("WHO", minimum: 12, maximum: isWide ? 32 : 18, isFlexible: true, overflow: .wrap(hang: 2)),
            Column("  WHAT", minimum: 24, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2)),
        ])
        for entry in entries {
            table.add([
                Cell(entry.when), Cell(entry.number),
                Cell([Paragraph(entry.who, limit: showsAll ? .max : 4)]), Cell(entry.what),
            ])
        }
        return table
    }

    /// Where there is no room for columns: when, number and who above, what below.
    private func narrow(_ entries: [TimelineEntry], _ sheet: Sheet) -> [String] {
        entries.flatMap { entry in
            var below = Table([Column(overflow: .wrap(hang: 2))], indent: 2)
            below.add([Cell(entry.what)])
            let head = entry.when + Text("  #") + entry.number + (entry.who.isEmpty ? "" : "  " + entry.who)
            return sheet.lines(head, hanging: 4) + below.lines(on: sheet)
        }
    }

    private var legend: Text {
        Text(
            "○ open ◐ part ● done ▸ change  ? claimed or alleged ~ hedged"
                + (showsAll ? "  × retracted" : "  --all for the rest"),
            .quiet)
    }
}

/// What stands in one row of a timeline.
private struct TimelineEntry {
    let when: Text
    let number: Text
    let who: Text
    let what: [Paragraph]

    init(_ item: Timeline.Item, _ timeline: Timeline, _ docket: Docket, _ phrases: Phrases, showsAll: Bool) {
        let event = item.event
        let isRecord = event.kind?.isRecord ?? false
        when = Text(isRecord ? phrases.day(item.place.day) : phrases.date(event.occurred))
        number = Text(String(item.position))
        who = isRecord ? Text(event.recordedBy, .quiet) : Phrases.who(event)
        let notes = TimelineNotes(item, timeline, docket, phrases, showsAll: showsAll)
        let gist = item.isRetracted ? Text("× ", .overdue) : Phrases.mark(event.standing) + " "
        let said =
            event.kindName == "status-assessment"
            ? Self.assessment(event) : Phrases.act(event, item.isRetracted ? .quiet : .strong)
        what = [Paragraph(gist + said, hang: 2, limit: showsAll ? .max : 3)] + notes.paragraphs
    }

    /// `status-assessment: talks: both sides have met`.
    private static func assessment(_ event: Event) -> Text {
        let phase = event.details["phase"]?.string ?? "lifted"
        let reason = Phrases.gist(event)
        return Phrases.marking(event) + Text(event.kindName, .strong) + ": " + Text(phase, .soft)
            + (reason.isEmpty ? "" : ", " + reason)
    }
}

/// What stands below an act: what it replies to, how late it was filed, what the record says of it, what it changed, and
/// whether it has been answered.
private struct TimelineNotes {
    private(set) var paragraphs: [Paragraph] = []

    init(_ item: Timeline.Item, _ timeline: Timeline, _ docket: Docket, _ phrases: Phrases, showsAll: Bool) {
        let event = item.event
        if showsAll, let quote = event.quote, event.summary != nil { note("“" + Text(quote) + "”") }
        note(Self.connections(item))
        if let late = phrases.lateness(event) { note(Text(late, .quiet)) }
        let remarks = item.remarks.compactMap { timeline.remarks[$0] }
        for mention in remarks where ["reply-assessment", "retraction"].contains(mention.event.kindName) {
            note(Self.judgement(mention))
        }
        note(Self.amendments(remarks))
        if showsAll, let before = item.recorded { note(Self.before(before, event, phrases)) }
        guard !item.isRetracted else { return }
        change(item)
        if let owed = timeline.status.obligations.first(where: { $0.obligation.opener == item.position }) {
            let term = phrases.term(owed).map { ", " + $0 } ?? ""
            add(Phrases.mark(owed) + Phrases.state(owed) + term)
        } else if let date = docket.dates.first(where: { $0.position == item.position }) {
            note(Text("date to keep: \(phrases.weekday(date.due.day)), \(phrases.distance(date.due.day))"))
        }
    }

    private mutating func add(_ text: Text) { paragraphs.append(Paragraph(text, hang: 2)) }

    private mutating func note(_ text: Text) {
        if !text.isEmpty { add("  " + text) }
    }

    /// `re #28; about #19; as told by RUS (Sergey Lavrov)`.
    private static func connections(_ item: Timeline.Item) -> Text {
        var parts: [Text] = []
        if !item.replies.isEmpty { parts.append("re " + Phrases.numbers(item.replies)) }
        let about = item.about.filter { !item.replies.contains($0) }
        if !about.isEmpty { parts.append("about " + Phrases.numbers(about)) }
        if item.event.standing == .claimed || item.event.standing == .alleged, let teller = teller(item.event)
        {
            parts.append("as told by " + teller)
        }
        if let condition = item.event.condition { parts.append("on condition: " + Text(condition)) }
        return Phrases.list(parts, separator: "; ")
    }

    private static func teller(_ event: Event) -> Text? {
        let teller = event.fields["reportedBy"]?.object
        switch (teller?["party"]?.string, teller?["name"]?.string) {
        case (let party?, let name?): return Text(party) + " (" + Text(name) + ")"
        case (let one?, nil), (nil, let one?): return Text(one)
        case (nil, nil): return nil
        }
    }

    /// `assessed partial by #34: the reason`, `retracted by #50: the reason`.
    private static func judgement(_ mention: Mention) -> Text {
        let event = mention.event
        let verdict =
            event.kindName == "retraction"
            ? "retracted" : "assessed \(event.details["satisfies"]?.string ?? "")"
        let reason = event.details["reason"]?.string.map { ": " + Text($0) } ?? ""
        return Text(verdict, event.kindName == "retraction" ? .overdue : .strong)
            + Text(" by #\(mention.position)\(mention.isRetracted ? " (itself retracted)" : "")") + reason
    }

    /// `corrected by #31 (details), source added by #32`.
    private static func amendments(_ remarks: [Mention]) -> Text {
        let parts: [Text] = remarks.compactMap { mention in
            let event = mention.event
            let undone = mention.isRetracted ? Text(", since retracted") : ""
            switch event.kindName {
            case "correction":
                let keys = event.details["fields"]?.object?.keys ?? []
                return Text("corrected by #\(mention.position)") + " (" + Text(keys.joined(separator: ", "))
                    + ")" + undone
            case "source-added":
                let standing = event.details["standing"] == nil ? "" : ", now asserted"
                return Text("source added by #\(mention.position)\(standing)") + undone
            case "marking-changed":
                return Text("marked ") + Text(event.details["marking"]?.string ?? "")
                    + Text(" by #\(mention.position)") + undone
            default: return nil
            }
        }
        return parts.isEmpty ? "" : Phrases.list(parts, separator: "; ").in(.quiet)
    }

    private static func before(_ recorded: Event, _ known: Event, _ phrases: Phrases) -> Text {
        let changes = Phrases.changes(from: recorded, to: known).filter { $0.key != "sources" }
        guard !changes.isEmpty else { return "" }
        let parts = changes.map { change in
            Text(change.key) + ": " + (change.before.map { phrases.value(of: change.key, $0) } ?? "nothing")
        }
        return ("before: " + Phrases.list(parts, separator: "; ")).in(.quiet)
    }

    /// `▸ CONTESTED, temp 0 → 2`.
    private mutating func change(_ item: Timeline.Item) {
        let name = item.phaseAfter == nil ? "TEMP" : "temp"
        let temperature = item.levelAfter.map { "\(name) \(item.levelBefore) → \($0)" }
        let parts = [item.phaseAfter?.rawValue.uppercased(), temperature].compactMap(\.self)
        if !parts.isEmpty { add(Text("▸ " + parts.joined(separator: ", "), .changed)) }
    }
}

extension Text {
    /// The same words in one ink.
    func `in`(_ ink: Ink) -> Text { fields.reduce(Text("")) { $0 + Text($1.words, ink) } }
}
