import DisputeModel
import EventLog
import SQLite

/// Inserts steps into the course of one dispute. It reads and rewrites the runs from the first inserted step
/// on, until step and state are the same as before.
struct RunEditor {
    private let store: FamilyStore
    private let dispute: Int

    /// The dispute's state after the insertion.
    struct Result {
        /// The state after the last step of the course.
        var state: FoldState
        /// The order of the last step.
        var last: CourseOrder?
        /// How many steps have their own line in a timeline.
        var lines: Int
        /// The dispute's former ends and reopenings; nil if the insertion did not change them.
        var formerEndsAndReopenings: EndsAndReopenings?
    }

    private struct Stored {
        /// The row's id; 0 for a new run.
        let id: Int
        let run: Run
    }

    init(_ store: FamilyStore, _ dispute: Int) {
        self.store = store
        self.dispute = dispute
    }

    /// Inserts steps.
    ///
    /// - Parameters:
    ///   - added: the steps, in order of place.
    ///   - result: the dispute's state before the insertion, and afterwards the new one.
    func insert(_ added: [Run.Step], _ result: inout Result) throws {
        guard let first = added.first else { return }
        // Overflow is possible, because the stored number may be damaged.
        result.lines &+= added.count { $0.step.hasLine }
        if let last = result.last, first.step.order < last {
            try insert(added[...], amid: &result, from: first.step.order)
            result.last = added.last.map { max($0.step.order, last) }
        } else {
            try append(added, &result)
        }
    }

    // MARK: Append

    /// Appends steps after the last one. The existing steps of the last run are not decoded.
    private func append(_ added: [Run.Step], _ result: inout Result) throws {
        var rest = added[...]
        var changes: [Course.Change] = []
        if let last = result.last, let tail = try tail() {
            let steps = try Array(rest.prefix(Run.capacity - Run.count(ofPacked: tail.body)))
            if !steps.isEmpty {
                rest = rest.dropFirst(steps.count)
                try write(Run.packed(tail.body, adding: steps, after: last), to: tail.id)
                result.apply(steps, &changes)
            }
        }
        while !rest.isEmpty {
            let run = Run(before: result.state, steps: Array(rest.prefix(Run.capacity)))
            rest = rest.dropFirst(run.steps.count)
            try store.write(run.row(dispute: dispute), to: .run)
            result.apply(run.steps, &changes)
        }
        if !changes.isEmpty { try replaceChanges(from: changes[0].order, to: nil, by: changes, &result) }
    }

    // MARK: Insert

    private func insert(_ added: ArraySlice<Run.Step>, amid result: inout Result, from first: CourseOrder)
        throws
    {
        var added = added
        var next = try stored(before: first) ?? stored(after: .none)
        let begin = min(first, next?.run.steps.first?.step.order ?? first)
        var state = next?.run.before ?? FoldState(openedBy: dispute)
        var changes: [Course.Change] = []
        // Where the phase changes may differ up to; nil for the end of the course.
        var end: CourseOrder?
        while let current = next {
            let following = try current.run.steps.last.flatMap { try stored(after: $0.step.order) }
            let limit = following?.run.steps.first?.step.order
            let own = added.prefix { step in limit.map { step.step.order < $0 } ?? true }
            added = added.dropFirst(own.count)
            if own.isEmpty, state == current.run.before {
                end = current.run.steps.first?.step.order
                if added.isEmpty { break }
            }
            let steps = own.isEmpty ? current.run.steps : try Self.merge(current.run.steps, Array(own))
            try write(steps, over: current, &state, &changes)
            next = following
        }
        if next == nil {
            end = nil
            result.state = state
        }
        try replaceChanges(from: begin, to: end, by: changes, &result)
    }

    /// Writes steps in place of a stored run, as one run, or as several if they are too many.
    private func write(
        _ steps: [Run.Step], over stored: Stored, _ state: inout FoldState,
        _ changes: inout [Course.Change]
    ) throws {
        let pieces = (steps.count + Run.capacity - 1) / Run.capacity
        let size = (steps.count + pieces - 1) / pieces
        for start in stride(from: 0, to: steps.count, by: size) {
            let run = Run(before: state, steps: Array(steps[start..<min(start + size, steps.count)]))
            run.forEachStep { step, after in
                if after.disputeState.phase != state.disputeState.phase {
                    changes.append(Course.Change(order: step.order, phase: after.disputeState.phase))
                }
                state = after
            }
            if run != stored.run { try write(Stored(id: start == 0 ? stored.id : 0, run: run)) }
        }
    }

    /// Throws if a stored step has the order of one that is inserted: then it belongs to no event.
    private static func merge(_ one: [Run.Step], _ other: [Run.Step]) throws -> [Run.Step] {
        let merged = (one + other).sorted { $0.step.order < $1.step.order }
        guard zip(merged, merged.dropFirst()).allSatisfy({ $0.step.order < $1.step.order }) else {
            throw ByteReader.Malformed()
        }
        return merged
    }

    /// Replaces the stored phase changes between two places, if they differ.
    private func replaceChanges(
        from begin: CourseOrder, to end: CourseOrder?, by changes: [Course.Change], _ result: inout Result
    ) throws {
        let all = try store.changes(of: dispute)
        let stored = all.filter { change in
            change.order >= begin && end.map { change.order < $0 } ?? true
        }
        guard stored != changes else { return }
        for change in stored {
            try store.delete(ProjectionTable.row(of: change, dispute: dispute), from: .change)
        }
        for change in changes {
            try store.write(ProjectionTable.row(of: change, dispute: dispute), to: .change)
        }
        let former = EndsAndReopenings(all)
        if try store.endsAndReopenings(of: dispute) != former { result.formerEndsAndReopenings = former }
    }

    // MARK: Rows

    private func write(_ stored: Stored) throws {
        let row = stored.run.row(dispute: dispute)
        guard stored.id != 0 else { return try store.write(row, to: .run) }
        let update = try PreparedStatement(
            store.db,
            """
            UPDATE \(store.schema[.run]) SET place = ?2, first = ?3, position = ?4, body = ?5
            WHERE id = ?6 AND dispute = ?1
            """)
        try update.bind(row + [.number(stored.id)])
        try update.run()
    }

    private func write(_ body: [UInt8], to id: Int) throws {
        let update = try PreparedStatement(
            store.db, "UPDATE \(store.schema[.run]) SET body = ? WHERE id = ? AND dispute = ?")
        try update.bind(blob: body, at: 1)
        try update.bind(id, at: 2)
        try update.bind(dispute, at: 3)
        try update.run()
    }

    /// The last run of the dispute.
    private func tail() throws -> (id: Int, body: [UInt8])? {
        let rows = try PreparedStatement(
            store.db,
            """
            SELECT id, body FROM \(store.schema[.run]) WHERE dispute = ?
            ORDER BY place DESC, first DESC, position DESC LIMIT 1
            """)
        try rows.bind(dispute, at: 1)
        return try rows.first { ($0.number(0), Array($0.bytes(1))) }
    }

    /// The last run that begins at or before this step.
    private func stored(before order: CourseOrder) throws -> Stored? {
        try stored(
            """
            WHERE dispute = ?1 AND (place, first, position) <= (?2, ?3, ?4)
            ORDER BY place DESC, first DESC, position DESC
            """, order)
    }

    /// The first run that begins after this step.
    private func stored(after order: CourseOrder) throws -> Stored? {
        try stored(
            "WHERE dispute = ?1 AND (place, first, position) > (?2, ?3, ?4) ORDER BY place, first, position",
            order)
    }

    private func stored(_ condition: String, _ order: CourseOrder) throws -> Stored? {
        let rows = try PreparedStatement(
            store.db, "SELECT id, body FROM \(store.schema[.run]) \(condition) LIMIT 1")
        try rows.bind([.number(dispute)] + order.cells)
        return try rows.first { Stored(id: $0.number(0), run: try Run(packed: Array($0.bytes(1)))) }
    }
}

extension RunEditor.Result {
    /// Applies steps at the end, and collects the phase changes.
    fileprivate mutating func apply(_ steps: [Run.Step], _ changes: inout [Course.Change]) {
        for step in steps {
            let before = state.disputeState.phase
            state.apply(step.step, lifting: step.lifted)
            last = step.step.order
            let phase = state.disputeState.phase
            if before != phase { changes.append(Course.Change(order: step.step.order, phase: phase)) }
        }
    }
}
