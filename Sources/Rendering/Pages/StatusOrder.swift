import DisputeModel

/// The order of a table of disputes: families by urgency, each parent above its sub-disputes.
struct StatusOrder {
    /// The disputes in order, each with its depth below its topmost shown parent and the urgency of its family.
    let rows: [(Status, depth: Int, urgency: Urgency)]

    init(_ statuses: [Status]) {
        let names = Set(statuses.map(\.dispute))
        var children: [String: [Status]] = [:]
        var heads: [Status] = []
        for status in statuses {
            // If the parent is not shown, the sub-dispute is listed at the top level.
            if let parent = Self.parent(status.dispute), names.contains(parent) {
                children[parent, default: []].append(status)
            } else {
                heads.append(status)
            }
        }
        // The most urgent key in a dispute and its sub-disputes.
        func key(_ status: Status) -> Key {
            let own = Key(status)
            return children[status.dispute]?.reduce(own) { min($0, key($1)) } ?? own
        }
        var rows: [(Status, depth: Int, urgency: Urgency)] = []
        func lay(_ statuses: [Status], _ depth: Int, _ urgency: Urgency?) {
            let keys = statuses.map(key)
            for index in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
                let (status, key) = (statuses[index], keys[index])
                rows.append((status, depth, urgency ?? key.urgency))
                if let parts = children[status.dispute] { lay(parts, depth + 1, urgency ?? key.urgency) }
            }
        }
        lay(heads, 0, nil)
        self.rows = rows
    }

    private static func parent(_ dispute: String) -> String? {
        dispute.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(dispute[..<$0]) }
    }

    /// Sorts by urgency, then by the latest act or change of phase, then by name.
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
            if left.urgency != right.urgency { return left.urgency.rawValue < right.urgency.rawValue }
            return left.last == right.last ? left.name < right.name : left.last < right.last
        }
    }
}

/// How much attention a dispute needs, the most urgent first.
enum Urgency: Int {
    case overdue, pastOurDate, waiting, changed, quiet, dormant, ended

    init(_ status: Status) {
        func has(_ timeliness: Status.Timeliness) -> Bool {
            status.obligations.contains { $0.timeliness == timeliness }
        }
        self =
            if status.phase.isEnd {
                .ended
            } else if has(.overdue) {
                .overdue
            } else if has(.softOverdue) {
                .pastOurDate
            } else if status.obligations.contains(where: { $0.timeliness != nil }) {
                .waiting
            } else if status.isRecent {
                .changed
            } else {
                status.isDormant ? .dormant : .quiet
            }
    }

    /// The heading above the disputes of this urgency.
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
    /// Whether the phase changed within the last week; the opening does not count, nor does the end.
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
