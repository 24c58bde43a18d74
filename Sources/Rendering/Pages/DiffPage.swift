import CanonicalJSON
import Answers
import DisputeModel

/// What was recorded between two days, and how that changed the status as of one and the same day.
package struct DiffPage: Page {
    let difference: RecordDifference

    /// Shows how the record of a dispute has changed.
    ///
    /// - Parameters:
    ///   - difference: what was recorded in between, and the status before and after.
    package init(_ difference: RecordDifference) {
        self.difference = difference
    }

    private var phrases: Phrases { Phrases(today: difference.asOf) }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let span = "known \(phrases.day(difference.from)) → \(phrases.day(difference.to))"
        let asOf = Text("as of \(Phrases.day(difference.asOf))", .quiet)
        var blocks = Blocks()
        let none = "nothing has changed"
        blocks.add("STATUS", none: none, rows: status)
        blocks.add("ANSWERS OWED", none: none, rows: obligations)
        let opening = difference.recorded.filter { $0.event.recordKind == .opening }
        let acts = difference.recorded.filter { !isRecord($0) }
        let recordEvents = difference.recorded.filter {
            isRecord($0) && $0.event.recordKind != .opening
        }
        blocks.add("NEWLY RECORDED", rows: opening.map(recordEvent) + acts.map(act))
        blocks.add("CORRECTED, JUDGED, RETRACTED", rows: recordEvents.map(recordEvent))
        let head = Text(difference.dispute, .strong) + Text("  \(span)")
        return canvas.line(head, orAbove: asOf) + [""] + blocks.lines(on: canvas)
    }

    private func isRecord(_ mention: Mention) -> Bool { mention.event.isRecord }

    // MARK: The status

    private var status: [Blocks.Row] {
        guard let before = difference.before else {
            return [
                Blocks.Row(
                    when: "DISPUTE", what: [Paragraph("not known before → " + phase(difference.after))])
            ]
        }
        let after = difference.after
        var rows: [Blocks.Row] = []
        func compare(_ name: String, _ old: Text, _ new: Text) {
            if old != new {
                rows.append(Blocks.Row(when: Text(name), what: [Paragraph(old.in(.quiet) + " → " + new)]))
            }
        }
        compare("TITLE", Text(before.title), Text(after.title))
        compare("SIDES", sides(before), sides(after))
        compare("PHASE", phase(before), phase(after))
        compare(
            "ASSESSED", Text(before.assessedPhase?.rawValue ?? "none"),
            Text(after.assessedPhase?.rawValue ?? "none"))
        compare("TEMP", temperature(before), temperature(after))
        compare("PEAK", Text("\(before.peak)"), Text("\(after.peak)"))
        compare("DORMANT", before.isDormant ? "yes" : "no", after.isDormant ? "yes" : "no")
        compare("LAST ACT", day(before.lastAct), day(after.lastAct))
        return rows
    }

    private func phase(_ status: Status) -> Text {
        Text(status.phase.rawValue, .changed)
            + Text(" since \(phrases.day(status.phaseSince)), by \(EventNames.name(status.phaseCause))")
    }

    private func temperature(_ status: Status) -> Text {
        Text("\(status.level) \(Temperature.name(status.level))", .changed)
            + Text(", \(status.trend.rawValue)")
    }

    private func sides(_ status: Status) -> Text {
        Phrases.list(status.sides.sides.map { Phrases.parties($0.members) }, separator: " against ")
    }

    private func day(_ day: Day?) -> Text { Text(day.map(phrases.day) ?? "none") }

    private var obligations: [Blocks.Row] {
        let old = Dictionary(
            (difference.before?.obligations ?? []).map { ($0.obligation.opener, $0) }
        ) { first, _ in first }
        let new = Dictionary(difference.after.obligations.map { ($0.obligation.opener, $0) }) { first, _ in
            first
        }
        return Set(old.keys).union(new.keys).sorted().compactMap { opener in
            let (before, after) = (old[opener].map(state), new[opener].map(state))
            guard before != after, let owed = new[opener] ?? old[opener] else { return nil }
            let words = (before?.in(.quiet) ?? "not owed") + " → " + (after ?? "not owed")
            return Blocks.Row(
                when: Text("\(EventNames.name(opener))"),
                what: [
                    Paragraph(Phrases.owes(owed.obligation) + Text(": \(owed.obligation.kindName), ") + words)
                ])
        }
    }

    private func state(_ owed: Status.Owed) -> Text {
        Phrases.state(owed) + (phrases.term(owed).map { ", " + $0 } ?? "")
    }

    // MARK: The record

    private func act(_ mention: Mention) -> Blocks.Row {
        let event = mention.event
        var what = [Paragraph(Phrases.report(event, on: phrases.date(event.occurred)), limit: 3)]
        if let late = phrases.lateness(event) { what.append(Paragraph(Text(late, .soft))) }
        if mention.isRetracted { what.append(Paragraph(Text("retracted", .overdue))) }
        if mention.place > difference.asOf.end {
            what.append(Paragraph(Text("after the day asked about: it does not count yet", .quiet)))
        }
        return Blocks.Row(when: Text("\(EventNames.name(mention.position))"), what: what)
    }

    private func recordEvent(_ mention: Mention) -> Blocks.Row {
        let event = mention.event
        let gist = Phrases.gist(event)
        let amendment = difference.amendments[mention.position]
        let target = amendment.map { phrases.mention(difference.mentions[$0.target], else: $0.target) } ?? ""
        let head = Paragraph(
            Phrases.recordEvent(event, on: target) + Phrases.verdict(event)
                + (gist.isEmpty ? "" : ": " + gist),
            limit: 3)
        let changes = amendment.map { Phrases.changes(from: $0.before, to: $0.after) } ?? []
        return Blocks.Row(
            when: Text("\(EventNames.name(mention.position))"),
            what: [head]
                + changes.map {
                    Paragraph("  " + phrases.change($0), hang: 4, limit: 4)
                })
    }
}
