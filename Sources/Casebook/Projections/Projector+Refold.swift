import DisputeModel
import EventLog
import SQLite

/// What comes after an act that was filed late, or changed, is folded anew, from the rows of what stands before it: to the
/// end, or to where everything is again as it was.
extension Projector {
    func refold(_ family: inout CarriedFamily) throws {
        guard let first = family.refoldsFrom else { return }
        // What was opened in this transaction before the first late act came is known to the fold alone.
        try writeObligations(&family)
        let (disputes, end) = (family.fold.disputes, family.last)
        var states: [String: FamilyFold.Dispute] = [:]
        for (dispute, opening) in family.openings { states[dispute] = try state(of: opening, before: first) }
        let numbers = family.openings.values.map(\.position)
        family.begin(
            from: states, last: try numbers.compactMap { try last(of: $0, before: first) }.max())
        try recallRevisited(&family, before: first)
        var former = FormerCourse(states)
        var page = try CoursePage(store, of: numbers, from: first, count: CoursePage.least)
        folding: while true {
            for step in page.steps {
                guard let act = try act(at: step.row.position), let opening = family.openings[act.dispute],
                    opening.position == step.row.dispute
                else { continue }
                try recallObligations(for: act, &family, before: first)
                guard let condition = family.fold.take(act) else { continue }
                family.last = act.order
                family.noteFolded(act)
                var row = step.row
                row.note(condition, changesMeasures: family.fold.hasChangedMeasures)
                if row.flags != step.flags || step.condition != condition.packed { try entries.write(row) }
                try former.follow(act, step, beside: family.fold)
                if former.isJoined, family.unfolded.isEmpty, family.hasOnlyNewActs,
                    let changed = try obligationsLeftAlone(after: act, family)
                {
                    // A new act may be the last of all, and change nothing.
                    family.rejoin(
                        disputes, last: [end, family.last].compactMap(\.self).max(), changed: changed)
                    break folding
                }
            }
            guard let next = page.next else { break }
            page = try CoursePage(store, of: numbers, from: next, count: page.count * 4)
        }
        for opener in family.changedOpeners where family.fold.obligations[opener] == nil {
            try store.db.execute(
                "DELETE FROM \(schema.obligation) WHERE opener = ?", [.number(opener)])
        }
        family.end()
    }

    private func last(of dispute: Int, before step: CourseOrder) throws -> CourseOrder? {
        let last = try PreparedStatement(
            store.db,
            """
            SELECT place, first, position FROM \(schema.entry)
            WHERE dispute = ?1 AND flags & 5 = 0 AND (place, first, position) < (?2, ?3, ?4)
            ORDER BY place DESC, first DESC, position DESC LIMIT 1
            """)
        try last.bind([.number(dispute)] + step.cells)
        return try last.first {
            CourseOrder(
                place: Instant(kept: $0.number(0)), firstTime: Instant(kept: $0.number(1)),
                position: $0.number(2))
        }
    }

    /// How a dispute stood before a step.
    private func state(
        of opening: Opening, before step: CourseOrder
    ) throws -> FamilyFold.Dispute {
        let last = try PreparedStatement(
            store.db,
            """
            SELECT condition FROM \(schema.entry)
            WHERE dispute = ?1 AND condition IS NOT NULL AND (place, first, position) < (?2, ?3, ?4)
            ORDER BY place DESC, first DESC, position DESC LIMIT 1
            """)
        try last.bind([.number(opening.position)] + step.cells)
        let packed = try last.first { Array($0.bytes(0)) }
        guard let condition = packed.map({ Condition(packed: $0) }) ?? Condition(openedBy: opening.position)
        else { throw ByteReader.Malformed() }
        return FamilyFold.Dispute(
            sides: opening.sides, condition: condition,
            measures: try measures(of: opening.position, before: step))
    }

    private func measures(
        of dispute: Int, before step: CourseOrder
    ) throws -> [FamilyFold.Dispute.Measure] {
        let changes = try PreparedStatement(
            store.db,
            """
            SELECT position, flags, condition FROM \(schema.entry)
            WHERE dispute = ?1 AND flags & 24 AND flags & 16 AND (place, first, position) < (?2, ?3, ?4)
            ORDER BY place, first, position
            """)
        try changes.bind([.number(dispute)] + step.cells)
        var found: [(position: Int, settles: Bool)] = []
        defer { changes.reset() }
        while try changes.step() {
            guard let condition = Condition(packed: Array(changes.bytes(2))) else {
                throw ByteReader.Malformed()
            }
            let settles =
                changes.number(1) & FamilyRows.EntryRow.changesPhase != 0
                && [.settled, .withdrawn].contains(condition.phase)
            found.append((changes.number(0), settles))
        }
        var measures: [FamilyFold.Dispute.Measure] = []
        // A settlement leaves none in force.
        for (position, settles) in found[(found.lastIndex { $0.settles } ?? 0)...] {
            guard let act = try act(at: position) else { continue }
            FamilyFold.Dispute.follow(act, in: &measures, settling: settles)
        }
        return measures
    }

    /// An act as known, at its place, with what it refers to.
    func act(at position: Int) throws -> Act? {
        var logged = try log.withText(at: position) { reader.read($0, at: position).event }
        let remark = try PreparedStatement(
            store.db, "SELECT 1 FROM \(schema.entry) WHERE target = ? LIMIT 1")
        try remark.bind(position, at: 1)
        if try remark.first({ _ in true }) != nil, let known = try store.record.asKnown(position) {
            logged = LoggedEvent(known, at: position)
        }
        return try logged.map(act)
    }

    func act(_ logged: LoggedEvent) throws -> Act {
        var act = logged.act
        act.replies = try logged.replies.compactMap { try log.position(ofID: $0.bytes) }
        act.target = try logged.target.flatMap { try log.position(ofID: $0.bytes) }
        try place(&act)
        return act
    }
}
