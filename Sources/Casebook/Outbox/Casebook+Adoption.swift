import CanonicalJSON
import DisputeModel
import EventLog
import Platform
import Projections
import SQLite
import SystemPackage

extension Casebook {
    /// How the copy's past differs from the one that the server shows now.
    package struct Divergence: Sendable {
        /// How many events both have in common, from the first on.
        package let common: Int
        /// The events that the copy has and the server has not, in their order.
        package let lost: [(position: Int, event: Event)]
        /// The role of this post, which files its own lost events again.
        package let role: String
        /// The error, with both counts and the file of evidence.
        package let error: SharedLogError
    }

    /// Compares the copy's past with the server's.
    ///
    /// - Returns: nil if the server continues the copy.
    package func divergence() throws -> Divergence? {
        guard store.isCopy else { throw SharedLogError.notACopy }
        guard let post else { throw SharedLogError.copyOnly }
        let error: SharedLogError
        do {
            _ = try store.inTurn { try post.catchUp(self) }
            return nil
        } catch let other as SharedLogError {
            guard case .otherPast = other else { throw other }
            error = other
        }
        guard case .otherPast(let common, _, let count, _) = error else { return nil }
        // What the server has filed again in the meantime is not lost.
        var found: Set<String> = []
        var position = common
        while position < count {
            let texts = try post.shared().texts(after: position, limit: 1000)
            if texts.isEmpty { break }
            found.formUnion(texts.compactMap { Event(text: $0)?.id })
            position += texts.count
        }
        return try store.read { db in
            var lost: [(position: Int, event: Event)] = []
            try Log(db).forEach(from: common + 1) { position, _, text in
                if let event = Event(text: text), !found.contains(event.id) { lost.append((position, event)) }
                return true
            }
            return Divergence(
                common: common, lost: lost, role: try Log(db).setting(CopySetting.role) ?? "", error: error)
        }
    }

    /// Makes a new copy that follows the server from the last common event on, and puts it in the place of this one,
    /// which is kept under another name. What this post itself had filed and the server has not goes into the new copy's
    /// outbox, with the same ids; so does what is in the outbox. Closes this copy.
    ///
    /// - Parameters:
    ///   - divergence: what `divergence()` found.
    ///   - kept: the name for the old copy.
    package func adopt(_ divergence: Divergence, keepingOldAs kept: FilePath) throws {
        let path = store.path
        let draft = path.suffixed("-adopting")
        // Left by a process that was killed.
        for suffix in ["", "-wal", "-shm", "-lock"] { try? draft.suffixed(suffix).remove() }
        let (settings, checkpoints, lostCheckpoints, entries) = try store.read { db in
            // The server's checkpoints are read anew, and compared with the new past.
            let settings = try Log(db).settings().filter { !$0.key.hasPrefix("checkpoints-") }
            return try (settings, Checkpoints(db).all(), LostCheckpoints(db).texts(), Outbox(db).entries())
        }
        try EventStore.create(at: draft, settings: settings, isCopy: true) { new in
            try self.copyEvents(upTo: divergence.common, to: new)
            try new.write { db in
                for checkpoint in checkpoints {
                    guard let note = Checkpoint(checkpoint.text) else { continue }
                    if note.size <= divergence.common {
                        try Checkpoints(db).keep(note)
                    } else {
                        try LostCheckpoints(db).add(checkpoint.text)
                    }
                }
                for text in lostCheckpoints { try LostCheckpoints(db).add(text) }
                for (_, event) in divergence.lost where event.isRecorded(by: divergence.role) {
                    guard let id = EventID(event.id) else { continue }
                    _ = try Outbox(db).add(id: id.bytes, .kept, reason: nil, text: event.text)
                }
                for entry in entries {
                    _ = try Outbox(db).add(
                        id: entry.id, entry.state == .unknown ? .unknown : .kept, reason: entry.reason,
                        text: entry.text)
                }
            }
            _ = try Casebook(store: new).replay()
        }
        guard try store.read({ try Outbox($0).count() }) == entries.count else {
            try? draft.remove()
            throw SharedLogError.overtaken
        }
        try close()
        try EventStore.replace(path, with: draft, keepingOldAs: kept)
    }

    private func copyEvents(upTo last: Int, to new: EventStore) throws {
        var position = 0
        while position < last {
            let texts = try store.texts(after: position, limit: min(10_000, last - position))
            var reader = TextReader()
            try new.write { db in
                for text in texts {
                    position += 1
                    try ReceivedText(text, &reader, at: position).append(to: Log(db), at: position)
                }
            }
        }
    }
}

extension Event {
    /// Whether a post with this role has recorded the event.
    package func isRecorded(by role: String) -> Bool {
        fields["recordedBy"]?.string?.begins(with: role + "/") ?? false
    }
}
