import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Platform
import Projections
import SQLite

extension Casebook {
    /// What a `sync` did.
    package struct Sync: Sendable {
        /// How many events were pulled that others had filed.
        package internal(set) var pulled = 0
        /// The last position of the shared log.
        package internal(set) var last = 0
        /// What became of the events in the outbox, in their order.
        package internal(set) var outbox: [(entry: Outbox.Entry, fate: Fate)] = []
        /// Why it ended before the end of the outbox; nil if it did not.
        package internal(set) var interruption: (any Error)?
    }

    /// What became of an event in the outbox.
    package enum Fate: Sendable, Equatable {
        /// It was filed now, and has this position.
        case filed(Int)
        /// It was in the log already, at this position.
        case there(Int)
        /// It was refused, for this reason, and stays in the outbox.
        case refused(String)
        /// It was sent, and the line broke: it may be in the log.
        case unknown(String)
        /// It came in a bundle, and is in this post's outbox now, under this number.
        case kept(Int)
    }

    /// Brings a post's copy up to the head of the shared log, and files what is in the outbox, in order. An event that
    /// may be in the log is looked up first.
    ///
    /// - Parameter now: this machine's time, for events that are kept.
    /// - Throws: `SharedLogError.notACopy`, `.unreachable` and others, as long as nothing of the outbox was filed.
    package func sync(at now: Instant) throws -> Sync {
        guard store.isCopy else { throw SharedLogError.notACopy }
        guard let post else { throw SharedLogError.copyOnly }
        var result = Sync()
        let before = try store.read { try Log($0).head().position }
        let state = try store.inTurn {
            let state = try post.catchUp(self)
            try post.exchangeCheckpoints(self, mayAppend: state.mayAppend)
            return state
        }
        (result.pulled, result.last) = (state.head.position - before, state.head.position)
        let entries = try outbox()
        if entries.contains(where: { $0.state == .unknown }), state.mayAppend {
            // What the server shows may not be as durable yet as what it has acknowledged.
            try post.shared().settle()
        }
        for entry in entries where result.interruption == nil {
            do {
                result.outbox.append((entry, try file(entry, at: now)))
            } catch let kept as KeptInOutbox {
                result.outbox.append((entry, .unknown(kept.reason)))
                result.interruption = SharedLogError.outcomeUnknown(
                    reason: "the line broke while it was sent")
            } catch {
                result.interruption = error
            }
        }
        result.last = try store.read { try Log($0).head().position }
        return result
    }

    /// Waits until something is filed in the shared log, at most half a minute, and then syncs. While the server cannot be
    /// reached, it waits two seconds.
    package func nextSync(at now: Instant) throws -> Sync {
        guard let post else { throw SharedLogError.copyOnly }
        do {
            _ = try post.shared().waitForNews(milliseconds: 30_000, or: nil)
            return try sync(at: now)
        } catch SharedLogError.unreachable {
            SystemClock.sleep(microseconds: 2_000_000)
            return Sync()
        }
    }

    /// The events in the outbox; none if the log is no post's copy.
    package func outbox() throws -> [Outbox.Entry] {
        try store.isCopy ? store.read { try Outbox($0).entries() } : []
    }

    /// Removes an event from the outbox, without filing it.
    ///
    /// - Returns: false if there is no event of this number.
    package func dropFromOutbox(_ number: Int) throws -> Bool {
        guard store.isCopy else { throw SharedLogError.notACopy }
        return try store.write { db in
            guard try Outbox(db).entry(number) != nil else { return false }
            try Outbox(db).remove(number)
            return true
        }
    }

    /// Changes an event in the outbox.
    ///
    /// - Parameters:
    ///   - number: its number in the outbox.
    ///   - fields: the new values by key; null takes a key away.
    /// - Returns: the event as it is now.
    package func editOutbox(_ number: Int, _ fields: JSONObject) throws -> Outbox.Entry {
        try store.write { db in
            guard let entry = try Outbox(db).entry(number), var event = Event(text: entry.text) else {
                throw QueryError.noEvent("outbox \(number)")
            }
            for key in ["id", "recordedAt", "recordedBy", "origin"] where fields[key] != nil {
                throw FilingError.notAllowed(
                    key: key, kind: "change in the outbox", because: "it never changes")
            }
            for member in fields.members {
                event.fields[member.key] = member.value == .null ? nil : member.value
            }
            event.fields = try FilingSession.withIDs(event.fields, Log(db)).withComposedParties
            try Outbox(db).replace(number, text: event.text)
            return try Outbox(db).entry(number) ?? entry
        }
    }

    private func file(_ entry: Outbox.Entry, at now: Instant) throws -> Fate {
        if let position = try store.read({ try Log($0).position(ofID: entry.id) }) {
            try store.write { try Outbox($0).remove(entry.number) }
            return .there(position)
        }
        do {
            // It is in the outbox already: nothing needs to be kept.
            let receipt = try filing(at: now, mayWait: false) { session in
                let receipt = try session.file(entry)
                try Outbox(session.db).remove(entry.number)
                return receipt
            }
            return receipt.isRepeated ? .there(receipt.position) : .filed(receipt.position)
        } catch let error as FilingError {
            return try refuse(entry, error.problem)
        } catch SharedLogError.refused(let reason) {
            return try refuse(entry, SharedLogError.refused(reason: reason).problem)
        } catch LogError.alreadyThere(let position) {
            // Filed in the meantime, by whoever brought it.
            return .there(position)
        }
    }

    private func refuse(_ entry: Outbox.Entry, _ problem: String) throws -> Fate {
        try store.write { try Outbox($0).mark(entry.number, .refused, reason: problem) }
        return .refused(problem)
    }
}
