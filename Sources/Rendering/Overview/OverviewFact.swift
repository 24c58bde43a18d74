import Answers
import DisputeModel

/// One fact in the head of an overview, and the disputes to which it applies.
struct OverviewFact {
    let name: String
    let parts: [Part]

    /// A piece of the fact's text, which may link to a row.
    struct Part {
        let words: Text
        /// The row to which it links, by the position of the dispute's opening event; nil for plain text.
        let row: Int?

        init(_ words: Text, row: Int? = nil) {
            self.words = words
            self.row = row
        }
    }

    var words: String { parts.map(\.words.plain).joined() }

    /// The facts that matter most, the most urgent first; empty if there are no disputes.
    static func all(of rows: [OverviewRow], _ obligations: Obligations, _ dateline: Dateline) -> [Self] {
        rows.isEmpty ? [] : OverviewFacts(rows, obligations, dateline).all
    }
}

private struct OverviewFacts {
    private let rows: [OverviewRow]
    private let obligations: Obligations
    private let dateline: Dateline
    /// The position of each dispute's opening event, by dispute.
    private let numbers: [String: Int]

    init(_ rows: [OverviewRow], _ obligations: Obligations, _ dateline: Dateline) {
        self.rows = rows
        self.obligations = obligations
        self.dateline = dateline
        numbers = Dictionary(rows.map { ($0.status.dispute, $0.status.opening) }) { first, _ in first }
    }

    /// The maximum number of disputes that one fact names.
    private static let mostNamed = 4

    private typealias Part = OverviewFact.Part

    var all: [OverviewFact] {
        let today = obligations.items.contains { $0.owed.timeliness == .dueToday }
        return [OverviewFact(name: "Overdue", parts: late(.overdue))]
            + (today ? [OverviewFact(name: "Due today", parts: late(.dueToday))] : []) + [
                OverviewFact(name: "Past our own date", parts: late(.softOverdue)),
                OverviewFact(name: "Hottest", parts: hottest),
                OverviewFact(name: "Rose in 30 days", parts: moved(.rising)),
                OverviewFact(name: "Fell in 30 days", parts: moved(.falling)),
                OverviewFact(name: "Next date", parts: next),
            ]
    }

    private func late(_ timeliness: Status.Timeliness) -> [Part] {
        let late = obligations.items.filter { $0.owed.timeliness == timeliness }
        let byDispute = Dictionary(grouping: late, by: \.dispute).values
            .sorted { Obligations.Item.precedes($0[0], $1[0]) }
        let count = byDispute.count > 1 ? [Part(Text(Phrases.count(late.count, "answer") + ": "))] : []
        return count + list(byDispute.map { (name($0[0].dispute), lateness($0)) })
    }

    /// ` #28, 7 days`; ` 37 answers, up to 9,901 days`.
    private func lateness(_ items: [Obligations.Item]) -> Text {
        let days = dateline.asOf - (items[0].owed.due?.day ?? dateline.asOf)
        let what =
            items.count == 1
            ? "\(EventNames.name(items[0].owed.obligation.opener))" : Phrases.count(items.count, "answer")
        guard days > 0 else { return Text(" " + what) }
        let span = (items.count == 1 ? "" : "up to ") + Phrases.span(days: days)
        return Text(" \(what), ") + Text(span, Phrases.style(items[0].owed))
    }

    private var hottest: [Part] {
        let level = rows.map(\.status.level).max() ?? 0
        guard level > 0 else { return list([]) }
        let degree = Part(Text("\(level) \(Temperature.name(level)): "))
        return [degree]
            + list(rows.filter { $0.status.level == level }.map { (name($0.status.dispute), "") })
    }

    /// The disputes with this trend, those with the greatest change first.
    private func moved(_ trend: Status.Trend) -> [Part] {
        let moved = rows.enumerated().filter { $0.element.status.trend == trend }.map {
            (row: $0.element, order: (-abs($0.element.status.level - $0.element.levelBefore), $0.offset))
        }
        return list(
            moved.sorted { $0.order < $1.order }.map(\.row).map {
                (name($0.status.dispute), Text(" \($0.levelBefore) → \($0.status.level)"))
            })
    }

    private var next: [Part] {
        guard let date = DatesAhead(obligations).first else { return list([]) }
        let own = date.isSoft ? ", our own date" : ""
        let day = "\(dateline.phrases.weekday(date.day)), \(dateline.phrases.distance(date.day))\(own): "
        return [Part(Text(day)), name(date.dispute), Part(Text(" \(EventNames.name(date.position))"))]
    }

    private func name(_ dispute: String) -> Part {
        Part(Text(Typeface.oneLine(dispute, atMost: 80)), row: numbers[dispute])
    }

    /// `a #4, 15 days; b #7, 3 days; and 2 more`; `none`.
    private func list(_ items: [(name: Part, words: Text)]) -> [Part] {
        guard !items.isEmpty else { return [Part("none")] }
        var parts: [Part] = []
        for item in items.prefix(Self.mostNamed) {
            if !parts.isEmpty { parts.append(Part("; ")) }
            parts += [item.name, Part(item.words)]
        }
        if items.count > Self.mostNamed {
            parts.append(Part(Text("; and \(Phrases.grouped(items.count - Self.mostNamed)) more")))
        }
        return parts
    }
}
