import Answers
import CanonicalJSON
import DisputeModel

/// One dispute: its state, then its acts, the oldest first.
///
/// Below each act are its notes: what it changed, in capitals; the record events about it; and who still owes an answer
/// to
/// it. A record event has a line of its own only if it changes the status itself.
package struct TimelinePage: Page {
    let timeline: Timeline
    let obligations: Obligations
    let mentions: Mentions
    let dateline: Dateline
    let showsAll: Bool
    let limit: Int?

    /// If there are more than `many` lines, only the `last` ones are shown, unless all or another number was asked for.
    private static let (many, last) = (30, 10)

    /// Shows one dispute.
    ///
    /// - Parameters:
    ///   - timeline: the dispute's status and its acts.
    ///   - overview: an overview of the same dispute on the same day.
    ///   - dateline: the day that the page is about, and the moment of the record on which it is based.
    ///   - showsAll: shows all acts in full, including the opening, with quotes and former versions.
    ///   - limit: how many lines are shown, counted from the end; nil for the default.
    package init(
        _ timeline: Timeline, _ overview: Overview, _ dateline: Dateline, showsAll: Bool, limit: Int? = nil
    ) {
        self.timeline = timeline
        self.dateline = dateline
        self.showsAll = showsAll
        self.limit = limit
        (obligations, mentions) = (overview.obligations, overview.mentions)
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let head = StatusHead(timeline.status, obligations, mentions, dateline)
        let rows = timeline.items.filter { showsAll && $0.isOpening || $0.hasLine }
        let total = timeline.earlier + rows.count
        let shown = rows.suffix(Self.count(of: total, showsAll: showsAll, limit: limit))
        var lines = head.title(on: canvas) + [""] + head.table(detailed: false).lines(on: canvas) + [""]
        if total > shown.count {
            lines.append(
                canvas.line(Text("… \(Phrases.grouped(total - shown.count)) earlier, --all", .quiet)))
        }
        let index = TimelineIndex(timeline, obligations)
        let entries = shown.map { TimelineEntry($0, index, dateline.phrases, showsAll: showsAll) }
        if total == 0 {
            lines.append(canvas.line(Text("No act has been recorded yet.", .quiet)))
        } else if !shown.isEmpty {
            lines +=
                canvas.width < 64
                ? narrow(entries, canvas) : table(entries, isWide: canvas.width >= 120).lines(on: canvas)
        }
        return lines + [""] + canvas.lines(legend, hanging: 2)
    }

    /// How many of the lines are shown, counted from the end.
    ///
    /// - Parameters:
    ///   - lines: how many there are.
    ///   - showsAll: whether the number is not limited by default.
    ///   - limit: overrides the default number, and `showsAll`.
    package static func count(of lines: Int, showsAll: Bool, limit: Int?) -> Int {
        limit ?? (lines > many && !showsAll ? last : lines)
    }

    private func table(_ entries: [TimelineEntry], isWide: Bool) -> Table {
        var table = Table([
            Column("WHEN", maximum: 11, overflow: .wrap(hang: 2)), Column(EventNames.columnTitle, .right),
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

    /// The layout for narrow terminals: when, number and who on one line, what below.
    private func narrow(_ entries: [TimelineEntry], _ canvas: TerminalCanvas) -> [String] {
        entries.flatMap { entry in
            var below = Table([Column(overflow: .wrap(hang: 2))], indent: 2)
            below.add([Cell(entry.what)])
            let head = entry.when + Text("  ") + entry.name + (entry.who.isEmpty ? "" : "  " + entry.who)
            return canvas.lines(head, hanging: 4) + below.lines(on: canvas)
        }
    }

    private var legend: Text {
        Text(
            "○ open ◐ part ● done ▸ change  ? claimed or alleged ~ hedged"
                + (showsAll ? "  × retracted" : "  --all for the rest"),
            .quiet)
    }
}

/// The cells of one row of a timeline.
private struct TimelineEntry {
    let when: Text
    /// As in a column of names.
    let number: Text
    /// As in a sentence.
    let name: Text
    let who: Text
    let what: [Paragraph]

    init(_ item: Timeline.Item, _ index: TimelineIndex, _ phrases: Phrases, showsAll: Bool) {
        let event = item.event
        let isRecord = event.isRecord
        when = Text(isRecord ? phrases.day(item.place.day) : phrases.date(event.occurred))
        name = Phrases.number(item.position)
        number = Text(EventNames.number(item.position))
        who = isRecord ? Text(event.recordedBy, .quiet) : Phrases.who(event)
        let notes = TimelineNotes(item, index, phrases, showsAll: showsAll)
        let gist = item.isRetracted ? Text("× ", .overdue) : Phrases.mark(event.standing) + " "
        let said =
            event.recordKind == .statusAssessment
            ? Self.assessment(event) : Phrases.act(event, item.isRetracted ? .quiet : .strong)
        what = [Paragraph(gist + said, hang: 2, limit: showsAll ? .max : 3)] + notes.paragraphs
    }

    /// `status-assessment: talks, both sides have met`.
    private static func assessment(_ event: Event) -> Text {
        let phase = event.details["phase"]?.string ?? "lifted"
        let reason = Phrases.gist(event)
        return Phrases.marking(event) + Text(event.kindName, .strong) + ": " + Text(phase, .soft)
            + (reason.isEmpty ? "" : ", " + reason)
    }
}
