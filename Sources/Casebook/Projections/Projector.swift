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
        var fold: FamilyFold
        var lastPlace: Int
        /// Acts have been filed that stand before the last one folded.
        var isLate = false
        /// What is known of earlier events has changed, places too.
        var isAmended = false
        /// Has been carried on since its rows were written.
        var isChanged = false
    }

    private let faults: SnapshotFaults

    init(schema: ProjectionSchema, faults: SnapshotFaults) {
        self.schema = schema
        self.faults = faults
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
    func take(_ event: Event, at position: Int, _ db: Database) throws {
        let store = FamilyStore(db: db, schema: schema)
        guard !event.dispute.isEmpty else {
            let row = FamilyRows.EntryRow.ofLog(recordedAt: event.recordedAt?.milliseconds ?? 0)
            return try store.write(row, at: position, dispute: 0)
        }
        let familyID = DisputeID.family(of: event.dispute)
        filedFamilies.insert(familyID)
        var family = try families[familyID] ?? load(familyID, store)
        defer { families[familyID] = family }
        let kind = event.kind
        let log = Log(db)
        func find(_ id: String) throws -> Int? {
            try EventID(id).flatMap { try log.position(ofID: $0.bytes) }
        }
        var row = FamilyRows.EntryRow(
            dispute: event.dispute, place: 0, flags: 0, target: try event.target.flatMap(find))
        var act = Act(
            event, at: position, replies: try event.inResponseTo.compactMap(find), target: row.target)
        family.isChanged = true

        if kind?.name == "dispute-opened" {
            let opening = Opening(event, position: position)
            family.openings[event.dispute] = opening
            family.fold.open(opening)
            if let state = family.fold.disputes[event.dispute] {
                // Its number is what the rows of its events, and the clerk, know it by.
                try store.write(
                    FamilyRows.DisputeRow(opening: opening, state: state, lastPlace: family.lastPlace),
                    familyID)
            }
            row.flags = FamilyRows.EntryRow.applied
        } else if FamilyRecord.changesTheRecord(kind) {
            row.flags = FamilyRows.EntryRow.applied
            family.isAmended = true
        } else {
            act = try placed(act, store)
            if act.place.milliseconds < family.lastPlace {
                family.isLate = true
            } else if !family.isLate && !family.isAmended {
                carryOn(&family, act, &row)
                try noteDate(in: act, family, store)
            }
        }
        row.place = act.place.milliseconds
        try store.write(row, at: position, dispute: family.openings[event.dispute]?.position ?? 0)
    }

    private func carryOn(_ family: inout Family, _ act: Act, _ row: inout FamilyRows.EntryRow) {
        guard let condition = family.fold.take(act) else { return }
        family.lastPlace = act.place.milliseconds
        row.condition = condition.packed
        if condition.phaseCause == act.position { row.flags |= FamilyRows.EntryRow.changesPhase }
        if act.standing == .asserted, !act.isRecord {
            family.openings[act.dispute]?.noteAsserted(on: act.place.day)
        }
    }

    private func noteDate(in act: Act, _ family: Family, _ store: FamilyStore) throws {
        var rows = FamilyRows()
        rows.note(dateIn: act)
        if let date = rows.keptDates[act.position], let number = family.openings[act.dispute]?.position {
            try store.write(date, at: act.position, dispute: number)
        }
    }

    /// The act at its place: not before what it responds to.
    private func placed(_ act: Act, _ store: FamilyStore) throws -> Act {
        guard !act.isRecord else { return act }
        var act = act
        for reply in act.replies {
            guard let other = try entry(at: reply, store), other.flags & FamilyRows.EntryRow.retracted == 0
            else {
                continue
            }
            let proposes =
                try act.kind?.phase == .acceptTalks
                && Record(store.db, schema).asKnown(reply)?.kind?.phase == .proposeTalks
            act.follow(Instant(kept: other.place), proposesTalks: proposes)
        }
        return act
    }

    private func entry(at position: Int, _ store: FamilyStore) throws -> (place: Int, flags: Int)? {
        try Row.fetchOne(
            store.db.cachedStatement(sql: "SELECT place, flags FROM \(schema.entry) WHERE position = ?"),
            arguments: [position]
        ).map { ($0.number(0), $0.number(1)) }
    }

    /// The family as its rows have it; rows that cannot be read are drawn anew.
    private func load(_ id: String, _ store: FamilyStore) throws -> Family {
        do {
            return try read(id, store)
        } catch is ByteReader.Malformed {
            try writeAnew(id, store)
            return try read(id, store)
        }
    }

    private func read(_ id: String, _ store: FamilyStore) throws -> Family {
        let disputes = try store.disputes(of: id)
        let obligations = try disputes.values.flatMap {
            try store.obligations(ofDispute: $0.opening.position)
        }
        return Family(
            openings: disputes.mapValues(\.opening),
            fold: FamilyFold(disputes: disputes.mapValues(\.state), obligations: obligations),
            lastPlace: disputes.values.map(\.lastPlace).max() ?? .min)
    }

    /// Makes places right again where a correction or retraction has moved them, so that they can be asked for.
    func settle(_ family: String, _ db: Database) throws {
        if families[family]?.isAmended == true { try write(family, db) }
    }

    /// Writes what has changed since the last time; before the transaction ends.
    func write(_ db: Database) throws {
        for id in families.keys.sorted() where families[id]?.isChanged == true { try write(id, db) }
        // What is kept is only to be fast: a family that is asked for again is read again.
        if families.count > 64 { families = [:] }
    }

    private func write(_ id: String, _ db: Database) throws {
        guard var family = families[id] else { return }
        let store = FamilyStore(db: db, schema: schema)
        if family.isLate || family.isAmended {
            try writeAnew(id, store)
            families[id] = try load(id, store)
            return
        }
        for (dispute, opening) in family.openings {
            if let state = family.fold.disputes[dispute] {
                try store.write(
                    FamilyRows.DisputeRow(opening: opening, state: state, lastPlace: family.lastPlace), id)
            }
        }
        for opener in family.fold.touched {
            if let obligation = family.fold.obligations[opener],
                let number = family.openings[obligation.dispute]?.position
            {
                try store.write(obligation, dispute: number)
            }
        }
        family.fold.touched = []
        family.isChanged = false
        families[id] = family
    }

    private func writeAnew(_ id: String, _ store: FamilyStore) throws {
        let record = try FamilySource(store.db, schema, faults).record(of: id, through: .max)
        try store.write(FamilyRows(record), over: try store.rows(of: id), family: id)
    }
}
