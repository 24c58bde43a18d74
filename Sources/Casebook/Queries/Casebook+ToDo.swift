import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// Open work over all disputes.
    package func toDo(at moment: Moment) throws -> ToDo {
        try read { reading in
            let statuses = try reading.statuses(at: moment)
            let silent = statuses.filter { status in
                !status.phase.isEnd
                    && moment.asOf - (status.lastAct ?? status.phaseSince) >= ToDo.silentDays
            }
            return ToDo(
                obligations: try Self.obligations(statuses, moment, reading, mentioning: .replies),
                claims: try reading.openClaims(at: moment),
                silent: silent.sorted {
                    ($0.lastAct ?? $0.phaseSince, $0.dispute) < ($1.lastAct ?? $1.phaseSince, $1.dispute)
                })
        }
    }
}

extension ReadTransaction {
    fileprivate func openClaims(at moment: Moment) throws -> [Mention] {
        // The standing of a claim is in its own text or in that of a correction, so most events need not be parsed.
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
                if let position = try log.position(of: target) {
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
                    && moment.asOf - recorded >= ToDo.claimDays
            }
            .sorted { $0.position < $1.position }
    }
}
