import Casebook
import DisputeModel

/// All disputes in a table: what presses most comes first, and a sub-dispute stands below its parent.
package struct StatusTablePage: Page {
    let overview: Overview
    let dateline: Dateline
    /// Those that have ended, too.
    let showsEnded: Bool

    package init(_ overview: Overview, _ dateline: Dateline, showsEnded: Bool) {
        self.overview = overview
        self.dateline = dateline
        self.showsEnded = showsEnded
    }

    package func lines(on sheet: Sheet) -> [String] {
        let shown = overview.statuses.filter { showsEnded || !$0.phase.isEnd }
        let count = Phrases.count(shown.count, "dispute")
        var lines = sheet.head(Text(shown.isEmpty ? "No disputes" : count, .quiet), dateline)
        if !shown.isEmpty {
            var table = Table([
                Column("DISPUTE", minimum: 12, isFlexible: true), Column("PHASE"), Column("SINCE", rank: 1),
                Column("TEMP", .right, rank: 2),
                Column("WAITING FOR", minimum: 9, maximum: 40, isFlexible: true, overflow: .wrap(hang: 2)),
                Column("LAST ACT", rank: 3),
            ])
            for (status, depth) in StatusOrder(shown).rows { table.add(row(status, depth)) }
            lines += [""] + table.lines(on: sheet)
        }
        return lines + [""] + foot(shown).flatMap { sheet.lines($0, hanging: 2) }
    }

    private func row(_ status: Status, _ depth: Int) -> [Cell] {
        let name = depth == 0 ? status.dispute : String(status.dispute.split(separator: "/").last ?? "")
        let phase = Text(
            status.phase.rawValue, status.isRecent ? .changed : status.phase.isEnd ? .done : .plain)
        // An analyst's phase stands below the derived one, never in its place.
        let assessed = status.assessedPhase.map { [Paragraph(Text("\($0.rawValue)?", .soft))] } ?? []
        return [
            Cell(Text(String(repeating: "  ", count: depth)) + Text(name, .strong)),
            Cell([Paragraph(phase)] + assessed),
            Cell(dateline.phrases.since(status.phaseSince)),
            Cell("\(status.level) \(status.trend.arrow)", status.trend == .rising ? .changed : .plain),
            Cell(Waiting(status).words),
            Cell(status.phase.isEnd ? "ended" : status.isDormant ? "dormant" : lastAct(status)),
        ]
    }

    private func lastAct(_ status: Status) -> String {
        guard let last = status.lastAct else { return "none" }
        let days = status.asOf - last
        return days == 0 ? "today" : days < 730 ? Phrases.span(days: days) : "\(days / 365) years"
    }

    // MARK: What presses, and what comes next

    private func foot(_ shown: [Status]) -> [Text] {
        var lines: [Text] = []
        let debts = overview.docket.debts
        let overdue = debts.filter { $0.owed.timeliness == .overdue }
        let past = debts.filter { $0.owed.timeliness == .softOverdue }
        lines += overdue.prefix(5).map { delay($0, " overdue", .overdue) }
        if overdue.count > 5 {
            lines.append(Text("And \(overdue.count - 5) more overdue: `chancery due --overdue`."))
        }
        lines += past.prefix(3).map { delay($0, " past a working date of ours", .soft) }
        if past.count > 3 { lines.append(Text("And \(past.count - 3) more past a working date of ours.")) }
        if overdue.isEmpty, !shown.isEmpty {
            let none = Text("None overdue.")
            if lines.isEmpty { lines = [none] } else { lines[lines.count - 1] += " " + none }
        }
        if !shown.isEmpty { lines.append(next) }
        let hidden = overview.statuses.count - shown.count
        if hidden > 0 {
            lines.append(
                Text(
                    "\(Phrases.grouped(hidden)) ended and left out; --all shows \(hidden == 1 ? "it" : "them").",
                    .quiet))
        }
        if overview.statuses.isEmpty {
            lines.append(
                Text("`chancery open` opens one; `chancery status --help` says how to ask of other days."))
        }
        return lines
    }

    /// `UN is 1 day past a working date of ours (rus-un-donation #28).`
    private func delay(_ debt: Docket.Debt, _ words: String, _ ink: Ink) -> Text {
        let codes = Waiting.codes(debt.owed)
        let days = dateline.asOf - (debt.owed.due?.day ?? dateline.asOf)
        return Text(codes.joined(separator: ", ")) + Text(codes.count > 1 ? " are " : " is ")
            + Text(Phrases.span(days: days) + words, ink)
            + Text(" (\(debt.dispute) #\(debt.owed.obligation.opener)).")
    }

    private var next: Text {
        guard let date = DatesAhead(overview.docket).first else { return "No date ahead." }
        let mark = date.isSoft ? Text(" ~", .soft) : ""
        let soft =
            Waiting.isAnySoft(overview.statuses) || date.isSoft
            ? Text(" ~ our own date, not a deadline.", .quiet) : ""
        return Text("Next date: \(dateline.phrases.weekday(date.day))") + mark + ", "
            + Text(overview.docket.titles[date.dispute] ?? date.dispute)
            + Text(" (\(date.dispute) #\(date.position)).") + soft
    }
}

/// Rows of a table of disputes: families by what presses most in them, each parent above its sub-disputes.
struct StatusOrder {
    let rows: [(Status, depth: Int)]

    init(_ statuses: [Status]) {
        let names = Set(statuses.map(\.dispute))
        var children: [String: [Status]] = [:]
        var heads: [Status] = []
        for status in statuses {
            // Where the parent is not shown, the child stands for itself.
            if let parent = Self.parent(status.dispute), names.contains(parent) {
                children[parent, default: []].append(status)
            } else {
                heads.append(status)
            }
        }
        var ranks: [String: Key] = [:]
        func rank(_ status: Status) -> Key {
            let own = Key(status)
            let all = [own] + (children[status.dispute] ?? []).map(rank)
            let best = all.min() ?? own
            ranks[status.dispute] = best
            return best
        }
        heads.forEach { _ = rank($0) }
        var rows: [(Status, depth: Int)] = []
        func lay(_ statuses: [Status], _ depth: Int) {
            for status in statuses.sorted(by: {
                (ranks[$0.dispute] ?? Key($0)) < (ranks[$1.dispute] ?? Key($1))
            }) {
                rows.append((status, depth))
                lay(children[status.dispute] ?? [], depth + 1)
            }
        }
        lay(heads, 0)
        self.rows = rows
    }

    private static func parent(_ dispute: String) -> String? {
        dispute.lastIndex(of: "/").map { String(dispute[..<$0]) }
    }

    /// What presses, then what moved last, then the name.
    private struct Key: Comparable {
        let rank: Int
        let last: Int
        let name: String

        init(_ status: Status) {
            let timeliness = Set(status.obligations.compactMap(\.timeliness))
            let ranks = [
                status.phase.isEnd, timeliness.contains(.overdue), timeliness.contains(.softOverdue),
                !timeliness.isEmpty, status.isRecent, !status.isDormant,
            ]
            // The first that is so; the ended come last, after the dormant.
            let first = ranks.firstIndex(of: true) ?? ranks.count
            rank = first == 0 ? .max : first
            last = -max(status.lastAct?.number ?? .min / 2, status.phaseSince.number)
            name = status.dispute
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.rank, left.last, left.name) < (right.rank, right.last, right.name)
        }
    }
}

extension Status {
    /// Its phase changed within the last week.
    var isRecent: Bool { !phase.isEnd && asOf - phaseSince <= 7 && history.count > 1 }
}

extension Status.Trend {
    var arrow: String {
        switch self {
        case .rising: "↑"
        case .falling: "↓"
        case .steady: "="
        }
    }
}

/// Who owes how many answers: `UN 4, 1 past ~`, `EU 1, BLR 1`, `nobody`.
struct Waiting {
    private let counts: [(code: String, count: Int)]
    private let outstanding: [Status.Owed]

    init(_ status: Status) {
        outstanding = status.obligations.filter { $0.timeliness != nil }
        var counts: [(code: String, count: Int)] = []
        for code in outstanding.flatMap(Self.codes) {
            if let index = counts.firstIndex(where: { $0.code == code }) {
                counts[index].count += 1
            } else {
                counts.append((code, 1))
            }
        }
        // Of those that owe the same number, the one that was asked first.
        self.counts = counts.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }

    var words: Text {
        guard !outstanding.isEmpty else { return Text("nobody", .quiet) }
        var words = Text(counts.map { "\($0.code) \($0.count)" }.joined(separator: ", "))
        if let late = late(.overdue) { words += ", " + Text("\(late) overdue", .overdue) }
        if let today = late(.dueToday) { words += ", " + Text("\(today) due today", .soft) }
        if let past = late(.softOverdue) { words += ", " + Text("\(past) past ~", .soft) }
        return words
    }

    private func late(_ timeliness: Status.Timeliness) -> Int? {
        let count = outstanding.count { $0.timeliness == timeliness }
        return count == 0 ? nil : count
    }

    /// Each party that owes once: `UN` for `UN:SG` and `UN:EOSG`; `somebody` for who is not named.
    static func codes(_ owed: Status.Owed) -> [String] {
        var codes: [String] = []
        for party in owed.obligation.owedBy {
            let code = party.isUnnamed ? "somebody" : party.code
            if !codes.contains(code) { codes.append(code) }
        }
        return codes.isEmpty ? ["somebody"] : codes
    }

    static func isAnySoft(_ statuses: [Status]) -> Bool {
        statuses.contains { $0.obligations.contains { $0.timeliness == .softOverdue } }
    }
}

/// The dates ahead, in order: by which an answer is due, or which are to be kept.
struct DatesAhead {
    let dates: [Date]

    struct Date {
        let day: Day
        let isSoft: Bool
        let dispute: String
        let position: Int
        /// nil: a date to keep.
        let debt: Docket.Debt?
    }

    var first: Date? { dates.first }

    init(_ docket: Docket) {
        var dates = docket.dates.map {
            Date(
                day: $0.due.day, isSoft: $0.due.isSoft, dispute: $0.dispute, position: $0.position, debt: nil)
        }
        for debt in docket.debts where debt.isOutstanding {
            if let due = debt.owed.due, due.day >= docket.moment.asOf {
                dates.append(
                    Date(
                        day: due.day, isSoft: due.isSoft, dispute: debt.dispute,
                        position: debt.owed.obligation.opener,
                        debt: debt))
            }
        }
        self.dates = dates.sorted { ($0.day.number, $0.position) < ($1.day.number, $1.position) }
    }
}

extension Due {
    var isSoft: Bool { if case .about = self { true } else { false } }
}
