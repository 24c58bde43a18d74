import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

/// The report about events that have been filed.
struct Receipts {
    let drafts: Drafts
    let receipts: [Casebook.Receipt]
    /// The warnings about each event, by its index among the drafts.
    private var remarks: [Int: [String]] = [:]

    /// Warnings are computed for at most so many events at once; for more it would take long.
    static let mostRemarked = 100

    init(drafts: Drafts, receipts: [Casebook.Receipt]) {
        self.drafts = drafts
        self.receipts = receipts
    }

    /// Computes the warnings.
    mutating func remark(in casebook: Casebook, _ today: Day) {
        let register = (try? casebook.parties()) ?? .builtIn
        for (number, receipt) in receipts.enumerated() {
            let draft = drafts.events[number]
            var lines = ActWarnings(
                event: Event(draft), receipt: receipt, casebook: casebook, today: today
            ).lines
            if Event(draft).recordKind == .correction, let mistake = DueBeforeAct.found(in: draft, casebook) {
                lines.append(mistake.words)
            }
            if !receipt.isRepeated {
                lines +=
                    PartyWarnings(
                        Event(draft.withComposedParties), at: receipt.position, casebook, register,
                        today: today
                    ).lines
            }
            remarks[number] = lines
        }
    }

    var json: JSON {
        let items = receipts.map(\.json)
        return drafts.isList || items.count != 1 ? .array(items) : items[0]
    }

    /// One line for each event with its warnings below, then the changes to the state of the disputes.
    func lines(
        from before: Standing, to after: Standing, _ obligations: [(before: Obligation?, after: Obligation)],
        _ canvas: TerminalCanvas
    ) -> [String] {
        let phrases = Phrases(today: after.today)
        let filed = zip(drafts.events, receipts).enumerated().flatMap { number, filed in
            canvas.lines(Text(Self.sentence(Event(filed.0), filed.1, phrases)), hanging: 2)
                + (remarks[number] ?? []).flatMap { canvas.lines(Text("! \($0)"), indent: 2, hanging: 2) }
        }
        let disputes = drafts.events.map { Event($0).dispute }.reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let changes = disputes.flatMap { dispute in
            after.changes(since: before, in: dispute, obligations, phrases).map {
                disputes.count > 1 ? "\(dispute): \($0)" : $0
            }
        }
        return filed + changes.flatMap { canvas.lines(Text($0), indent: 2, hanging: 2) }
    }

    private static func sentence(_ event: Event, _ receipt: Casebook.Receipt, _ phrases: Phrases) -> String {
        guard !receipt.isRepeated else {
            return "This was recorded before as #\(receipt.position) in \(event.dispute); nothing was added."
        }
        var what = event.kindName
        if event.isRecord {
            if let target = event.target { what += " of \(target)" }
            let said = ["satisfies", "phase", "marking", "title"].compactMap { event.details[$0]?.string }
            if let said = said.first { what += ", \(said)" }
        } else {
            if !event.actors.isEmpty { what += " by " + list(event.actors) }
            if !event.addressees.isEmpty { what += " to " + list(event.addressees) }
            what += ", " + Self.date(event.occurred, phrases)
        }
        return "Recorded #\(receipt.position) in \(event.dispute): \(what)."
    }

    /// The date with weekday and year, so that a user who typed `monday` sees which one it is.
    private static func date(_ date: EDTF?, _ phrases: Phrases) -> String {
        if let date, date.precision == .day, !date.isQualified, let day = date.earliest?.day {
            return Phrases.day(day)
        }
        return phrases.date(date)
    }
}

extension Casebook.Receipt {
    var json: JSON {
        var json = JSONObject([
            ("position", .integer(position)), ("id", .string(id)),
            ("recordedAt", .string(recordedAt.description)),
        ])
        if isRepeated { json["repeated"] = true }
        return .object(json)
    }
}

private func list(_ parties: [Party]) -> String { parties.map(\.reference).joined(separator: ", ") }

/// The state of the disputes that a filing affects, before or after it.
struct Standing {
    let today: Day
    private let disputeStates: [String: DisputeState]

    init(_ drafts: Drafts, _ casebook: Casebook, _ context: CommandContext) {
        let today = context.today
        self.today = today
        disputeStates = Set(drafts.events.map { Event($0).dispute }).reduce(into: [:]) {
            disputeStates, dispute in
            disputeStates[dispute] = try? casebook.disputeState(of: dispute, at: Moment(asOf: today))
        }
    }

    /// The changes in words; none for a dispute that did not exist before.
    func changes(
        since before: Standing, in dispute: String,
        _ obligations: [(before: Obligation?, after: Obligation)], _ phrases: Phrases
    ) -> [String] {
        guard let old = before.disputeStates[dispute], let new = disputeStates[dispute] else { return [] }
        var changes: [String] = []
        var status: [String] = []
        if new.phase != old.phase {
            status.append("\(new.phase.rawValue.uppercased()) (was \(old.phase.rawValue))")
        }
        if new.level != old.level { status.append("temperature \(new.level) (was \(old.level))") }
        if !status.isEmpty { changes.append("▸ " + status.joined(separator: "; ")) }
        if new.assessed != old.assessed {
            changes.append(
                "▸ assessed as \(new.assessed?.rawValue ?? "nothing else"); derived: \(new.phase.rawValue)")
        }
        return changes
            + obligations.filter { $0.after.dispute == dispute }.compactMap {
                change(from: $0.before?.asOf(today), to: $0.after.asOf(today), phrases)
            }
    }

    private func change(from former: Obligation?, to owed: Obligation?, _ phrases: Phrases) -> String? {
        guard let owed else { return nil }
        let due = owed.currentDue.map { Self.term($0, phrases) } ?? ""
        guard let former else {
            let (debtors, creditors) = (owed.owedBy, owed.owedTo)
            return "\(debtors.isEmpty ? "nobody named" : list(debtors)) to answer "
                + "\(creditors.isEmpty ? "nobody named" : list(creditors))\(due)"
                + (owed.state == .open ? "" : "; \(owed.state.rawValue) already")
        }
        guard owed.state != former.state || owed.currentDue != former.currentDue else { return nil }
        return "#\(owed.opener) \(owed.kindName): \(owed.state.rawValue)"
            + (owed.state != former.state ? " (was \(former.state.rawValue))" : due)
    }

    private static func term(_ due: Due, _ phrases: Phrases) -> String {
        switch due {
        case .on(let day): ", by \(phrases.weekday(day))"
        case .about(let day, _): ", our date \(phrases.weekday(day))"
        }
    }
}
