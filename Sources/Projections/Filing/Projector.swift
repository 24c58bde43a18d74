import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Brings the projections up to date with events as they are filed, inside the transaction that files them.
///
/// An act is resolved against what is known as it comes in (`PendingAct`), and at the end of the transaction put into its
/// dispute's course: at its end, where it happened last, and else where it belongs, from where the course is folded anew until it
/// is again what it was. What changes what the fold reads of earlier events (a retraction, a correction of more than words) has its
/// whole family drawn from the texts, once a transaction, however many there are. Until then its entries say which events are
/// retracted and what is about what, so that the next event can be checked, but not where acts stand.
package final class Projector {
    package let schema: ProjectionSchema
    /// How many events were filed in each family since this was last emptied.
    var filed: [String: Int] = [:]
    /// The family of the last of them.
    private(set) var lastFiled: String?
    /// The obligations that were opened or dealt with since this was last emptied, as they were before and as they are;
    /// kept only where somebody wants to know. They are few where few events are filed.
    var changes: [Int: (before: Obligation?, after: Obligation)]?
    package let store: FamilyStore
    package let log: Log
    private let faults: SnapshotFaults
    private var pending: [String: PendingFamily] = [:]
    /// What acts name, for as long as a transaction lasts.
    var subjects = SubjectCache()
    var scanner = EventScanner()
    /// The numbers of disputes that were asked for last.
    private var numbers: [ExactText: Int] = [:]
    /// Disputes whose rows were written last, as these have them: most acts come where another has just come.
    private var disputes: [Int: FamilyStore.Dispute] = [:]

    /// Of the families that what runs now has come to: how far they had come before, or nil where nothing was pending. nil where
    /// nothing is to be taken back.
    private var before: [String: Extent?]?

    /// How much is pending of a family; not what, which would be copied by the next that comes to it.
    private struct Extent {
        let acts: Int
        let positions: Int
        let isAmended: Bool
    }

    private struct PendingFamily {
        var acts: [PendingAct] = []
        /// Of all its events that have come since its rows were written.
        var positions: [Int] = []
        /// What is known of earlier events has changed, and the whole is drawn anew at the end of the transaction.
        var isAmended = false
    }

    init(_ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults) {
        self.schema = schema
        self.faults = faults
        store = FamilyStore(db: db, schema: schema)
        log = Log(db)
    }

    /// Forgets what it keeps between transactions; for when somebody else has written since.
    func forget() {
        pending = [:]
        subjects = SubjectCache()
        (numbers, disputes) = ([:], [:])
    }

    func dispute(numbered number: Int) throws -> FamilyStore.Dispute? {
        try disputes[number] ?? store.dispute(numbered: number)
    }

    /// Writes how a dispute stands after further acts.
    ///
    /// - Parameter former: as its row has it.
    func write(_ dispute: FamilyStore.Dispute, over former: Opening, of family: String) throws {
        if try dispute.opening != former || !store.update(dispute) {
            try store.write(FamilyRows.dispute(dispute, of: family), to: .dispute)
        }
        if disputes.count >= 5_000 { disputes = [:] }
        disputes[dispute.number] = dispute
    }

    /// The dispute's number; nil where it has not been opened.
    package func number(of dispute: String) throws -> Int? {
        if let number = numbers[ExactText(dispute)] { return number }
        guard let number = try store.number(of: dispute) else { return nil }
        if numbers.count >= 20_000 { numbers = [:] }
        numbers[ExactText(dispute)] = number
        return number
    }

    /// Runs `body`; where it fails, and its writing is taken back, what is pending is as it was before, of every family that it
    /// came to: what is filed for one row may be about a dispute that another row is about.
    package func carrying<Result>(_ body: () throws -> Result) rethrows -> Result {
        before = [:]
        defer { before = nil }
        do {
            return try body()
        } catch {
            for (family, state) in before ?? [:] {
                guard let state else {
                    pending[family] = nil
                    continue
                }
                pending[family]?.acts.removeSubrange(state.acts...)
                pending[family]?.positions.removeSubrange(state.positions...)
                pending[family]?.isAmended = state.isAmended
            }
            subjects = SubjectCache()
            (numbers, disputes) = ([:], [:])
            throw error
        }
    }

    /// Whether what is known of its earlier events has changed in this transaction, so that acts may stand elsewhere than its rows
    /// say.
    package func isAmended(_ family: String) -> Bool { pending[family]?.isAmended ?? false }

    /// Takes in an event that has just been appended.
    package func apply(_ text: String, at position: Int) throws {
        let event = scanner.scan(text, at: position)
        let target = try scanner.symbols.target(of: event).flatMap { try log.position(ofID: $0.bytes) }
        let dispute = scanner.symbols.dispute(event.dispute)
        guard !dispute.isEmpty else { return try writeEntry(event, dispute: 0, target) }
        let family = DisputeID.family(of: dispute)
        filed[family, default: 0] += 1
        lastFiled = family
        if before != nil, before?[family] == nil {
            before?[family] = .some(
                pending[family].map {
                    Extent(acts: $0.acts.count, positions: $0.positions.count, isAmended: $0.isAmended)
                })
        }
        // Taken out, so that there is one holder of it while it changes.
        var carried = pending.removeValue(forKey: family) ?? PendingFamily()
        defer { pending[family] = carried }
        carried.positions.append(position)
        if event.effects.record == .opening, let whole = Event(text: text) {
            try open(Opening(whole, position: position), family)
            return try writeEntry(event, dispute: position, target)
        }
        let number = try number(of: dispute) ?? 0
        if event.effects.record?.isAmendment ?? false {
            let changesTheFold = try amend(target, event) {
                try writeEntry(event, dispute: number, target, isUnusual: true)
            }
            carried.isAmended = carried.isAmended || changesTheFold
            return
        }
        guard !carried.isAmended else { return try writeEntry(event, dispute: number, target) }
        do {
            let act = try PendingAct(event, of: family, number, target, self)
            try writeEntry(act.event, dispute: number, target, isUnusual: act.isMoved)
            note(act, of: family)
            carried.acts.append(act)
        } catch is ByteReader.Malformed {
            // A row that cannot be read: what is known is drawn anew.
            carried.isAmended = true
            try writeEntry(event, dispute: number, target)
        }
    }

    private func open(_ opening: Opening, _ family: String) throws {
        let dispute = FamilyStore.Dispute(
            opening: opening, state: FoldState(openedBy: opening.position), last: nil, lines: 0)
        try store.write(FamilyRows.dispute(dispute, of: family), to: .dispute)
    }

    /// The row of an event of which more is to be known than its text says.
    func writeEntry(
        _ event: EventDigest, dispute: Int, _ target: Int?, isUnusual: Bool = false
    ) throws {
        let origin = scanner.symbols.origin(of: event)
        guard isUnusual || target != nil || origin != nil else { return }
        try store.write(
            FamilyRows.entry(event.order, dispute: dispute, target: target, origin: origin), to: .entry)
    }

    /// Writes what has changed since the last time; before the transaction ends.
    func write() throws {
        try writeActs()
        for (family, carried) in pending.sorted(by: { $0.key < $1.key }) {
            try drawAnew(family, with: carried.positions)
        }
        pending = [:]
        subjects = SubjectCache()
    }

    /// Puts the acts that have come into their courses, but those of the families that are to be drawn anew: so that memory does
    /// not grow with what one transaction files.
    package func writeActs() throws {
        for (family, carried) in pending.sorted(by: { $0.key < $1.key }) {
            guard !carried.isAmended else {
                pending[family]?.acts = []
                continue
            }
            pending[family] = nil
            if try !write(carried.acts) { try drawAnew(family, with: carried.positions) }
        }
        scanner.symbols.forgetEvents()
    }

    /// - Parameter added: the positions of its events that have come since its rows were written.
    private func drawAnew(_ family: String, with added: [Int]) throws {
        disputes = [:]
        let kept = try store.legiblePositions(of: family)
        let record = try FamilySource(store.db, schema, faults).record(
            of: family, positions: Set(kept).union(added).sorted())
        let rows = FamilyRows(record, of: family)
        let differences = try store.differences(from: rows)
        if changes != nil {
            for row in differences.rows[.obligation] ?? [] { try note(row, rows) }
        }
        try store.write(rows, over: differences)
        subjects = SubjectCache()
    }

    private func note(_ row: FamilyDifferences.Difference, _ rows: FamilyRows) throws {
        func obligation(_ row: ProjectionRow?) -> Obligation? {
            guard let row, case .blob(let body) = row[8], let turns = try? store.turns(of: row[1].number)
            else {
                return nil
            }
            return try? Obligation(packed: body).after(all: turns)
        }
        let before = obligation(row.stored)
        guard let fresh = row.fresh, case .blob(let body) = fresh[8] else { return }
        note(try Obligation(packed: body).after(all: rows.turns(of: fresh[1].number)), before: before)
    }

    func note(_ obligation: Obligation, before: Obligation?) {
        // As it was at first, where it has been written before in this transaction.
        let former = changes?[obligation.opener].map(\.before) ?? before
        changes?[obligation.opener] = (former, obligation)
    }
}
