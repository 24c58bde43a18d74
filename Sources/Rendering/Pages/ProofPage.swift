import Answers
import CanonicalJSON
import DisputeModel

/// What a proof proves, or why it proves nothing.
package struct ProofPage: Page {
    let answer: ProofAnswer

    /// Shows the result of checking a proof.
    package init(_ answer: ProofAnswer) { self.answer = answer }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        switch answer {
        case .unproved(let reason):
            canvas.lines(Text("Not proved. ", .overdue) + Text(reason))
        case .event(let log, let position, let text):
            canvas.lines(
                Text("Proved", .strong) + ": the log " + Text(log.name)
                    + Text(" holds this event as #\(position) of \(log.size).")) + [""]
                + event(text, on: canvas)
        case .growth(let from, let to):
            canvas.lines(
                Text("Proved", .strong) + ": the log " + Text(to.name)
                    + Text(" has only grown, from \(Phrases.count(from.size, "event")) to \(to.size).")
                    + Text(" The earlier ones are unchanged, and in their order."))
        }
    }

    private func event(_ text: String, on canvas: TerminalCanvas) -> [String] {
        guard let event = Event(text: text) else { return canvas.lines(Text(text), indent: 2) }
        let recordedBy = event.fields["recordedBy"]?.string.map { " by " + Text($0) } ?? ""
        let rows: [(String, Text)] = [
            ("KIND", Text(event.kindName)), ("DISPUTE", Text(event.dispute)), ("WHO", Phrases.who(event)),
            ("WHEN", event.fields["occurred"]?.string.map { Text($0) } ?? ""),
            ("WHAT", Phrases.gist(event)),
            ("RECORDED", Text(event.recordedAt?.description ?? "") + recordedBy),
        ]
        var table = Table(
            [Column(), Column(minimum: 16, maximum: 96, isFlexible: true, overflow: .wrap(hang: 2))],
            indent: 2)
        for (name, value) in rows where !value.isEmpty {
            table.add([Cell(name, .heading), Cell([Paragraph(value)])])
        }
        return table.lines(on: canvas)
            + canvas.lines(Text("The whole event: --format json.", .quiet), indent: 2)
    }
}
