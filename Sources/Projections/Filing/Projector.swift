import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// Updates the projections with each appended event, in the same transaction.
///
/// When an act is applied, the events that it refers to are resolved (`PendingAct`). At the end of the
/// transaction it is inserted into its dispute's course: at the end if it happened last, and otherwise at its
/// place, from which the course is folded again until the state is the same as before.
///
/// An event that changes the fold's input for earlier events (a retraction, or a correction of more than
/// words) causes a rebuild of its family from the texts, once per transaction. Until then the family's
/// entries state which events are retracted and what record events are about, so that the next event can be
/// checked; the places of acts may be out of date.
package final class Projector {
    /// The tables that the projector writes.
    package let schema: ProjectionSchema
    /// How many events were appended to each family since its count was last reset by
    /// `SnapshotKeeper.takeDue`.
    var filed: [String: Int] = [:]
    /// The family of the last appended event.
    private(set) var lastFiled: String?
    /// The obligations that were opened or changed, with their former and new values, by the opener's
    /// position. nil if the caller does not want them.
    var changes: [Int: (before: Obligation?, after: Obligation)]?
    /// Reads and writes the rows of the projections.
    package let store: FamilyStore
    /// The log in the current transaction.
    package let log: Log
    private let faults: SnapshotFaults
    private var pending: [String: PendingFamily] = [:]
    /// A cache of the events that acts refer to, valid for one transaction.
    var namedEvents = NamedEventCache()
    var scanner = EventScanner()
    /// How many events have been applied, but for those that were undone.
    private(set) var applied = 0
    /// A cache of the numbers of recently used disputes.
    private var numbers: [ExactText: Int] = [:]
    /// A cache of the recently written disputes: most acts follow another act of the same dispute.
    private var disputes: [Int: FamilyStore.Dispute] = [:]

    /// What was pending of each family before `restoringPendingOnError` changed it; the
    /// value is nil if nothing was pending. The whole is nil outside of it.
    private var before: [String: Extent?]?

    /// How much is pending of a family. The pending acts themselves are not kept here, because the next
    /// change would copy the array.
    private struct Extent {
        let acts: Int
        let positions: Int
        let isAmended: Bool
    }

    private struct PendingFamily {
        var acts: [PendingAct] = []
        /// The positions of all events of the family since its rows were last written.
        var positions: [Int] = []
        /// Whether the fold's input for earlier events has changed. Then the family is rebuilt at the end of
        /// the transaction.
        var isAmended = false
    }

    init(_ db: Database, _ schema: ProjectionSchema, _ faults: SnapshotFaults) {
        self.schema = schema
        self.faults = faults
        store = FamilyStore(db: db, schema: schema)
        log = Log(db)
    }

    /// The dispute with this number; nil if there is none.
    func dispute(numbered number: Int) throws -> FamilyStore.Dispute? {
        try disputes[number] ?? store.dispute(numbered: number)
    }

    /// Writes the state of a dispute after further acts.
    ///
    /// - Parameter former: the opening as it is stored in the dispute's row.
    func write(_ dispute: FamilyStore.Dispute, over former: Opening, of family: String) throws {
        if try dispute.opening != former || !store.update(dispute) {
            try store.write(ProjectionTable.row(of: dispute, in: family), to: .dispute)
        }
        if disputes.count >= 5_000 { disputes = [:] }
        disputes[dispute.number] = dispute
    }

    /// The dispute's number; nil if it has not been opened.
    package func number(of dispute: String) throws -> Int? {
        if let number = numbers[ExactText(dispute)] { return number }
        guard let number = try store.number(of: dispute) else { return nil }
        if numbers.count >= 20_000 { numbers = [:] }
        numbers[ExactText(dispute)] = number
        return number
    }

    /// Runs `body`, which the caller rolls back if it throws. Then what is pending is restored for every
    /// family that `body` changed: the events filed for one import row may concern the disputes of other
    /// rows.
    package func restoringPendingOnError<Result>(_ body: () throws -> Result) rethrows -> Result {
        precondition(before == nil, "the state before the outer body would be forgotten")
        before = [:]
        let appliedBefore = applied
        defer { before = nil }
        do {
            return try body()
        } catch {
            applied = appliedBefore
            for (family, state) in before ?? [:] {
                guard let state else {
                    pending[family] = nil
                    continue
                }
                pending[family]?.acts.removeSubrange(state.acts...)
                pending[family]?.positions.removeSubrange(state.positions...)
                pending[family]?.isAmended = state.isAmended
            }
            namedEvents = NamedEventCache()
            (numbers, disputes) = ([:], [:])
            throw error
        }
    }

    /// Whether this transaction has changed the fold's input for earlier events of the family, so that acts
    /// may have other places than its rows say.
    package func isAmended(_ family: String) -> Bool { pending[family]?.isAmended ?? false }

    /// Applies an event that has just been appended.
    package func apply(_ text: String, at position: Int) throws {
        applied += 1
        let event = scanner.scan(text, at: position)
        let target = try scanner.symbols.target(of: event).flatMap { try log.position(of: $0) }
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
        // Removed from the dictionary while it changes, so that the arrays are not copied.
        var waiting = pending.removeValue(forKey: family) ?? PendingFamily()
        defer { pending[family] = waiting }
        waiting.positions.append(position)
        if event.effects.recordKind == .opening, let whole = Event(text: text) {
            try open(Opening(whole, position: position), family)
            return try writeEntry(event, dispute: position, target)
        }
        let number = try number(of: dispute) ?? 0
        if event.effects.recordKind?.isAmendment ?? false {
            let changesTheFold = try amend(target, event) {
                try writeEntry(event, dispute: number, target, isUnusual: true)
            }
            waiting.isAmended = waiting.isAmended || changesTheFold
            return
        }
        guard !waiting.isAmended else { return try writeEntry(event, dispute: number, target) }
        do {
            let act = try PendingAct(event, of: family, number, target, self)
            try writeEntry(act.event, dispute: number, target, isUnusual: act.isMoved)
            note(act, of: family)
            waiting.acts.append(act)
        } catch is ByteReader.Malformed {
            // A row cannot be read, so the family is rebuilt.
            waiting.isAmended = true
            try writeEntry(event, dispute: number, target)
        }
    }

    private func open(_ opening: Opening, _ family: String) throws {
        let dispute = FamilyStore.Dispute(
            opening: opening, state: FoldState(openedBy: opening.position), last: nil, lines: 0)
        try store.write(ProjectionTable.row(of: dispute, in: family), to: .dispute)
    }

    /// Writes an event's entry, if something about the event is not in its text.
    func writeEntry(
        _ event: EventDigest, dispute: Int, _ target: Int?, isUnusual: Bool = false
    ) throws {
        let origin = scanner.symbols.origin(of: event)
        guard isUnusual || target != nil || origin != nil else { return }
        try store.write(
            ProjectionTable.row(of: event.order, dispute: dispute, target: target, origin: origin), to: .entry
        )
    }

    /// Writes all pending changes. Called before the transaction ends.
    func write() throws {
        try writeActs()
        for (family, waiting) in pending.sorted(by: { $0.key < $1.key }) {
            try rebuild(family, with: waiting.positions)
        }
        pending = [:]
        namedEvents = NamedEventCache()
    }

    /// Inserts the pending acts into their courses, except those of families that will be rebuilt. Called in
    /// between, so that memory does not grow with the number of events in a transaction.
    package func writeActs() throws {
        for (family, waiting) in pending.sorted(by: { $0.key < $1.key }) {
            guard !waiting.isAmended else {
                pending[family]?.acts = []
                continue
            }
            pending[family] = nil
            if try !write(waiting.acts) { try rebuild(family, with: waiting.positions) }
        }
        scanner.symbols.forgetEvents()
    }

    /// Rebuilds the rows of a family from its events.
    ///
    /// - Parameter waiting: the positions of the family's events since its rows were last written.
    private func rebuild(_ family: String, with waiting: [Int]) throws {
        disputes = [:]
        let kept = try store.legiblePositions(of: family)
        let record = try FamilySource(store.db, schema, faults).record(
            of: family, positions: Set(kept).union(waiting).sorted())
        let rows = FamilyRows(record, of: family)
        let differences = try store.differences(from: rows)
        if changes != nil {
            for row in differences.rows[.obligation] ?? [] { try note(row, rows) }
        }
        try store.write(rows, over: differences)
        namedEvents = NamedEventCache()
    }

    private func note(_ row: FamilyDifferences.Difference, _ rows: FamilyRows) throws {
        func obligation(_ row: ProjectionRow?) -> Obligation? {
            guard let row, case .blob(let body) = row[8],
                let endsAndReopenings = try? store.endsAndReopenings(of: row[1].number)
            else {
                return nil
            }
            return try? Obligation(packed: body).after(all: endsAndReopenings)
        }
        let before = obligation(row.stored)
        guard let fresh = row.fresh, case .blob(let body) = fresh[8] else { return }
        note(
            try Obligation(packed: body).after(all: rows.endsAndReopenings(of: fresh[1].number)),
            before: before)
    }

    func note(_ obligation: Obligation, before: Obligation?) {
        // If this transaction has already changed the obligation, keep the value from before the first
        // change.
        let former = changes?[obligation.opener].map(\.before) ?? before
        changes?[obligation.opener] = (former, obligation)
    }
}
