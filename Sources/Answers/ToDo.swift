import CanonicalJSON
import DisputeModel

/// What waits for somebody at the desk, over all disputes: replies to judge, claims to corroborate, files that have
/// fallen silent, what is overdue.
package struct ToDo: Sendable {
    package let obligations: Obligations
    /// Claimed acts with one source at most that have been on file for a week or longer, oldest first.
    package let claims: [Mention]
    /// Disputes that have not ended and in which nothing has happened for 30 days or longer, the longest silent first.
    package let silent: [Status]

    package init(obligations: Obligations, claims: [Mention], silent: [Status]) {
        self.obligations = obligations
        self.claims = claims
        self.silent = silent
    }

    package static let (claimDays, silentDays) = (7, 30)

    package var unassessed: [Obligations.Item] { obligations.items.filter(\.awaitsJudgement) }
    package var overdue: [Obligations.Item] { obligations.items.filter { $0.owed.timeliness == .overdue } }
    /// Past a working date of our own, on which nobody is in default.
    package var softOverdue: [Obligations.Item] {
        obligations.items.filter { $0.owed.timeliness == .softOverdue }
    }

    package var json: JSON {
        [
            "overdue": .array(overdue.map(obligations.json)),
            "pastOurDate": .array(softOverdue.map(obligations.json)),
            "toAssess": .array(unassessed.map(obligations.json)),
            "uncorroborated": .array(claims.map(\.json)),
            "silent": .array(
                silent.map { status in
                    [
                        "dispute": .string(status.dispute), "phase": .string(status.phase.rawValue),
                        "lastAct": status.lastAct.map { .string($0.description) } ?? .null,
                    ]
                }),
        ]
    }
}
