import CanonicalJSON
import DisputeModel

/// Open work over all disputes: replies to assess, claims to corroborate, inactive disputes, overdue obligations.
package struct ToDo: Sendable {
    /// The obligations of all disputes that are outstanding or await an assessment.
    package let obligations: Obligations
    /// Acts with standing `claimed` and at most one source that were recorded at least `claimDays` ago, in log order.
    package let claims: [Mention]
    /// Disputes whose phase is no end and whose last act is at least `silentDays` ago, the longest inactive first.
    package let silent: [Status]

    package init(obligations: Obligations, claims: [Mention], silent: [Status]) {
        self.obligations = obligations
        self.claims = claims
        self.silent = silent
    }

    /// Waiting times in days for `claims` and `silent`.
    package static let (claimDays, silentDays) = (7, 30)

    /// Obligations that are answered and await an assessment.
    package var unassessed: [Obligations.Item] { obligations.items.filter(\.awaitsJudgement) }
    /// Outstanding obligations whose hard date has passed.
    package var overdue: [Obligations.Item] { obligations.items.filter { $0.owed.timeliness == .overdue } }
    /// Outstanding obligations whose soft date has passed: a working date of our own, so nobody is in default.
    package var softOverdue: [Obligations.Item] {
        obligations.items.filter { $0.owed.timeliness == .softOverdue }
    }

    /// The object that `chancery todo --format json` prints.
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
