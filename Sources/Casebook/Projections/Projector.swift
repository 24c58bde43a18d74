import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Brings the projections up to date with events as they are filed, inside the transaction that files them.
///
/// An act at the end of its family's course carries the fold on from where it stopped. One that happened earlier than
/// the last one folded has what comes after it folded anew, and so has one that is corrected or retracted; what moves other
/// events with it, the whole family: once a transaction, however many there are.
final class Projector {
    let schema: ProjectionSchema
    /// How many events were filed in each family since this was last emptied.
    var filed: [String: Int] = [:]
    /// The family of the last of them.
    private(set) var lastFiled: String?
    /// The obligations that were opened or dealt with since this was last emptied, as they were before and as they are;
    /// kept only where somebody wants to know. They are few where few events are filed.
    var changes: [Int: (before: Obligation?, after: Obligation)]?
    private var families: [String: CarriedFamily] = [:]
    /// Those that have been carried on since their rows were written.
    private var changedFamilies: Set<String> = []

    let store: FamilyStore
    let log: Log
    let entries: EntryWriter
    /// Made with the first act that is filed or read again.
    lazy var reader = EventReader()
    private let faults: SnapshotFaults
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
    func forget() {
        families = [:]
        changedFamilies = []
    }

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
            return try entries.write(.ofLog(event))
        }
        let familyID = DisputeID.family(of: event.dispute)
        filed[familyID, default: 0] += 1
        lastFiled = familyID
        // Taken out, so that there is one holder of it while it changes.
        var family = try families.removeValue(forKey: familyID) ?? load(familyID)
        defer { families[familyID] = family }
        changedFamilies.insert(familyID)
        var act = event.act
        act.replies = try event.replies.compactMap { try log.position(ofID: $0.bytes) }
        act.target = try event.target.flatMap { try log.position(ofID: $0.bytes) }
        var row = FamilyRows.EntryRow(
            position: event.position, dispute: 0, place: 0, firstTime: act.firstTime.milliseconds, flags: 0,
            target: act.target, origin: event.origin?.id)

        if event.act.kind?.name == "dispute-opened", let whole = event.event {
            try open(Opening(whole, position: event.position), &family)
            row.flags = FamilyRows.EntryRow.applied
        } else if FamilyRecord.changesTheRecord(event.act.kind) {
            row.flags = FamilyRows.EntryRow.applied
            if FamilyRecord.changesTheFold(event), try !amend(&family, event, act.target) {
                family.isAmended = true
            }
        } else if !family.isAmended {
            try place(&act)
            do {
                try carryOn(&family, act, &row)
            } catch is ByteReader.Malformed {
                // A row that cannot be read: what is known is drawn anew.
                family.isAmended = true
            }
        }
        row.dispute = family.openings[event.dispute]?.position ?? 0
        row.place = act.place.milliseconds
        try entries.write(row)
    }

    private func open(_ opening: Opening, _ family: inout CarriedFamily) throws {
        family.openings[opening.dispute] = opening
        family.fold.open(opening)
        if let state = family.fold.disputes[opening.dispute] {
            // Its number is what the rows of its events, and the clerk, know it by.
            try store.write(
                FamilyRows.DisputeRow(
                    family: family.id, opening: opening, state: state, last: family.last))
        }
    }

    private func carryOn(
        _ family: inout CarriedFamily, _ act: Act, _ row: inout FamilyRows.EntryRow
    ) throws {
        guard let number = family.openings[act.dispute]?.position else { return }
        if act.standing == .asserted, !act.isRecord {
            family.openings[act.dispute]?.noteAsserted(on: act.place.day)
        }
        if let date = FamilyRows.KeptDateRow(in: act, dispute: number) { try store.write(date) }
        guard family.last.map({ $0 < act.order }) ?? true, family.refoldsFrom == nil else {
            return family.refold(from: act)
        }
        try recallObligations(for: act, &family)
        guard let condition = family.fold.take(act) else { return }
        family.last = act.order
        row.note(condition, changesMeasures: family.fold.hasChangedMeasures)
    }

    /// Puts the act at its place: not before what it responds to.
    func place(_ act: inout Act) throws {
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
        try entryOfPosition.bind(position, at: 1)
        defer { entryOfPosition.reset() }
        guard try entryOfPosition.step() else { return nil }
        return (entryOfPosition.number(0), entryOfPosition.number(1))
    }

    /// The family as its rows have it; rows that cannot be read are drawn anew.
    private func load(_ id: String) throws -> CarriedFamily {
        do {
            return try read(id)
        } catch is ByteReader.Malformed {
            try writeAnew(id)
            return try read(id)
        }
    }

    private func read(_ id: String) throws -> CarriedFamily {
        let disputes = try store.disputes(of: id)
        return CarriedFamily(
            id: id, openings: disputes.mapValues(\.opening),
            fold: FamilyFold(disputes: disputes.mapValues(\.state), obligations: []),
            last: disputes.values.compactMap(\.last).max())
    }

    /// Makes places right again where a correction or retraction has moved them, so that they can be asked for.
    func settle(_ family: String) throws {
        if families[family]?.isAmended == true { try write(family) }
    }

    /// Writes what has changed since the last time; before the transaction ends.
    func write() throws {
        for id in changedFamilies.sorted() { try write(id) }
        changedFamilies = []
        // What is kept is only to be fast: a family that is asked for again is read again.
        let kept = families.values.reduce(0) { $0 + 4 + $1.fold.obligations.count }
        if kept > Self.most { families = [:] }
    }

    /// Of obligations, and four for each family.
    private static let most = 16_384
    private static let mostObligations = 256

    private func write(_ id: String) throws {
        guard var family = families.removeValue(forKey: id) else { return }
        do {
            if !family.isAmended, family.refoldsFrom != nil { try refold(&family) }
        } catch is ByteReader.Malformed {
            family.isAmended = true
        }
        // It is read again when it is asked for.
        if family.isAmended { return try writeAnew(id) }
        for (dispute, opening) in family.openings {
            if let state = family.fold.disputes[dispute] {
                try store.write(
                    FamilyRows.DisputeRow(
                        family: id, opening: opening, state: state, last: family.last))
            }
        }
        try writeObligations(&family)
        if family.fold.obligations.count <= Self.mostObligations { families[id] = family }
    }

    private func writeAnew(_ id: String) throws {
        let record = try FamilySource(store.db, schema, faults, reader: reader).record(
            of: id, through: .max)
        let rows = FamilyRows(record, of: id)
        let differences = try store.differences(from: rows)
        if changes != nil {
            for row in rows.obligations {
                guard let difference = differences.obligations[row.obligation.opener] else { continue }
                note(row.obligation, before: difference.storedObligation)
            }
        }
        try store.write(rows, over: differences)
    }

    /// Writes those that the fold has opened or dealt with, where what is there is another: a page that is not changed need
    /// not go to the disk.
    func writeObligations(_ family: inout CarriedFamily) throws {
        for opener in family.fold.touched.sorted() {
            guard let obligation = family.fold.obligations[opener],
                let number = family.openings[obligation.dispute]?.position
            else { continue }
            var stored: Obligation?
            // One that cannot be read is written anew.
            do { stored = try store.obligation(openedBy: opener) } catch is ByteReader.Malformed {}
            guard stored != obligation else { continue }
            note(obligation, before: stored)
            try store.write(FamilyRows.ObligationRow(dispute: number, obligation: obligation))
        }
        family.fold.touched = []
    }

    private func note(_ obligation: Obligation, before: Obligation?) {
        // As it was at first, where it has been written before in this transaction.
        let former = changes?[obligation.opener].map(\.before) ?? before
        changes?[obligation.opener] = (former, obligation)
    }
}
