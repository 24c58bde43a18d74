import CanonicalJSON
import Answers
import DisputeModel

/// Events in log order, one line each, with the content that was recorded.
package struct LogPage: Page {
    let log: [LogLine]
    /// The width of the number column: the digits of the highest expected position, so that consecutive pages line up.
    let digits: Int

    /// Shows events, one line each.
    ///
    /// - Parameters:
    ///   - log: the events, in log order.
    ///   - digits: the width of the number column, in terminal columns.
    package init(_ log: [LogLine], digits: Int) {
        self.log = log
        self.digits = digits
    }

    package func lines(on canvas: TerminalCanvas) -> [String] {
        log.map { canvas.line(line($0, hasTime: canvas.width >= 64)) }
    }

    /// `28  2021-11-10 15:53  rus-un-donation  expectation, RUS → UN:SG: Moscow counts on …`.
    private func line(_ line: LogLine, hasTime: Bool) -> Text {
        var event = line.event
        event.fields["marking"] = .string(line.marking.rawValue)
        let recorded = event.recordedAt?.description ?? ""
        let name = EventNames.number(line.position)
        let number = Text(padded(name, to: digits, .right))
        let (who, gist) = (Phrases.who(event), Phrases.gist(event))
        guard hasTime else {
            return number + Text("  \(recorded.dropFirst(5).prefix(5))  ", .quiet) + Phrases.marking(event)
                + Text(event.kindName, .strong) + "  " + Text(event.dispute)
        }
        let time = "\(recorded.prefix(10)) \(recorded.dropFirst(11).prefix(5))"
        return number + Text("  \(time)  ", .quiet)
            + (event.dispute.isEmpty ? "" : Text(event.dispute) + "  ") + Phrases.marking(event)
            + Text(event.kindName, .strong) + (who.isEmpty ? "" : ", " + who)
            + (gist.isEmpty ? "" : ": " + gist)
    }
}
