import DisputeModel
import EventLog

/// What a proof proves, or why it proves nothing.
package struct ProofPage: Page {
    let outcome: Result<Proof, Unproved>

    package init(_ outcome: Result<Proof, Unproved>) { self.outcome = outcome }

    package func lines(on sheet: Sheet) -> [String] {
        switch outcome {
        case .failure(let reason):
            sheet.lines(Text("Not proved. ", .overdue) + Text(reason.words))
        case .success(.inclusion(let proof)):
            sheet.lines(
                Text("Proved", .strong) + ": the log " + Text(proof.checkpoint.origin)
                    + Text(" holds this event as #\(proof.position) of \(proof.checkpoint.size).")) + [""]
                + event(proof, on: sheet)
        case .success(.consistency(let proof)):
            sheet.lines(
                Text("Proved", .strong) + ": the log " + Text(proof.later.origin)
                    + Text(
                        " has only grown, from \(Phrases.count(proof.earlier.size, "event")) to \(proof.later.size)."
                    ) + Text(" The earlier ones are unchanged, and in their order."))
        }
    }

    private func event(_ proof: InclusionProof, on sheet: Sheet) -> [String] {
        guard let event = Event(text: proof.event) else { return sheet.lines(Text(proof.event), indent: 2) }
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
        return table.lines(on: sheet)
            + sheet.lines(Text("The whole of it: --format json.", .quiet), indent: 2)
    }
}
