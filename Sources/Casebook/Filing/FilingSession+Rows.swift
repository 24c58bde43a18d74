import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension FilingSession {
    mutating func file(_ row: Casebook.ImportRow, _ registry: RowRegistry, by recorder: String) throws
        -> Casebook.Filed
    {
        do {
            if let problem = row.problem { throw RowError(problem) }
            let drafts = try row.drafts.map { try withEvents($0.fields, row, registry) }
            if !registry.comparesRows, registry.isChecked(row.dispute), drafts.count == 1 {
                let (_, isNew) = try file(drafts[0], by: recorder)
                return .filed(events: isNew ? 1 : 0, opened: 0, known: 0, repeated: isNew ? 0 : 1)
            }
            return try fileTogether(row, drafts, registry, by: recorder)
        } catch let error as UnknownKey {
            guard row.isLast else { return .waits(error.problem) }
            try note(row, registry)
            return .refused(error.problem)
        } catch let error as FilingError {
            try note(row, registry)
            return .refused(try withKey(error).problem)
        } catch let fault as RowError {
            try note(row, registry)
            return .refused(fault.problem)
        }
    }

    /// The error with the event's key in place of its position: authors of tables know keys, not positions.
    private func withKey(_ error: FilingError) throws -> FilingError {
        guard case .noSuchEvent(let field, let reference, let dispute) = error, reference.hasPrefix("#"),
            let position = Int(reference.dropFirst()),
            let key = try log.event(at: position)?.key
        else { return error }
        return .noSuchEvent(key: field, reference: "\"\(key)\" (\(reference))", dispute: dispute)
    }

    /// Records the events of a row in a savepoint. If one is refused, all of them are rolled back.
    private mutating func fileTogether(
        _ row: Casebook.ImportRow, _ drafts: [JSONObject], _ registry: RowRegistry, by recorder: String
    ) throws -> Casebook.Filed {
        let known = try row.drafts.map { registry.comparesRows ? try find($0, registry) : nil }
        let before = self
        var (events, opened, there, repeated) = (0, 0, 0, 0)
        var notes: [RowNote] = []
        do {
            try projector.restoringPendingOnError {
                try db.savepoint {
                    if try isOpen(row.dispute) {
                        notes += try compareOpenings(row, registry, by: recorder)
                        if drafts.isEmpty { there += 1 }
                    } else if drafts.isEmpty || known.contains(where: { $0 == nil }) {
                        opened += try open(row, by: recorder)
                    }
                    for (draft, known) in zip(drafts, known) {
                        let draft = try withEvents(draft, row, registry, isComplete: true)
                        guard let known else {
                            if try file(draft, by: recorder).isNew { events += 1 } else { repeated += 1 }
                            continue
                        }
                        let result = try compare(draft, with: known, registry, by: recorder) { session in
                            if try !session.isOpen(row.dispute) {
                                opened += try session.open(row, by: recorder)
                            }
                        }
                        notes += result.notes
                        if result.isNew {
                            events += 1
                        } else if known.isSecond {
                            repeated += 1
                        } else if !result.notes.contains(where: { $0.kind == .differs }) {
                            there += 1
                        }
                    }
                }
            }
        } catch {
            self = before
            throw error
        }
        for known in known { if let known { registry.see(known.position) } }
        if try isOpen(row.dispute) { registry.check(row.dispute) }
        notes.forEach(registry.note)
        return .filed(events: events, opened: opened, known: there, repeated: repeated)
    }

    private mutating func open(_ row: Casebook.ImportRow, by recorder: String) throws -> Int {
        var opened = 0
        for opening in try row.openings() where try !isOpen(opening["dispute"]?.string ?? "") {
            _ = try file(opening, by: recorder)
            opened += 1
        }
        guard try isOpen(row.dispute) else {
            throw FilingError.unknownDispute(row.dispute, suggestions: [])
        }
        return opened
    }

    private func isOpen(_ dispute: String) throws -> Bool { try opening(of: dispute) != nil }

    /// Position of the dispute's opening; nil if the dispute is not open.
    private func opening(of dispute: String) throws -> Int? {
        try projector.number(of: dispute)
    }

    /// Compares the openings of existing disputes with what the row says of them, once for each dispute.
    private mutating func compareOpenings(
        _ row: Casebook.ImportRow, _ registry: RowRegistry, by recorder: String
    ) throws -> [RowNote] {
        guard !registry.isChecked(row.dispute) else { return [] }
        var notes: [RowNote] = []
        // A row whose openings cannot be read says nothing that could differ.
        guard let openings = try? row.openings() else { return [] }
        for draft in openings {
            guard let dispute = draft["dispute"]?.string, !registry.isChecked(dispute),
                let position = try opening(of: dispute)
            else { continue }
            notes += try compareOpening(draft, at: position, registry, by: recorder)
            registry.check(dispute)
        }
        return notes
    }

    /// Marks the events of a refused row as seen: the row is still in the table.
    private func note(_ row: Casebook.ImportRow, _ registry: RowRegistry) throws {
        guard registry.list.isSynced else { return }
        for draft in row.drafts { if let known = try find(draft, registry) { registry.see(known.position) } }
    }

    // MARK: Events by their keys

    /// The event that was recorded for this draft; nil if there is none.
    private func find(_ draft: Casebook.ImportRow.Draft, _ registry: RowRegistry) throws -> RowRegistry.Known?
    {
        guard let key = draft.fields["key"]?.string else { return nil }
        var found = try log.position(ofKey: key).map { (key, $0) }
        if found == nil {
            for former in draft.formerKeys() {
                if let position = try log.position(ofKey: former) {
                    found = (former, position)
                    break
                }
            }
        }
        guard let (filedAs, first) = found else { return nil }
        let position = try lastOf(filedAs, first)
        return RowRegistry.Known(position: position, key: filedAs, isSecond: registry.isSeen(position))
    }

    /// The latest replacement of an event. An event whose row changed in a way that no correction can express is
    /// retracted and recorded anew, under the same key with a number appended.
    private func lastOf(_ key: String, _ first: Int) throws -> Int {
        var (last, number) = (first, 2)
        while try record.place(of: last)?.isRetracted ?? false,
            let next = try log.position(ofKey: RowRegistry.key(key, number))
        {
            (last, number) = (next, number + 1)
        }
        return last
    }

    var record: KnownEvents { KnownEvents(db, projector.schema) }

    /// The draft with ids in place of keys in its references.
    ///
    /// - Parameter isComplete: whether the row's earlier events have been recorded. If false, references to events of
    ///   the same row are left as they are.
    private func withEvents(
        _ draft: JSONObject, _ row: Casebook.ImportRow, _ registry: RowRegistry, isComplete: Bool = false
    ) throws -> JSONObject {
        func event(_ reference: JSON, _ field: String) throws -> JSON {
            let key: String
            switch reference {
            case .integer(let number): key = String(number)
            case .string(let text): key = text
            default: return reference
            }
            let own = registry.list.prefix + key
            guard let position = try log.position(ofKey: own) ?? log.position(ofKey: key) else {
                if !isComplete, row.drafts.contains(where: { $0.fields["key"] == .string(own) }) {
                    return reference
                }
                if key.hasPrefix("#") || EventID(key) != nil { return reference }
                throw UnknownKey(field: field, key: key)
            }
            let last = registry.comparesRows ? try lastOf(own, position) : position
            return try log.eventID(at: last).map { .string($0.description) } ?? reference
        }
        return try Event(draft).replacingReferences(event).fields
    }
}

/// A row names an event by a key that is not in the log.
private struct UnknownKey: Error {
    let field: String
    let key: String

    var problem: String { "\"\(field)\" names \"\(key)\", but no event has this key." }
}
