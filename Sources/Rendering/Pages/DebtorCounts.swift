import DisputeModel

/// Who owes how many answers: `UN 4, 1 past ~`, `EU 1, BLR 1`, `nobody`.
struct DebtorCounts {
    private let counts: [(code: String, count: Int)]
    private let outstanding: [Status.Owed]

    init(_ status: Status) { self.init(status.obligations.filter { $0.timeliness != nil }) }

    init(_ outstanding: [Status.Owed]) {
        self.outstanding = outstanding
        var counts: [(code: String, count: Int)] = []
        for code in outstanding.flatMap(Self.codes) {
            if let index = counts.firstIndex(where: { $0.code == code }) {
                counts[index].count += 1
            } else {
                counts.append((code, 1))
            }
        }
        // Highest count first; with equal counts, the party that was asked first.
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

    /// The codes of the parties that owe, each once: `UN` for `UN:SG` and `UN:EOSG`; `somebody` if no party is named.
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
