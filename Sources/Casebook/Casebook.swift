import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// The record of a log: files events by the rules, and answers questions.
package final class Casebook {
    let log: ProjectedLog
    /// Where the random part of an event's id comes from.
    package var random: () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// What is left out of it, where it holds what remains of another up to a marking.
    var redaction: Redaction?

    /// - Parameter onWait: is told the log's path, once, when others have held it for more than two seconds.
    package init(
        at path: String, _ access: EventStore.Access, onWait: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        log = ProjectedLog(store: try EventStore(at: path, access, onWait: onWait))
    }

    init(store: EventStore) { log = ProjectedLog(store: store) }

    /// Makes a log without events, with the tables and views that those who read it by SQL expect.
    package static func create(
        at path: String, settings: [String: String], beforeItIsNamed: () throws -> Void = {}
    ) throws {
        try EventStore.create(
            at: path, settings: settings, fill: { try ProjectedLog(store: $0).write { _, _ in } },
            beforeItIsNamed: beforeItIsNamed)
    }

    /// It holds what remains up to a marking.
    package var isRedacted: Bool { redaction != nil }

    package var store: EventStore { log.store }

    /// Snapshots that were found to be of no use.
    package var faults: SnapshotFaults { log.faults }

    /// Whether what filing changes in the obligations is kept in `changes`.
    package var notesChanges: Bool {
        get { log.notesChanges }
        set { log.notesChanges = newValue }
    }

    /// What the last filing changed in the obligations, in order of the openers' places.
    package var changes: [(before: Obligation?, after: Obligation)] { log.changes }

    /// Is told how a rebuild goes that has to be done before anything can be filed.
    package var onRebuild: (ProjectedLog.Rebuilding) -> Void {
        get { log.onRebuild }
        set { log.onRebuild = newValue }
    }

    package func close() throws { try log.close() }

    /// The parties that this log knows: the built-in ones and its keeper's.
    package func parties() throws -> PartyRegister { try store.read(Self.parties) }

    static func parties(_ db: Database) throws -> PartyRegister {
        PartyRegister(
            own: try Log(db).textsOfLog().compactMap { Event(text: $0.text) }.compactMap(\.registeredParty))
    }

    package func setting(_ name: String) throws -> String? { try store.read { try Log($0).setting(name) } }

    func read<Result>(_ body: (ReadTransaction) throws -> Result) throws -> Result { try log.read(body) }

    func write<Result>(_ body: (Database, Projector) throws -> Result) throws -> Result {
        try log.write(body)
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
