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

    /// Makes a log without events, with the tables and views that those who read it by SQL expect.
    package static func found(at path: String, settings: [String: String]) throws {
        try EventStore.create(at: path, settings: settings) { try Casebook(store: $0).write { _, _ in } }
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

    /// Runs `body` in one transaction, at the end of which every projection is current.
    func write<Result>(_ body: (Database, Projector) throws -> Result) throws -> Result {
        let before = projector
        do {
            let result = try store.write { db in
                let projector = try self.currentProjector(db)
                projector.changes = self.notesChanges ? [:] : nil
                let start = try Log(db).head().position
                let result = try body(db, projector)
                try projector.write()
                let head = try Log(db).head()
                try Watermark(
                    name: "live", generation: projector.schema.generation, position: head.position,
                    rules: Rules.fingerprint
                ).store(db)
                let keeper = SnapshotKeeper(db, projector.schema)
                try keeper.replace(self.faults)
                if head.position / SnapshotKeeper.glance != start / SnapshotKeeper.glance {
                    try keeper.takeDue(projector)
                }
                return (result, head)
            }
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

    /// Whether questions can be answered from the projections: they are there, of these rules, and up to the last event.
    package func isDrawn() throws -> Bool {
        try store.read { db in try Reading(db, faults).live != nil || Log(db).head().position == 0 }
    }

    /// The projector of the live projections, which are drawn first where they are absent or not of these rules.
    private func currentProjector(_ db: Database) throws -> Projector {
        let head = try Log(db).head()
        let mark = try Watermark(db, name: "live")
        if let mark, mark.rules == Rules.fingerprint, mark.position == head.position {
            let schema = ProjectionSchema(generation: mark.generation)
            if let projector, projector.schema.generation == schema.generation, lastSeen == head {
                return projector
            }
            if try schema.isWhole(db) {
                try Log(db).mendTreeAtEnd()
                let projector = Projector(db, schema, faults)
                self.projector = projector
                return projector
            }
        }
        try Log(db).mendTree()
        let schema = ProjectionSchema(generation: try ProjectionSchema.nextGeneration(db))
        try schema.create(db)
        try Rebuild(db, schema, faults).all()
        try schema.makeLive(db, position: head.position, rules: Rules.fingerprint)
        try ProjectionSchema.dropUnlisted(db)
        let projector = Projector(db, schema, faults)
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
