import DisputeModel
import EventLog

extension Projector {
    /// Gives the fold those obligations with which the act may deal.
    ///
    /// - Parameter step: they are wanted as they stood before it; as they stand, where there is none.
    func recallObligations(
        for act: Act, _ family: inout CarriedFamily, before step: CarriedFamily.Step? = nil
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
    func recallRevisited(_ family: inout CarriedFamily, before step: CarriedFamily.Step) throws {
        for dispute in family.revisitedDisputes { try recallObligations(of: dispute, &family, step) }
        for opener in family.revisited where family.fold.obligations[opener] == nil {
            guard let obligation = try store.obligation(openedBy: opener) else { continue }
            recall(obligation, &family, step)
            if family.fold.obligations[opener] != nil { family.fold.touched.insert(opener) }
        }
    }

    private func recallObligations(
        of dispute: String, _ family: inout CarriedFamily, _ step: CarriedFamily.Step?
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
        _ obligation: Obligation, _ family: inout CarriedFamily, _ step: CarriedFamily.Step?
    ) {
        guard let step else { return family.fold.recall(obligation) }
        let opened = CarriedFamily.Step(
            place: obligation.place.milliseconds, position: obligation.opener)
        // One that is opened later is opened again, when the fold comes there.
        if opened < step {
            family.fold.recall(obligation.before(Instant(milliseconds: step.place), step.position))
        }
    }
}
