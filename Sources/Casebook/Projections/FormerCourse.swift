import DisputeModel

/// How a family's disputes stood after each act before a new one came among them, followed beside the fold that is done
/// anew: where both have become the same again, all that comes after stays as it is.
struct FormerCourse {
    private var disputes: [String: FamilyFold.Dispute]
    private var apart: Set<String> = []

    init(_ disputes: [String: FamilyFold.Dispute]) { self.disputes = disputes }

    var isJoined: Bool { apart.isEmpty }

    /// Takes what an act did before, which is nothing if it is new, and compares with what the fold makes of it now.
    mutating func follow(_ act: Act, _ step: CoursePage.Step, beside fold: FamilyFold) throws {
        guard let former = disputes[act.dispute] else { return }
        if let packed = step.condition {
            guard let condition = Condition(packed: packed) else { throw ByteReader.Malformed() }
            var measures = former.measures
            if step.flags & FamilyRows.EntryRow.changesMeasures != 0 {
                let settles =
                    step.flags & FamilyRows.EntryRow.changesPhase != 0
                    && [.settled, .withdrawn].contains(condition.phase)
                FamilyFold.Dispute.follow(act, in: &measures, settling: settles)
            }
            disputes[act.dispute] = FamilyFold.Dispute(
                sides: former.sides, condition: condition, measures: measures)
        }
        if fold.disputes[act.dispute] == disputes[act.dispute] {
            apart.remove(act.dispute)
        } else {
            apart.insert(act.dispute)
        }
    }
}
