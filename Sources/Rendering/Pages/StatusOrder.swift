import DisputeModel

/// Rows of a table of disputes: families by what presses most in them, each parent above its sub-disputes.
struct StatusOrder {
    /// With the urgency of the family that each belongs to.
    let rows: [(Status, depth: Int, urgency: Urgency)]

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
        var rows: [(Status, depth: Int, urgency: Urgency)] = []
        func lay(_ statuses: [Status], _ depth: Int, _ urgency: Urgency?) {
            let ranked = statuses.map { ($0, ranks[$0.dispute] ?? Key($0)) }.sorted { $0.1 < $1.1 }
            for (status, key) in ranked {
                rows.append((status, depth, urgency ?? key.urgency))
                lay(children[status.dispute] ?? [], depth + 1, urgency ?? key.urgency)
            }
        }
        lay(heads, 0, nil)
        self.rows = rows
    }

    private static func parent(_ dispute: String) -> String? {
        dispute.lastIndex(of: "/").map { String(dispute[..<$0]) }
    }

    /// What presses, then what moved last, then the name.
    private struct Key: Comparable {
        let urgency: Urgency
        let last: Int
        let name: String

        init(_ status: Status) {
            urgency = Urgency(status)
            last = -max(status.lastAct?.number ?? .min / 2, status.phaseSince.number)
            name = status.dispute
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.urgency.rawValue, left.last, left.name) < (right.urgency.rawValue, right.last, right.name)
        }
    }
}

/// How much a dispute needs somebody's attention, the most first.
enum Urgency: Int {
    case overdue, pastOurDate, waiting, changed, quiet, dormant, ended

    init(_ status: Status) {
        let timeliness = Set(status.obligations.compactMap(\.timeliness))
        self =
            if status.phase.isEnd {
                .ended
            } else if timeliness.contains(.overdue) {
                .overdue
            } else if timeliness.contains(.softOverdue) {
                .pastOurDate
            } else if !timeliness.isEmpty {
                .waiting
            } else if status.isRecent {
                .changed
            } else {
                status.isDormant ? .dormant : .quiet
            }
    }

    /// What stands above the disputes of which this is so.
    var words: String {
        switch self {
        case .overdue: "Overdue"
        case .pastOurDate: "Past a working date of ours"
        case .waiting: "Waiting for an answer"
        case .changed: "Changed in the last week"
        case .quiet: "Quiet"
        case .dormant: "Dormant"
        case .ended: "Ended"
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
