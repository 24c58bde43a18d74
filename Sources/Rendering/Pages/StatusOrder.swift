import DisputeModel

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
    /// Its phase changed within the last week; to be opened is no change.
    var isRecent: Bool { !phase.isEnd && asOf - phaseSince <= 7 && phaseCause != opening }
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
