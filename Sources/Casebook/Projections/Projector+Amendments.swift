import DisputeModel
import EventLog
import SQLite

/// A correction or a retraction of an act that moves nothing but what comes after it: the fold is done anew from there, and
/// not from the beginning.
extension Projector {
    /// False where more than that has to be drawn anew.
    ///
    /// - Parameters:
    ///   - event: a correction, a source that raises a claim, or a retraction, of which no row has been written yet.
    ///   - target: where the event stands that it is about.
    func amend(_ family: inout CarriedFamily, _ event: LoggedEvent, _ target: Int?) throws -> Bool {
        guard !family.isAmended, let target, let amendment = event.event,
            // What came from another log may stand, in record order, before what is known already.
            amendment.origin == nil, let old = try act(at: target), !old.isRecord,
            let opening = family.openings[old.dispute], try isStep(target, of: opening)
        else { return false }
        let isRetracted = event.act.kind?.name == "retraction"
        var new: Act?
        if !isRetracted, let known = try store.record.asKnown(target) {
            let amended = try act(LoggedEvent(known.amended(by: amendment), at: target))
            guard !amended.isRecord else { return false }
            new = amended
        }
        guard keepsBeginning(of: opening, old, new),
            try new?.place == old.place || !isRepliedTo(target, old.dispute, family)
        else { return false }
        if new == old {
            // Other words, and the same step.
            if event.act.kind?.name == "correction" { try entries.markCorrected(target, of: opening) }
            return true
        }

        family.refold(without: old)
        if let new {
            family.refold(from: new)
            if new.standing == .asserted { family.openings[new.dispute]?.noteAsserted(on: new.place.day) }
        }
        let wasCorrected = try flags(of: target, opening) & FamilyRows.EntryRow.corrected
        let corrects = event.act.kind?.name == "correction" ? FamilyRows.EntryRow.corrected : 0
        try entries.write(
            FamilyRows.EntryRow(
                position: target, dispute: opening.position, place: (new ?? old).place.milliseconds,
                firstTime: old.firstTime.milliseconds,
                flags: wasCorrected | corrects | (isRetracted ? FamilyRows.EntryRow.retracted : 0),
                origin: try log.text(at: target).flatMap { Event(text: $0) }?.origin?.id))
        if let date = new.flatMap({ FamilyRows.KeptDateRow(in: $0, dispute: opening.position) }) {
            try store.write(date)
        } else {
            try store.db.execute(
                "DELETE FROM \(schema.keptDate) WHERE position = ?", [.number(target)])
        }
        return true
    }

    /// Whether the event is a step of the fold, neither retracted nor applied before it.
    private func isStep(_ position: Int, of opening: Opening) throws -> Bool {
        try flags(of: position, opening) & (FamilyRows.EntryRow.retracted | FamilyRows.EntryRow.applied) == 0
    }

    private func flags(of position: Int, _ opening: Opening) throws -> Int {
        let row = try PreparedStatement(
            store.db, "SELECT flags FROM \(schema.entry) WHERE dispute = ? AND position = ?")
        try row.bind([.number(opening.position), .number(position)])
        return try row.first { $0.number(0) } ?? FamilyRows.EntryRow.applied
    }

    /// A dispute begins at the latest with its first asserted act: if that may have been this one, only a look at all of
    /// them can tell.
    private func keepsBeginning(of opening: Opening, _ old: Act, _ new: Act?) -> Bool {
        guard old.standing == .asserted, old.place.day <= opening.beginning else { return true }
        guard let new, new.standing == .asserted else { return false }
        return new.place.day <= old.place.day
    }

    /// Whether a later event of the family names this one in its `inResponseTo`, at first or as corrected, and so may stand
    /// elsewhere now.
    private func isRepliedTo(_ position: Int, _ dispute: String, _ family: CarriedFamily) throws -> Bool {
        guard let id = try log.id(at: position).map({ EventID(bytes: $0) }) else { return true }
        var later: [Int] = []
        for opening in family.openings.values where DisputeID.mayRefer(opening.dispute, to: dispute) {
            let rows = try PreparedStatement(
                store.db, "SELECT position FROM \(schema.entry) WHERE dispute = ? AND position > ?")
            try rows.bind([.number(opening.position), .number(position)])
            defer { rows.reset() }
            while try rows.step() { later.append(rows.number(0)) }
        }
        // To look through more takes as long as to fold all anew.
        guard later.count <= 5000 else { return true }
        return try later.contains { position in
            try log.withText(at: position) { text in
                let event = reader.read(text, at: position).event
                let corrected = event.event?.details["fields"]?.object?["inResponseTo"]?.strings ?? []
                return event.replies.contains(id) || corrected.contains(id.description)
            } ?? false
        }
    }
}
