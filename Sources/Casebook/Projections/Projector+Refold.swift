import DisputeModel
import EventLog
import GRDB

/// What comes after an act that was filed late, or changed, is folded anew, from the rows of what stands before it.
extension Projector {
    func refold(_ family: inout CarriedFamily) throws {
        guard let first = family.refoldsFrom else { return }
        // What was opened in this transaction before the first late act came is known to the fold alone.
        try writeObligations(&family)
        var states: [String: FamilyFold.Dispute] = [:]
        for (dispute, opening) in family.openings { states[dispute] = try state(of: opening, before: first) }
        let numbers = family.openings.values.map(\.position)
        family.begin(
            from: states, lastPlace: try numbers.map { try lastPlace(of: $0, before: first) }.max() ?? .min)
        try recallRevisited(&family, before: first)
        let names = Dictionary(uniqueKeysWithValues: family.openings.map { ($0.value.position, $0.key) })
        for step in try steps(of: numbers, from: first) {
            guard names[step.row.dispute] != nil, let act = try act(at: step.row.position) else {
                continue
            }
            try recallObligations(for: act, &family, before: first)
            guard let condition = family.fold.take(act) else { continue }
            family.lastPlace = act.place.milliseconds
            var row = step.row
            row.note(condition, changesMeasures: family.fold.hasChangedMeasures)
            if row.flags != step.flags || step.condition != condition.packed { try entries.write(row) }
        }
        for opener in family.changedOpeners where family.fold.obligations[opener] == nil {
            try store.db.execute(
                sql: "DELETE FROM \(schema.obligation) WHERE opener = ?", arguments: [opener])
        }
        family.end()
    }

    private func lastPlace(of dispute: Int, before step: CarriedFamily.Step) throws -> Int {
        let last = try PreparedStatement(
            shared: store.db,
            """
            SELECT place FROM \(schema.entry)
            WHERE dispute = ?1 AND place <= ?2 AND flags & 5 = 0 AND NOT (place = ?2 AND position >= ?3)
            ORDER BY place DESC LIMIT 1
            """)
        last.bind([.number(dispute), .number(step.place), .number(step.position)])
        return try last.first { $0.number(0) } ?? .min
    }

    /// How a dispute stood before a step.
    private func state(
        of opening: Opening, before step: CarriedFamily.Step
    ) throws -> FamilyFold.Dispute {
        let last = try PreparedStatement(
            shared: store.db,
            """
            SELECT condition FROM \(schema.entry)
            WHERE dispute = ?1 AND place <= ?2 AND condition IS NOT NULL AND NOT (place = ?2 AND position >= ?3)
            ORDER BY place DESC, position DESC LIMIT 1
            """)
        last.bind([.number(opening.position), .number(step.place), .number(step.position)])
        let packed = try last.first { Array($0.bytes(0)) }
        guard let condition = packed.map({ Condition(packed: $0) }) ?? Condition(openedBy: opening.position)
        else { throw ByteReader.Malformed() }
        return FamilyFold.Dispute(
            sides: opening.sides, condition: condition,
            measures: try measures(of: opening.position, before: step))
    }

    private func measures(
        of dispute: Int, before step: CarriedFamily.Step
    ) throws -> [FamilyFold.Dispute.Measure] {
        let changes = try PreparedStatement(
            shared: store.db,
            """
            SELECT position, flags, condition FROM \(schema.entry)
            WHERE dispute = ?1 AND place <= ?2 AND flags & 24 AND flags & 16
              AND NOT (place = ?2 AND position >= ?3)
            ORDER BY place, position
            """)
        changes.bind([.number(dispute), .number(step.place), .number(step.position)])
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
        for (position, settles) in found {
            guard let act = try act(at: position) else { continue }
            FamilyFold.Dispute.follow(act, in: &measures, settling: settles)
        }
        return measures
    }

    /// The steps of the fold from this one on, as their rows have them; of the family's disputes, in order of place.
    private func steps(
        of disputes: [Int], from step: CarriedFamily.Step
    ) throws -> [(row: FamilyRows.EntryRow, flags: Int, condition: [UInt8]?)] {
        let rows = try PreparedStatement(
            shared: store.db,
            """
            SELECT position, place, flags, target, condition FROM \(schema.entry)
            WHERE dispute = ?1 AND place >= ?2 AND NOT (place = ?2 AND position < ?3) AND flags & 5 = 0
            ORDER BY place, position
            """)
        var steps: [(row: FamilyRows.EntryRow, flags: Int, condition: [UInt8]?)] = []
        for dispute in disputes {
            rows.bind([.number(dispute), .number(step.place), .number(step.position)])
            defer { rows.reset() }
            while try rows.step() {
                let flags = rows.number(2)
                let kept = flags & (FamilyRows.EntryRow.retracted | FamilyRows.EntryRow.corrected)
                steps.append(
                    (
                        FamilyRows.EntryRow(
                            position: rows.number(0), dispute: dispute, place: rows.number(1), flags: kept,
                            target: rows.optionalNumber(3)), flags,
                        rows.isNull(4) ? nil : Array(rows.bytes(4))
                    ))
            }
        }
        if disputes.count > 1 {
            steps.sort { ($0.row.place, $0.row.position) < ($1.row.place, $1.row.position) }
        }
        return steps
    }

    /// An act as known, at its place, with what it refers to.
    func act(at position: Int) throws -> Act? {
        var logged = try log.withText(at: position) { reader.read($0, at: position).event }
        let remark = try PreparedStatement(
            shared: store.db, "SELECT 1 FROM \(schema.entry) WHERE target = ? LIMIT 1")
        remark.bind(position, at: 1)
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
