import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

extension Casebook {
    /// What one row of somebody else's table says: filed together, or not at all.
    package struct Slip {
        let dispute: String
        /// The openings of the dispute and of those above it; asked for where it is not there.
        let openings: () throws -> [JSONObject]
        let drafts: [JSONObject]

        /// The drafts may name other events by their keys.
        package init(
            dispute: String, drafts: [JSONObject], openings: @escaping () throws -> [JSONObject]
        ) {
            self.dispute = dispute
            self.drafts = drafts
            self.openings = openings
        }
    }

    /// What came of a row.
    package enum Filed: Equatable {
        case filed(events: Int, opened: Int, known: Int)
        /// Nothing of it was.
        case refused(String)
    }

    /// How rows are taken together into transactions.
    package enum Batches {
        /// Durable after so many events each, whatever follows.
        case of(Int)
        /// All in one, of which everything stays or nothing, as is said at its end.
        case one(isKept: () -> Bool)
    }

    /// Files what rows say. A row that cannot be filed leaves nothing behind, and those after it go on; what has been filed
    /// before, under the same keys, adds nothing.
    package func file(
        _ batches: Batches, next: () throws -> Slip?, by recorder: String, at now: () throws -> Instant,
        take: (Filed) throws -> Void
    ) throws {
        var isDone = false
        while !isDone {
            do {
                try write { db, projector in
                    var session = try FilingSession(db, projector, at: try now(), random: random)
                    var count = 0
                    while true {
                        guard let slip = try next() else {
                            isDone = true
                            break
                        }
                        let result = try session.file(slip, by: recorder)
                        count += result.count
                        try take(result)
                        guard count >= batches.size else { continue }
                        guard case .one = batches else { break }
                        // Memory does not grow with what one transaction files.
                        try projector.write()
                        count = 0
                    }
                    if case .one(let isKept) = batches, !isKept() { throw TakenBack() }
                }
            } catch is TakenBack {}
        }
    }

    private struct TakenBack: Error {}
}

extension Casebook.Batches {
    fileprivate var size: Int {
        switch self {
        case .of(let size): max(size, 1)
        case .one: 10_000
        }
    }
}

extension Casebook.Filed {
    /// How far it brings a transaction to its end.
    fileprivate var count: Int {
        switch self {
        case .filed(let events, let opened, let known): events + opened + known
        case .refused: 0
        }
    }
}

extension FilingSession {
    fileprivate mutating func file(_ slip: Casebook.Slip, by recorder: String) throws -> Casebook.Filed {
        do {
            let isOpen = try isOpen(slip.dispute)
            if isOpen, slip.drafts.count == 1 {
                let (_, isNew) = try file(try withKeys(slip.drafts[0]), by: recorder)
                return .filed(events: isNew ? 1 : 0, opened: 0, known: isNew ? 0 : 1)
            }
            if isOpen, slip.drafts.isEmpty { return .filed(events: 0, opened: 0, known: 1) }
            return try fileTogether(slip, by: recorder)
        } catch let error as FilingError {
            return .refused(error.sentences.problem)
        } catch let fault as RowFault {
            return .refused(fault.problem)
        }
    }

    /// Several events: what is wrong with a later one takes the earlier ones back.
    private mutating func fileTogether(_ slip: Casebook.Slip, by recorder: String) throws -> Casebook.Filed {
        let before = self
        var (events, opened, known) = (0, 0, 0)
        do {
            try projector.carrying(DisputeID.family(of: slip.dispute)) {
                try db.inSavepoint {
                    if try !isOpen(slip.dispute) {
                        for opening in try slip.openings() where try !isOpen(opening["dispute"]?.string ?? "")
                        {
                            _ = try file(opening, by: recorder)
                            opened += 1
                        }
                        guard try isOpen(slip.dispute) else {
                            throw FilingError.unknownDispute(slip.dispute, suggestions: [])
                        }
                    }
                    for draft in slip.drafts {
                        let isNew = try file(try withKeys(draft), by: recorder).isNew
                        if isNew { events += 1 } else { known += 1 }
                    }
                    return .commit
                }
            }
        } catch {
            self = before
            throw error
        }
        return .filed(events: events, opened: opened, known: known)
    }

    private func isOpen(_ dispute: String) throws -> Bool {
        try FamilyStore(db: db, schema: projector.schema).number(of: dispute) != nil
    }

    /// The draft with positions where it names events by their keys.
    private func withKeys(_ draft: JSONObject) throws -> JSONObject {
        func position(_ reference: JSON) throws -> JSON {
            guard let key = reference.string, let position = try log.position(ofKey: key) else {
                return reference
            }
            return .integer(position)
        }
        var draft = draft
        for key in ["inResponseTo", "about"] {
            if let list = draft[key]?.array { draft[key] = .array(try list.map(position)) }
        }
        if let target = draft["target"] { draft["target"] = try position(target) }
        return draft
    }
}
