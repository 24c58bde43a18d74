import CanonicalJSON
import DisputeModel
import EventLog
import Platform
import Projections
import SQLite
import SystemPackage

extension Casebook {
    /// What `receiveBundle` did.
    package struct Received: Sendable {
        /// How many events of the bundle the copy did not have.
        package internal(set) var added = 0
        /// What became of the drafts in the bundle, in their order.
        package internal(set) var drafts: [(id: String, words: Event?, fate: Fate)] = []
        /// The events of this post's own outbox that are in the log now, with their positions.
        package internal(set) var settled: [(entry: Outbox.Entry, position: Int)] = []
        /// The events of this post's own outbox that were refused elsewhere.
        package internal(set) var refused: [(entry: Outbox.Entry, reason: String)] = []
        /// What the post has that made the bundle: an answer begins there.
        package internal(set) var state = LogBundle.Tree(size: 0, root: TreeHash.empty)

        /// The refusals for the answer.
        package var refusals: [LogBundle.Refusal] {
            drafts.compactMap { draft in
                guard case .refused(let reason) = draft.fate else { return nil }
                return LogBundle.Refusal(id: draft.id, reason: reason)
            }
        }
    }

    /// Writes a bundle: the events that another post lacks, as far as a signed checkpoint covers them, and what is in
    /// this post's outbox.
    ///
    /// - Parameters:
    ///   - path: the path of the new file.
    ///   - state: what the other post has; nil to write no events.
    ///   - refusals: drafts of the other post that were refused here.
    /// - Returns: what the bundle says, and the number of events that no signed checkpoint covers.
    package func writeBundle(
        to path: FilePath, for state: LogBundle.Tree?, refusals: [LogBundle.Refusal] = []
    ) throws -> (bundle: LogBundle, uncovered: Int) {
        guard store.isCopy else { throw SharedLogError.notACopy }
        return try store.read { db in
            let drafts = try Outbox(db).entries().filter { $0.state != .refused }.map(\.text)
            let bundle = try bundle(db, for: state, drafts: drafts.count, refusals)
            try BundleWriter.write(bundle, to: path) { add in
                if bundle.events > 0 {
                    try Log(db).forEach(from: bundle.from.size + 1, through: bundle.to.size) { _, _, text in
                        try add(text)
                        return true
                    }
                }
                for draft in drafts { try add(draft) }
            }
            return (bundle, bundle.has.size - bundle.to.size)
        }
    }

    /// What a bundle says that ends where the last signed checkpoint does; without events if `state` is nil, or there is
    /// nothing new.
    private func bundle(
        _ db: Database, for state: LogBundle.Tree?, drafts: Int, _ refusals: [LogBundle.Refusal]
    ) throws -> LogBundle {
        let log = Log(db)
        let head = try log.head().position
        let has = LogBundle.Tree(size: head, root: try log.root(size: head))
        let from = state ?? has
        guard from.size <= head, try log.root(size: from.size) == from.root else {
            throw BundleError.unknownState(size: from.size)
        }
        let signed = try signedCheckpoints(db, from: from.size)
        guard !signed.isEmpty || from.size == head else { throw BundleError.noCheckpoint }
        let to = signed.last.map { LogBundle.Tree(size: $0.size, root: $0.root) } ?? from
        return LogBundle(
            identity: try log.setting(CopySetting.identity) ?? "", has: has, from: from, to: to,
            path: try TreeProof.consistency(from: from.size, to: to.size, root: log.root),
            checkpoints: signed.map(\.text), drafts: drafts, refusals: refusals)
    }

    /// The checkpoints that vouch for the events after `size`: the last one, and for each change of the key in between
    /// the first one that covers it, which the former key has signed too.
    private func signedCheckpoints(_ db: Database, from size: Int) throws -> [Checkpoint] {
        let (log, keys) = (Log(db), try LogKeys(db))
        let head = try log.head().position
        let sound = try Checkpoints(db).all().compactMap { Checkpoint($0.text) }.filter { checkpoint in
            try checkpoint.size > size && checkpoint.size <= head
                && !checkpoint.signers(among: keys.all).isEmpty
                && log.root(size: checkpoint.size) == checkpoint.root
        }
        guard let last = sound.last else { return [] }
        let changes = keys.added.map(\.position).filter { $0 > size && $0 <= last.size }
        return changes.compactMap { change in sound.first { $0.size >= change } } + [last]
    }

    /// Reads a bundle: adds its events to the copy, all or none; files its drafts under this post's role; and settles
    /// what in this post's own outbox the bundle brings news of.
    ///
    /// - Parameters:
    ///   - path: the path of the bundle.
    ///   - recorder: who files the drafts here; the first recorder stays in their `origin`.
    ///   - now: this machine's time.
    package func receiveBundle(_ path: FilePath, by recorder: String, at now: Instant) throws -> Received {
        guard store.isCopy else { throw SharedLogError.notACopy }
        let reader = try BundleReader(path)
        let bundle = reader.bundle
        guard try store.read({ try Log($0).setting(CopySetting.identity) }) == bundle.identity else {
            throw BundleError.otherLog(path)
        }
        try catchUpIfReachable(bundle)
        var (result, drafts) = (Received(), [String]())
        result.state = bundle.has
        result.added = try store.inTurn { try addEvents(reader, &drafts) }
        for entry in try outbox() {
            if let position = try store.read({ try Log($0).position(ofID: entry.id) }) {
                try store.write { try Outbox($0).remove(entry.number) }
                result.settled.append((entry, position))
            } else if let refusal = bundle.refusals.first(where: { EventID($0.id)?.bytes == entry.id }) {
                try store.write { try Outbox($0).mark(entry.number, .refused, reason: refusal.reason) }
                result.refused.append((entry, refusal.reason))
            }
        }
        for text in drafts {
            let event = Event(text: text)
            result.drafts.append((event?.id ?? "", event, try file(draft: text, by: recorder, at: now)))
        }
        return result
    }

    /// A bundle cannot have signed events that a server lacks which can be asked.
    private func catchUpIfReachable(_ bundle: LogBundle) throws {
        guard let post else { return }
        do {
            let state = try store.inTurn { try post.catchUp(self) }
            guard bundle.to.size <= state.head.position || bundle.events == 0 else {
                throw BundleError.newerThanServer(bundle: bundle.to.size, server: state.head.position)
            }
        } catch SharedLogError.unreachable {
        }
    }

    /// Adds the bundle's events that the copy lacks, in one transaction, and collects its drafts.
    ///
    /// - Returns: how many events were added.
    private func addEvents(_ reader: BundleReader, _ drafts: inout [String]) throws -> Int {
        let bundle = reader.bundle
        var (collected, added) = ([String](), 0)
        try log.write { db, projector in
            let log = Log(db)
            let head = try log.head().position
            try check(bundle, against: log, head: head)
            var texts = TextReader()
            var position = bundle.from.size
            try reader.forEachText { text in
                guard position < bundle.to.size else { return collected.append(text) }
                position += 1
                guard position > head else {
                    guard try log.text(at: position).map({ $0.utf8.elementsEqual(text.utf8) }) == true else {
                        throw BundleError.otherPast(common: position)
                    }
                    return
                }
                try ReceivedText(text, &texts, at: position).append(to: log, at: position)
                try projector.apply(text, at: position)
                added += 1
                if added.isMultiple(of: Self.written) { try projector.writeActs() }
            }
            if bundle.events > 0 {
                guard try log.root(size: bundle.to.size) == bundle.to.root else {
                    throw BundleError.otherPast(common: bundle.to.size)
                }
                try checkSignatures(bundle, db)
            }
        }
        drafts = collected
        return added
    }

    /// What can be checked before any event is read.
    private func check(_ bundle: LogBundle, against log: Log, head: Int) throws {
        guard bundle.events > 0 else { return }
        guard bundle.from.size <= head else { throw BundleError.gap(from: bundle.from.size, has: head) }
        guard try log.root(size: bundle.from.size) == bundle.from.root,
            bundle.from.size == 0
                || TreeProof.holds(
                    from: bundle.from.size, bundle.from.root, to: bundle.to.size, bundle.to.root,
                    path: bundle.path)
        else { throw BundleError.otherPast(common: bundle.from.size) }
    }

    /// The last checkpoint has to be over the bundle's last event, and signed with a key that the log had before its
    /// events, or that an event adds which such a checkpoint covers.
    private func checkSignatures(_ bundle: LogBundle, _ db: Database) throws {
        let added = try LogKeys(db).added
        var trusted = added.filter { $0.position <= bundle.from.size }.map(\.key)
        var last: Checkpoint?
        for checkpoint in bundle.checkpoints.compactMap({ Checkpoint($0) }) {
            guard checkpoint.size <= bundle.to.size, !checkpoint.signers(among: trusted).isEmpty,
                try Log(db).root(size: checkpoint.size) == checkpoint.root
            else { throw BundleError.notSigned }
            trusted = added.filter { $0.position <= checkpoint.size }.map(\.key)
            last = checkpoint
            if try checkpoint.size >= Checkpoints(db).last()?.size ?? 0 {
                try Checkpoints(db).keep(checkpoint)
            }
        }
        guard last?.size == bundle.to.size else { throw BundleError.notSigned }
    }

    /// Files a draft of another post, or keeps it in this post's outbox.
    private func file(draft text: String, by recorder: String, at now: Instant) throws -> Fate {
        guard var event = Event(text: text), let id = EventID(event.id), let origin = Origin.first(of: event)
        else {
            return .refused("It is not the text of an event.")
        }
        if let position = try store.read({ try Log($0).position(ofID: id.bytes) }) { return .there(position) }
        event.fields["origin"] = .object(origin)
        event.fields["recordedBy"] = .string(recorder)
        let entry = Outbox.Entry(number: 0, id: id.bytes, state: .kept, reason: nil, text: event.text)
        do {
            let receipt = try filing(at: now) { try $0.file(entry) }
            return receipt.isRepeated ? .there(receipt.position) : .filed(receipt.position)
        } catch let error as FilingError {
            return .refused(error.problem)
        } catch SharedLogError.refused(let reason) {
            return .refused(SharedLogError.refused(reason: reason).problem)
        } catch let kept as KeptInOutbox {
            return .kept(kept.events.first?.number ?? 0)
        }
    }
}
