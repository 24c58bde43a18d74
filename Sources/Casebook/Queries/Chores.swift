import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// What waits for somebody at the desk, over all disputes: replies to judge, claims to corroborate, files that have
/// fallen silent, what is overdue.
package struct Chores: Sendable {
    package let docket: Docket
    /// Claimed acts with one source at most that have been on file for a week or longer, oldest first.
    package let claims: [Mention]
    /// Disputes that have not ended and in which nothing has happened for 30 days or longer, the longest silent first.
    package let silent: [Status]

    package static let (claimDays, silentDays) = (7, 30)

    package var unassessed: [Docket.Debt] { docket.debts.filter(\.awaitsJudgement) }
    package var overdue: [Docket.Debt] { docket.debts.filter { $0.owed.timeliness == .overdue } }
    /// Past a working date of our own, on which nobody is in default.
    package var softOverdue: [Docket.Debt] { docket.debts.filter { $0.owed.timeliness == .softOverdue } }

    package var json: JSON {
        [
            "overdue": .array(overdue.map(docket.json)),
            "pastOurDate": .array(softOverdue.map(docket.json)),
            "toAssess": .array(unassessed.map(docket.json)),
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

extension Casebook {
    package func chores(at moment: Moment) throws -> Chores {
        try store.read { db in
            let reading = try Reading(db, faults)
            let statuses = try reading.statuses(at: moment)
            let silent = statuses.filter { status in
                !status.phase.isEnd
                    && moment.asOf - (status.lastAct ?? status.phaseSince) >= Chores.silentDays
            }
            return Chores(
                docket: try Self.docket(statuses, moment, reading, mentioning: .replies),
                claims: try reading.openClaims(at: moment),
                silent: silent.sorted {
                    ($0.lastAct ?? $0.phaseSince, $0.dispute) < ($1.lastAct ?? $1.phaseSince, $1.dispute)
                })
        }
    }
}

extension Reading {
    fileprivate func openClaims(at moment: Moment) throws -> [Mention] {
        // A claim says so in its own text, or in that of a correction; most events need not be read.
        let last = try position(knownAt: moment.knownAt)
        let row = try PreparedStatement(
            db,
            """
            SELECT position, text FROM event
            WHERE position <= ? AND instr(text, '"standing":"claimed"') ORDER BY position
            """, [.number(last)])
        var candidates: Set<Int> = []
        while try row.step() {
            guard let event = Event(text: row.textBeforeNUL(1)) else { continue }
            if let target = event.target {
                if let bytes = EventID(target)?.bytes, let position = try log.position(ofID: bytes) {
                    candidates.insert(position)
                }
            } else {
                candidates.insert(row.number(0))
            }
        }
        return try mentions(candidates, knownAt: moment.knownAt).values
            .filter { mention in
                let event = mention.event
                guard !mention.isRetracted, event.standing == .claimed, mention.place <= moment.asOf.end,
                    let recorded = event.recordedAt?.day
                else { return false }
                return event.fields["sources"]?.array?.count ?? 0 < 2
                    && moment.asOf - recorded >= Chores.claimDays
            }
            .sorted { $0.position < $1.position }
    }
}
