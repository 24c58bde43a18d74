import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// The clerk's desk: files events, keeps the projections current, and answers questions.
///
/// Every answer can be had from the log alone; the projections only make it quick. So a reader that finds them absent or
/// out of date folds the log itself, and says so in `isCurrent`.
package final class Casebook {
    package let store: EventStore
    /// Snapshots that were found to be of no use; what was asked was answered without them.
    package let faults = SnapshotFaults()
    /// Where the random part of an event's id comes from.
    package var random: () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// Whether what writing changes in the obligations is kept in `changes`.
    package var notesChanges = false
    /// Is told how a rebuild goes that has to be done before anything can be written: where the projections are missing, or
    /// were made with other rules.
    package var onRebuild: (Rebuilding) -> Void = { _ in }
    /// What is left out of it, where it holds what remains of another up to a marking.
    var redaction: Redaction?
    private var projector: Projector?
    private var lastSeen = Log.Head.empty

    /// - Parameter onWait: is told the log's path, once, when others have held it for more than two seconds.
    package init(
        at path: String, _ access: EventStore.Access, onWait: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        store = try EventStore(at: path, access, onWait: onWait)
    }

    init(store: EventStore) { self.store = store }

    package enum Rebuilding: Sendable {
        case begun
        case progress(done: Int, of: Int)
        case done(Replay.Report)
    }

    /// Makes a log without events, with the tables and views that those who read it by SQL expect.
    package static func found(
        at path: String, settings: [String: String], beforeItIsNamed: () throws -> Void = {}
    ) throws {
        try EventStore.create(
            at: path, settings: settings, fill: { try Casebook(store: $0).write { _, _ in } },
            beforeItIsNamed: beforeItIsNamed)
    }

    /// What the last writing changed in the obligations, in order of the openers' places.
    package var changes: [(before: Obligation?, after: Obligation)] {
        (projector?.changes ?? [:]).values.sorted { Obligation.precedes($0.after, $1.after) }
    }

    package func close() throws {
        // Its statements would keep the file open.
        projector = nil
        try store.close()
    }

    /// The parties that this log knows: the built-in ones and its keeper's.
    package func parties() throws -> PartyRegister { try store.read(Self.parties) }

    static func parties(_ db: Database) throws -> PartyRegister {
        PartyRegister(
            own: try Log(db).textsOfLog().compactMap { Event(text: $0.text) }.compactMap(\.registeredParty))
    }

    package func setting(_ name: String) throws -> String? { try store.read { try Log($0).setting(name) } }

    // MARK: Writing

    /// Runs `body` in one transaction, at the end of which every projection is current. Where they are missing, or of other
    /// rules, they are rebuilt first by a replay, in transactions of its own: others can file meanwhile, and what was done
    /// when it is stopped serves the next.
    func write<Result>(_ body: (Database, Projector) throws -> Result) throws -> Result {
        var hasRebuilt = false
        while true {
            if let result = try writeOnce(trusting: hasRebuilt, body) { return result }
            if !hasRebuilt { onRebuild(.begun) }
            let replay = Replay(self) { self.onRebuild(.progress(done: $0, of: $1)) }
            if let report = try replay.drawAndSwap() { onRebuild(.done(report)) }
            hasRebuilt = true
        }
    }

    /// - Parameter isTrusted: the projections were rebuilt just now, and whether they are filled is not asked again.
    /// - Returns: nil where the projections have to be rebuilt first; then nothing was done.
    private func writeOnce<Result>(
        trusting isTrusted: Bool, _ body: (Database, Projector) throws -> Result
    ) throws -> Result? {
        let before = projector
        do {
            let result: (Result, Log.Head)? = try store.write { db in
                let start = try Log(db).head()
                guard let projector = try self.currentProjector(db, at: start, isTrusted: isTrusted) else {
                    return nil
                }
                projector.changes = self.notesChanges ? [:] : nil
                let result = try body(db, projector)
                try projector.write()
                let head = try Log(db).head()
                try Watermark.advanceLive(db, to: head.position)
                let keeper = SnapshotKeeper(db, projector.schema)
                try keeper.replace(self.faults)
                if head.position / SnapshotKeeper.glance != start.position / SnapshotKeeper.glance {
                    try keeper.takeDue(projector)
                }
                return (result, head)
            }
            guard let result else { return nil }
            lastSeen = result.1
            return result.0
        } catch {
            // What was carried on in memory is not what is on the disk.
            before?.forget()
            projector?.forget()
            lastSeen = .empty
            throw error
        }
    }

    /// The projector of the live projections; nil where they are missing or not of these rules. Those of a log without events
    /// are made at once.
    private func currentProjector(
        _ db: Database, at head: Log.Head, isTrusted: Bool
    ) throws -> Projector? {
        if let mark = try Watermark(db, name: "live"), mark.rules == Rules.fingerprint,
            mark.position == head.position
        {
            if let projector, projector.schema.generation == mark.generation, lastSeen == head {
                return projector
            }
            let schema = ProjectionSchema(generation: mark.generation)
            if try schema.isWhole(db),
                try isTrusted || FamilyStore(db: db, schema: schema).isFilled(to: head.position)
            {
                try Log(db).mendTreeAtEnd()
                return keep(Projector(db, schema, faults))
            }
        }
        guard head.position == 0 else { return nil }
        try Log(db).mendTree()
        let schema = ProjectionSchema(generation: try ProjectionSchema.nextGeneration(db))
        try schema.create(db)
        try schema.makeLive(db, position: 0, rules: Rules.fingerprint)
        try ProjectionSchema.dropUnlisted(db)
        return keep(Projector(db, schema, faults))
    }

    private func keep(_ projector: Projector) -> Projector {
        self.projector = projector
        return projector
    }
}

extension Event {
    /// The party that an event of the log itself registers.
    var registeredParty: RegisteredParty? {
        guard kindName == "party-registered", let code = details["code"]?.string,
            let name = details["name"]?.string
        else { return nil }
        return RegisteredParty(code: code, name: name, aliases: details["aliases"]?.strings ?? [], sort: .own)
    }
}
