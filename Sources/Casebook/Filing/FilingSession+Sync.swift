import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// Synchronization: brings events in line with rows that have changed, gone or come back.
extension FilingSession {
    /// Compares an event with its row. If the list is synchronized, records a correction or a replacement.
    ///
    /// - Parameter open: opens the row's dispute if it is not open; called before a replacement is recorded.
    /// - Returns: what differed and what was done, and whether a replacement was recorded.
    mutating func compare(
        _ draft: JSONObject, with known: RowRegistry.Known, _ registry: RowRegistry, by recorder: String,
        open: (inout FilingSession) throws -> Void
    ) throws -> (notes: [RowNote], isNew: Bool) {
        guard let first = try record.event(at: known.position) else { return ([], false) }
        let ignored = registry.list.saysMarking ? RowComparison.given : RowComparison.given.union(["marking"])
        if try !record.isAmended(known.position), !registry.hasGoneActs, first.says(draft, without: ignored) {
            return ([], false)
        }
        var notes: [RowNote] = []
        if !known.isSecond, let removal = try removal(of: first, at: known.position, registry) {
            // An event that a person retracted stays retracted.
            guard removal.isFiledBySync else { return ([], false) }
            guard registry.list.isSynced else { return ([RowNote(.absent, known.key)], false) }
            try comeBack(known, taking: removal, by: recorder)
            notes.append(RowNote(.back, known.key))
        }
        guard let (taken, standing) = try record.asTaken(known.position) else { return (notes, false) }
        let comparison = try RowComparison(
            taken: taken, standing: standing, row: draft, without: ignored, named: log.numbered)
        guard !comparison.changes.isEmpty || !comparison.left.isEmpty else { return (notes, false) }
        if known.isSecond {
            let words = try EventDifference.words(log.numbered(taken.fields), log.numbered(draft))
            throw FilingError.keyTaken(
                known.key, position: known.position, filed: words?.filed ?? "", given: words?.given ?? "")
        }
        guard registry.list.isSynced else {
            notes.append(RowNote(.differs, known.key, comparison.changes + comparison.left))
            return (notes, false)
        }
        if !comparison.left.isEmpty { notes.append(RowNote(.left, known.key, comparison.left)) }
        guard !comparison.changes.isEmpty else { return (notes, false) }
        if try correct(known, taken, comparison, by: recorder) {
            return (notes + [RowNote(.corrected, known.key, comparison.changes)], false)
        }
        try open(&self)
        try fileAnew(draft, in: known, registry, by: recorder)
        return (notes + [RowNote(.moved, known.key, comparison.changes)], true)
    }

    /// Compares the opening of an existing dispute with what a row says of it.
    mutating func compareOpening(
        _ draft: JSONObject, at position: Int, _ registry: RowRegistry, by recorder: String
    ) throws -> [RowNote] {
        guard let dispute = draft["dispute"]?.string else { return [] }
        guard let (filed, standing) = try record.asTaken(position) else { return [] }
        let isOurs = filed.fields["key"] == draft["key"]
        // If another source recorded the opening, there is no row to compare with: only its current wording counts.
        let taken = isOurs ? filed : standing
        var row = draft
        // These fields are not compared: they depend on which row opened the dispute.
        for key in ["sources", "tags", "summary", "marking"] { row[key] = taken.fields[key] }
        if row["details"]?.object?["since"] == nil, var details = row["details"]?.object {
            details["since"] = taken.details["since"]
            row["details"] = .object(details)
        }
        let comparison = try RowComparison(
            taken: taken, standing: standing, row: row, without: RowComparison.given, named: log.numbered)
        let differences = comparison.changes + comparison.left
        guard !differences.isEmpty else { return [] }
        let known = RowRegistry.Known(position: position, key: draft["key"]?.string ?? "", isSecond: false)
        if registry.list.isSynced, isOurs, comparison.left.isEmpty,
            try correct(known, taken, comparison, by: recorder)
        {
            return [RowNote(.corrected, dispute, differences)]
        }
        return [RowNote(.opening, dispute, differences)]
    }

    /// Records a correction with the changes. Returns false if a correction cannot express them.
    private mutating func correct(
        _ known: RowRegistry.Known, _ event: Event, _ comparison: RowComparison, by recorder: String
    ) throws -> Bool {
        let fields = comparison.correction
        guard fields["dispute"] == nil, fields["target"] == nil else { return false }
        let hash = TreeHash.leaf(JSON.object(fields).canonical).prefix(4).hexadecimal
        let key = try unusedKey(known.key, of: known.position, ":" + hash)
        let draft = JSONObject([
            ("kind", .string(RecordKind.correction.rawValue)), ("dispute", .string(event.dispute)),
            ("target", .string(event.id)),
            ("key", .string(key)),
            ("details", .object(JSONObject([("fields", .object(fields))]))),
        ])
        let before = self
        do {
            _ = try file(draft, by: recorder)
            return true
        } catch FilingError.correctionInvalid, FilingError.actStaysAct, FilingError.wrongTarget {
            self = before
            return false
        }
    }

    /// Retracts the event and records the row as a new one.
    private mutating func fileAnew(
        _ draft: JSONObject, in known: RowRegistry.Known, _ registry: RowRegistry, by recorder: String
    ) throws {
        try retract(
            known.position, "The row says what no correction can in \(registry.list.name).",
            "anew:\(known.key)",
            by: recorder)
        var number = 2
        while try log.position(ofKey: RowRegistry.key(known.key, number)) != nil { number += 1 }
        var draft = draft
        draft["key"] = .string(RowRegistry.key(known.key, number))
        _ = try file(draft, by: recorder)
    }

    private mutating func comeBack(_ known: RowRegistry.Known, taking event: Event, by recorder: String)
        throws
    {
        guard let position = try log.position(of: event.id) else {
            return
        }
        try retract(position, "The row has come back.", "back:\(known.key)", by: recorder)
    }

    private mutating func retract(_ position: Int, _ reason: String, _ key: String, by recorder: String)
        throws
    {
        guard let event = try record.event(at: position) else { return }
        let key = try unusedKey(key, of: position)
        _ = try file(
            JSONObject([
                ("kind", .string(RecordKind.retraction.rawValue)), ("dispute", .string(event.dispute)),
                ("target", .string(event.id)),
                ("key", .string(key)),
                ("details", .object(JSONObject([("reason", .string(reason))]))),
            ]), by: recorder)
    }

    /// The first unused key for a record event that synchronization records about an event. The number in the key
    /// allows the same row to go, come back or change any number of times.
    private func unusedKey(_ subject: String, of position: Int, _ end: String = "") throws -> String {
        var number = try record.recordEvents(on: position).count + 1
        while true {
            let key = "\(RowRegistry.syncPrefix)\(subject):\(number)\(end)"
            if try log.position(ofKey: key) == nil { return key }
            number += 1
        }
    }

    /// The event that removed this one: its retraction, or the act that was recorded when its row had gone.
    private func removal(of event: Event, at position: Int, _ registry: RowRegistry) throws -> Event? {
        if let retraction = try record.retraction(of: position) { return retraction.event }
        return registry.hasGoneActs ? try event.key.flatMap { try goneAct(for: $0) } : nil
    }

    // MARK: What has gone

    /// Positions of the acts recorded whenever the row with this key had gone, in log order.
    private func goneActs(for key: String) throws -> [Int] {
        var acts: [Int] = []
        while let position = try log.position(ofKey: "\(RowRegistry.gonePrefix)\(key):\(acts.count + 1)") {
            acts.append(position)
        }
        return acts
    }

    /// The last of those acts, unless it has been retracted.
    private func goneAct(for key: String) throws -> Event? {
        guard let last = try goneActs(for: key).last, try record.place(of: last)?.isRetracted == false else {
            return nil
        }
        return try record.event(at: last)
    }

    /// Whether a person has retracted the last event that recorded the row as gone. Then nothing is recorded again for
    /// this row: the log does not show whether it was in the list in between.
    private func isPutBack(_ position: Int, _ key: String, _ registry: RowRegistry) throws -> Bool {
        let retractions = try record.recordEvents(on: position).map(\.position).filter { recordEvent in
            try record.event(at: recordEvent).map { $0.recordKind == .retraction && $0.isFiledBySync }
                ?? false
        }
        let acts = registry.hasGoneActs ? try goneActs(for: key) : []
        guard let last = (retractions + acts).max(), let retraction = try record.retraction(of: last) else {
            return false
        }
        return !retraction.event.isFiledBySync
    }

    /// At the end of a table: records that the list's events without a row have gone.
    ///
    /// Throws `RowListError.tooManyGone` if they are more than a tenth of the list, unless the list allows that.
    mutating func fileGone(_ registry: RowRegistry, by recorder: String) throws {
        guard registry.list.isSynced, registry.comparesRows else { return }
        let gone = try gone(registry)
        guard !gone.isEmpty else { return }
        guard registry.list.isWhole() else { return registry.note(RowNote(.unknown, String(gone.count))) }
        let total = gone.count + registry.seenCount
        guard registry.list.allowsManyGone || gone.count * 10 <= total else {
            throw RowListError.tooManyGone(gone.count, of: total)
        }
        for (position, key) in gone {
            try fileGone(position, key, registry, by: recorder)
            registry.note(RowNote(.gone, key))
        }
    }

    private func gone(_ registry: RowRegistry) throws -> [(position: Int, key: String)] {
        var gone: [(position: Int, key: String)] = []
        var taken: Set<Int> = []
        for prefix in registry.list.keys {
            var unseen: [(position: Int, key: String)] = []
            try log.forEachKey(beginningWith: prefix, through: registry.head) { position, key in
                if !registry.isSeen(position) { unseen.append((position, key)) }
            }
            for (position, key) in unseen where taken.insert(position).inserted {
                guard let event = try record.event(at: position), event.recordKind != .opening,
                    !key.begins(with: RowRegistry.syncPrefix), !key.begins(with: "import:"),
                    !registry.list.prefix.isEmpty && key.begins(with: registry.list.prefix)
                        || registry.list.fits(event)
                else { continue }
                guard try record.place(of: position)?.isRetracted == false,
                    try !registry.hasGoneActs || goneAct(for: key) == nil
                else { continue }
                guard try !isPutBack(position, key, registry) else {
                    registry.note(RowNote(.putBack, key))
                    continue
                }
                gone.append((position, key))
            }
        }
        return gone
    }

    private mutating func fileGone(
        _ position: Int, _ key: String, _ registry: RowRegistry, by recorder: String
    )
        throws
    {
        guard let event = try record.asKnown(position) else { return }
        guard var draft = registry.list.gone, !(event.kind?.isRecord ?? true) else {
            return try retract(position, "It is not in \(registry.list.name) any more.", key, by: recorder)
        }
        var number = 1
        while try log.position(ofKey: "\(RowRegistry.gonePrefix)\(key):\(number)") != nil { number += 1 }
        draft["key"] = .string("\(RowRegistry.gonePrefix)\(key):\(number)")
        draft["dispute"] = .string(event.dispute)
        draft["inResponseTo"] = [.string(event.id)]
        for field in ["actors", "addressees", "marking"] where draft[field] == nil {
            draft[field] = event.fields[field]
        }
        _ = try file(draft, by: recorder)
    }
}
