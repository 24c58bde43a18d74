import Answers
import DisputeModel

/// The content of an overview, as page or picture: the disputes in display order, and the facts about all of them.
struct OverviewContents {
    let groups: [(urgency: Urgency, rows: [OverviewRow])]
    let days: ClosedRange<Day>
    let dateline: Dateline
    /// The facts about all disputes, shown above the table.
    let facts: [OverviewFact]
    private let ended: Int

    init(_ overviewHistory: OverviewHistory, _ dateline: Dateline, showsEnded: Bool) {
        self.dateline = dateline
        days = overviewHistory.days
        let obligations = overviewHistory.overview.obligations
        let statuses = overviewHistory.overview.statuses
        let shown = statuses.filter { showsEnded || !$0.phase.isEnd }
        ended = statuses.count - shown.count
        let items = Dictionary(grouping: obligations.items, by: \.dispute)
        let dates = Dictionary(DatesAhead(obligations).dates.map { ($0.dispute, $0) }) { first, _ in first }
        var groups: [(urgency: Urgency, rows: [OverviewRow])] = []
        for (status, depth, urgency) in StatusOrder(shown).rows {
            let row = OverviewRow(
                status, depth: depth, overviewHistory.courses[status.dispute], items[status.dispute] ?? [],
                next: dates[status.dispute], overviewHistory.overview.mentions, dateline.phrases)
            if groups.last?.urgency != urgency { groups.append((urgency, [])) }
            groups[groups.count - 1].rows.append(row)
        }
        self.groups = groups
        facts = OverviewFact.all(of: groups.flatMap(\.rows), obligations, dateline)
    }

    var rows: [OverviewRow] { groups.flatMap(\.rows) }

    /// `3 disputes as of Wed 10 Nov 2021, as known on 12 Nov`.
    var title: String {
        let count = rows.count
        let words = dateline.words.plain
        return (count == 0 ? "No disputes" : Phrases.count(count, "dispute"))
            + (words.hasPrefix("as of") ? " " : ", ") + words
    }

    var marking: Marking { rows.map(\.marking).max() ?? .public }

    /// Explains the charts and the dashed line in them.
    var chartsExplained: String {
        "The charts: temperature from 0 to 10, \(Self.whole(days.lowerBound)) to \(Self.whole(days.upperBound)). "
            + "The dashed line is thirty days before the end: rising, falling and steady compare with it."
    }

    /// `24 Nov 2021`: always with its year, because a `today` in another year makes `Phrases` add it.
    private static func whole(_ day: Day) -> String { Phrases(today: day + 366).day(day) }

    /// The line below the table: how many ended disputes are left out, or that there are no disputes.
    var foot: String {
        switch (ended, rows.isEmpty) {
        case (0, true):
            "No dispute had begun by this day, as far as was known. `chancery open` opens one."
        case (0, false): ""
        case (1, _): "1 dispute has ended and is left out; `chancery overview --all` shows it."
        default:
            "\(Phrases.grouped(ended)) disputes have ended and are left out; `chancery overview --all` shows them."
        }
    }
}
