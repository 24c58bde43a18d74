import DisputeModel
import EventLog
import SQLite

extension Projector {
    /// Gives the fold those obligations with which the act may deal.
    ///
    /// - Parameter step: they are wanted as they stood before it; as they stand, where there is none.
    func recallObligations(
        for act: Act, _ family: inout CarriedFamily, before step: CourseOrder? = nil
    ) throws {
        if act.replyEffect == .assesses {
            // What an answer has dealt with may lie in the parent, or in a sub-dispute.
            for dispute in family.openings.keys { try recallObligations(of: dispute, &family, step) }
        } else if act.mayEndOrReopen {
            try recallObligations(of: act.dispute, &family, step)
        }
        guard act.replyEffect != nil else { return }
        for opener in act.replies where family.fold.obligations[opener] == nil {
            if let obligation = try store.obligation(openedBy: opener) { recall(obligation, &family, step) }
        }
    }

    /// The same for those that were dealt with by what is known otherwise now, and may be dealt with by nobody any more.
    func recallRevisited(_ family: inout CarriedFamily, before step: CourseOrder) throws {
        for dispute in family.revisitedDisputes { try recallObligations(of: dispute, &family, step) }
        for opener in family.revisited where family.fold.obligations[opener] == nil {
            guard let obligation = try store.obligation(openedBy: opener) else { continue }
            recall(obligation, &family, step)
            if family.fold.obligations[opener] != nil { family.fold.touched.insert(opener) }
        }
    }

    private func recallObligations(
        of dispute: String, _ family: inout CarriedFamily, _ step: CourseOrder?
    ) throws {
        guard let number = family.openings[dispute]?.position, family.recalled.insert(dispute).inserted else {
            return
        }
        for obligation in try store.obligations(ofDispute: number) {
            recall(obligation, &family, step)
            // An end that comes earlier now, or no more, changes those that nobody names.
            if step != nil, family.fold.obligations[obligation.opener] != nil {
                family.fold.touched.insert(obligation.opener)
            }
        }
    }

    private func recall(
        _ obligation: Obligation, _ family: inout CarriedFamily, _ step: CourseOrder?
    ) {
        guard let step else { return family.fold.recall(obligation) }
        // One that is opened later is opened again, when the fold comes there.
        if obligation.order < step { family.fold.recall(obligation.before(step)) }
    }

    /// The obligations that are others now than they were after this act, if nothing that comes later would deal with them
    /// otherwise than it did; nil where something might.
    func obligationsLeftAlone(after act: Act, _ family: CarriedFamily) throws -> [Obligation]? {
        var changed: [Obligation] = []
        for obligation in family.fold.obligations.values {
            let kept = try store.obligation(openedBy: obligation.opener)
            let past = kept?.after(act.order)
            if past == obligation { continue }
            guard past?.dealings.count == kept?.dealings.count,
                try !mayLapseOrRevive(obligation, after: act, family), try !isAssessed(obligation)
            else { return nil }
            changed.append(obligation)
        }
        return changed
    }

    /// Whether its dispute comes to an end after the act, or back from one.
    private func mayLapseOrRevive(
        _ obligation: Obligation, after act: Act, _ family: CarriedFamily
    ) throws -> Bool {
        guard let number = family.openings[obligation.dispute]?.position,
            let phase = family.fold.disputes[obligation.dispute]?.condition.phase
        else { return true }
        let changes = try PreparedStatement(
            store.db,
            """
            SELECT condition FROM \(schema.entry)
            WHERE dispute = ?1 AND flags & 24 AND flags & 8 AND (place, first, position) > (?2, ?3, ?4)
            """)
        try changes.bind([.number(number)] + act.order.cells)
        defer { changes.reset() }
        while try changes.step() {
            guard let later = Condition(packed: Array(changes.bytes(0))) else { throw ByteReader.Malformed() }
            if phase.isEnd || later.phase.isEnd { return true }
        }
        return false
    }

    /// Whether a reply to it has been assessed: what that does depends on the state that it finds.
    private func isAssessed(_ obligation: Obligation) throws -> Bool {
        let assessments = try PreparedStatement(
            store.db, "SELECT 1 FROM \(schema.entry) WHERE target = ? AND flags & 5 = 0 LIMIT 1")
        return try obligation.dealings.contains { dealing in
            guard dealing.isReply else { return false }
            try assessments.bind(dealing.cause, at: 1)
            return try assessments.first { _ in true } != nil
        }
    }
}
