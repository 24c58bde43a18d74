import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// Brings the projections up to date with events as they are filed, inside the transaction that files them.
///
/// An act at the end of its family's course carries the fold on from where it stopped. One that happened earlier than
/// the last one folded, and everything that changes what is known of earlier events, has the family folded anew: once a
/// transaction, however many there are.
final class Projector {
    let schema: ProjectionSchema
    /// Those in which events were filed since this was last emptied.
    var filedFamilies: Set<String> = []
    private var families: [String: Family] = [:]

    /// A family as it is carried on.
    private struct Family {
        var openings: [String: Opening]
        /// Knows those obligations that have been asked for, and those that were opened since.
        var fold: FamilyFold
        var lastPlace: Int
        /// Disputes all of whose obligations the fold knows.
        var recalled: Set<String> = []
        /// Acts have been filed that stand before the last one folded.
        var isLate = false
        /// What is known of earlier events has changed, places too.
        var isAmended = false
        /// Has been carried on since its rows were written.
        var isChanged = false
    }

    private let faults: SnapshotFaults
    private let store: FamilyStore
    private let log: Log
    private let entries: EntryWriter
    private let entryOfPosition: PreparedStatement

    init(_ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults) throws {
        self.schema = schema
        self.faults = faults
        store = FamilyStore(db: db, schema: schema)
        log = Log(db)
        entries = try EntryWriter(db, schema)
        entryOfPosition = try PreparedStatement(db, "SELECT place, flags FROM \(schema.entryOfPosition)")
    }

    /// Forgets what it keeps between transactions; for when somebody else has written since.
    func forget() { families = [:] }

    /// Runs `body`; where it fails, and its writing is taken back, what is carried of this family is as it was before.
    func carrying<Result>(_ family: String, _ body: () throws -> Result) rethrows -> Result {
        let before = families[family]
        do {
            return try body()
        } catch {
            families[family] = before
            throw error
        }
    }

    /// Takes in an event that has just been appended.
    func take(_ event: LoggedEvent) throws {
        guard !event.dispute.isEmpty else {
            return try entries.write(.ofLog(event.position, recordedAt: event.recordedAt))
        }
        let familyID = DisputeID.family(of: event.dispute)
        filedFamilies.insert(familyID)
        // Taken out, so that there is one holder of it while it changes.
        var family = try families.removeValue(forKey: familyID) ?? load(familyID)
        defer { families[familyID] = family }
        family.isChanged = true
        var act = event.act
        act.replies = try event.replies.compactMap { try log.position(ofID: $0.bytes) }
        act.target = try event.target.flatMap { try log.position(ofID: $0.bytes) }
        var row = FamilyRows.EntryRow(
            position: event.position, dispute: 0, place: 0, flags: 0, target: act.target)

        if event.act.kind?.name == "dispute-opened", let whole = event.event {
            try open(Opening(whole, position: event.position), familyID, &family)
            row.flags = FamilyRows.EntryRow.applied
        } else if FamilyRecord.changesTheRecord(event.act.kind) {
            row.flags = FamilyRows.EntryRow.applied
            family.isAmended = true
        } else {
            try place(&act)
            if act.place.milliseconds < family.lastPlace {
                family.isLate = true
            } else if !family.isLate && !family.isAmended {
                do {
                    try carryOn(&family, act, &row)
                } catch is ByteReader.Malformed {
                    // A row that cannot be read: what is known is drawn anew.
                    family.isAmended = true
                }
            }
        }
        row.dispute = family.openings[event.dispute]?.position ?? 0
        row.place = act.place.milliseconds
        try entries.write(row)
    }

    private func open(_ opening: Opening, _ familyID: String, _ family: inout Family) throws {
        family.openings[opening.dispute] = opening
        family.fold.open(opening)
        if let state = family.fold.disputes[opening.dispute] {
            // Its number is what the rows of its events, and the clerk, know it by.
            try store.write(
                FamilyRows.DisputeRow(
                    family: familyID, opening: opening, state: state, lastPlace: family.lastPlace))
        }
    }

    private func carryOn(_ family: inout Family, _ act: Act, _ row: inout FamilyRows.EntryRow) throws {
        try recallObligations(for: act, &family)
        guard let condition = family.fold.take(act) else { return }
        family.lastPlace = act.place.milliseconds
        row.note(condition)
        if act.standing == .asserted, !act.isRecord {
            family.openings[act.dispute]?.noteAsserted(on: act.place.day)
        }
        if let number = family.openings[act.dispute]?.position,
            let date = FamilyRows.KeptDateRow(in: act, dispute: number)
        {
            try store.write(date)
        }
    }

    /// Gives the fold those obligations with which the act may deal.
    private func recallObligations(for act: Act, _ family: inout Family) throws {
        if act.replyEffect == .assesses {
            // What an answer has dealt with may lie in the parent, or in a sub-dispute.
            for dispute in family.openings.keys { try recallObligations(of: dispute, &family) }
        } else if act.mayEndOrReopen {
            try recallObligations(of: act.dispute, &family)
        }
        guard act.replyEffect != nil else { return }
        for opener in act.replies where family.fold.obligations[opener] == nil {
            if let obligation = try store.obligation(openedBy: opener) { family.fold.recall(obligation) }
        }
    }

    private func recallObligations(of dispute: String, _ family: inout Family) throws {
        guard let number = family.openings[dispute]?.position, family.recalled.insert(dispute).inserted else {
            return
        }
        for obligation in try store.obligations(ofDispute: number) { family.fold.recall(obligation) }
    }

    /// Puts the act at its place: not before what it responds to.
    private func place(_ act: inout Act) throws {
        guard !act.isRecord else { return }
        for reply in act.replies {
            guard let other = try entry(at: reply), other.flags & FamilyRows.EntryRow.retracted == 0 else {
                continue
            }
            let proposes =
                try act.kind?.phase == .acceptTalks
                && store.record.asKnown(reply)?.kind?.phase == .proposeTalks
            act.follow(Instant(kept: other.place), proposesTalks: proposes)
        }
    }

    private func entry(at position: Int) throws -> (place: Int, flags: Int)? {
        entryOfPosition.bind(position, at: 1)
        defer { entryOfPosition.reset() }
        guard try entryOfPosition.step() else { return nil }
        return (entryOfPosition.number(0), entryOfPosition.number(1))
    }

    /// The family as its rows have it; rows that cannot be read are drawn anew.
    private func load(_ id: String) throws -> Family {
        do {
            return try read(id)
        } catch is ByteReader.Malformed {
            try writeAnew(id)
            return try read(id)
        }
    }

    private func read(_ id: String) throws -> Family {
        let disputes = try store.disputes(of: id)
        return Family(
            openings: disputes.mapValues(\.opening),
            fold: FamilyFold(disputes: disputes.mapValues(\.state), obligations: []),
            lastPlace: disputes.values.map(\.lastPlace).max() ?? .min)
    }

    /// Makes places right again where a correction or retraction has moved them, so that they can be asked for.
    func settle(_ family: String) throws {
        if families[family]?.isAmended == true { try write(family) }
    }

    /// Writes what has changed since the last time; before the transaction ends.
    func write() throws {
        for id in families.keys.sorted() where families[id]?.isChanged == true { try write(id) }
        // What is kept is only to be fast: a family that is asked for again is read again.
        if families.count > Self.mostFamilies { families = [:] }
    }

    private static let mostFamilies = 4096
    private static let mostObligations = 256

    private func write(_ id: String) throws {
        guard var family = families.removeValue(forKey: id) else { return }
        if family.isLate || family.isAmended {
            // It is read again when it is asked for.
            return try writeAnew(id)
        }
        for (dispute, opening) in family.openings {
            if let state = family.fold.disputes[dispute] {
                try store.write(
                    FamilyRows.DisputeRow(
                        family: id, opening: opening, state: state, lastPlace: family.lastPlace))
            }
        }
        for opener in family.fold.touched.sorted() {
            if let obligation = family.fold.obligations[opener],
                let number = family.openings[obligation.dispute]?.position
            {
                try store.write(FamilyRows.ObligationRow(dispute: number, obligation: obligation))
            }
        }
        family.fold.touched = []
        family.isChanged = false
        if family.fold.obligations.count <= Self.mostObligations { families[id] = family }
    }

    private func writeAnew(_ id: String) throws {
        let record = try FamilySource(store.db, schema, faults).record(of: id, through: .max)
        let rows = FamilyRows(record, of: id)
        try store.write(rows, over: try store.differences(from: rows))
    }
}
