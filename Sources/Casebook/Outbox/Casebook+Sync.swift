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
    }

    /// What became of an event in the outbox.
    package enum Fate: Sendable, Equatable {
        /// It was filed now, and has this position.
        case filed(Int)
        /// It was in the log already, at this position.
        case there(Int)
        /// It was refused, for this reason, and stays in the outbox.
        case refused(String)
        /// It came in a bundle, and is in this post's outbox now, under this number.
        case kept(Int)
    }

    /// Brings a post's copy up to the head of the shared log, and files what is in the outbox, in order. An event that
    /// may be in the log is looked up first.
    ///
    /// - Parameter now: this machine's time, for events that are kept.
    /// - Throws: `SharedLogError.notACopy`, `.unreachable` and others; `KeptInOutbox` if the line breaks.
    package func sync(at now: Instant) throws -> Sync {
        guard store.isCopy else { throw SharedLogError.notACopy }
        guard let post else { throw SharedLogError.copyOnly }
        var result = Sync()
        let before = try store.read { try Log($0).head().position }
        if try post.isFarBehind(self) { try post.pullAll(into: self) }
        let state = try store.inTurn {
            let state = try post.catchUp(self)
            try post.exchangeCheckpoints(self, mayAppend: state.mayAppend)
            return state
        }
        (result.pulled, result.last) = (state.head.position - before, state.head.position)
        let entries = try outbox()
        if entries.contains(where: { $0.state == .unknown }), state.mayAppend {
            // What the server shows may not be as durable yet as what it has acknowledged.
            _ = try post.shared().settle()
        }
        for entry in entries { result.outbox.append((entry, try file(entry, at: now))) }
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
