import Answers
import CanonicalJSON
import DisputeModel

/// The declared positions, by party: those in force first, then the former ones.
package struct PositionsPage: Page {
    let positions: [DeclaredPosition]
    let dateline: Dateline

    /// Shows declared positions, which are grouped by party here.
    package init(_ positions: [DeclaredPosition], _ dateline: Dateline) {
        self.positions = positions
        self.dateline = dateline
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        let inForce = positions.count(where: \.isInForce)
        let head =
            positions.isEmpty ? "No declared positions" : "\(Phrases.count(inForce, "position")) in force"
        var blocks = Blocks()
        var parties: [[Party]] = []
        for position in positions where !parties.contains(position.party) { parties.append(position.party) }
        for party in parties.sorted(by: { $0.map(\.reference).lexicographicallyPrecedes($1.map(\.reference)) }
        ) {
            let held = positions.filter { $0.party == party }
            blocks.add(
                party.map(\.reference).joined(separator: ", "),
                rows: (held.filter(\.isInForce) + held.filter { !$0.isInForce }).map(row))
        }
        return canvas.head(Text(head), dateline) + (positions.isEmpty ? [] : [""] + blocks.lines(on: canvas))
    }

    private func row(_ position: DeclaredPosition) -> Blocks.Row {
        let event = position.mention.event
        let phrases = dateline.phrases
        let end = position.replacedBy.map { " to \(phrases.day($0.place.day))" } ?? ""
        let subject = position.subject.map { Text($0, position.isInForce ? .strong : .plain) + ": " } ?? ""
        let stance = event.details["stance"]?.string.map { Text($0) + ". " } ?? ""
        var what = [
            Paragraph(
                Phrases.mark(event.standing, or: "") + Phrases.marking(event) + subject + stance
                    + Phrases.gist(event), limit: 4),
            Phrases.reference(event.dispute, position.mention.position),
        ]
        if let next = position.replacedBy {
            what.append(Paragraph(Text("until \(EventNames.name(next.position))", .quiet)))
        }
        let since = event.occurred == nil ? "since when unknown" : "\(phrases.date(event.occurred))"
        return Blocks.Row(when: Text(since + end, position.isInForce ? .plain : .quiet), what: what)
    }
}

extension Phrases {
    /// The mark of a standing and a space; `otherwise` for what is asserted.
    static func mark(_ standing: Standing, or otherwise: Text) -> Text {
        standing == .asserted ? otherwise : mark(standing) + " "
    }
}
