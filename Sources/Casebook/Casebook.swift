import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite
import SystemPackage

/// An open log with everything derived from it. Records events by the rules, and answers questions.
package final class Casebook {
    let log: ProjectedLog
    /// The source of the random bits in event ids. Tests replace it.
    package var random: () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// How this log was redacted; nil for a log that is not limited to a marking.
    var redaction: Redaction?
    /// The way to the shared log, if this log is a post's copy of one; nil if there is none, and then nothing can be
    /// filed in the copy.
    package var post: Post?

    /// Opens a log that exists.
    ///
    /// - Parameters:
    ///   - path: path of the log's file.
    ///   - access: what the log is opened for.
    ///   - onWait: called once with the log's path if another process has held the lock for more than two seconds.
    package init(
        at path: FilePath, _ access: EventStore.Access,
        onWait: @escaping @Sendable (FilePath) -> Void = { _ in }
    ) throws {
        log = ProjectedLog(store: try EventStore(at: path, access, onWait: onWait))
    }

    init(store: EventStore) { log = ProjectedLog(store: store) }

    /// Creates a log without events, including the projection tables and the SQL views.
    ///
    /// - Parameters:
    ///   - path: path of the new file.
    ///   - settings: the settings of the log, by name.
    ///   - beforeRename: called when the file is complete and on the disk, before it gets its name.
    package static func create(
        at path: FilePath, settings: [String: String], beforeRename: () throws -> Void = {}
    ) throws {
        try EventStore.create(
            at: path, settings: settings, fill: { try ProjectedLog(store: $0).write { _, _ in } },
            beforeRename: beforeRename)
    }

    /// Whether this log is limited to a marking (section 9): a log in memory that `withRedaction` made.
    package var isRedacted: Bool { redaction != nil }

    /// The log's file.
    package var store: EventStore { log.store }

    /// Snapshots that were found to be unusable. Questions are answered without them.
    package var faults: SnapshotFaults { log.faults }

    /// Whether `changes` is filled by every write.
    package var notesChanges: Bool {
        get { log.notesChanges }
        set { log.notesChanges = newValue }
    }

    /// The obligations that the last write changed, in order of the openers' places.
    package var changes: [(before: Obligation?, after: Obligation)] { log.changes }

    /// Called with the progress of a rebuild that must finish before anything can be recorded.
    package var onRebuild: (ProjectedLog.Rebuilding) -> Void {
        get { log.onRebuild }
        set { log.onRebuild = newValue }
    }

    /// Closes the log's file.
    package func close() throws { try log.close() }

    /// The parties that this log knows: the built-in ones, and those registered in the log.
    package func parties() throws -> PartyRegister { try store.read(Self.parties) }

    static func parties(_ db: Database) throws -> PartyRegister {
        PartyRegister(
            own: try Log(db).textsOfLog().compactMap { Event(text: $0.text) }.compactMap(\.registeredParty))
    }

    /// The value of a setting of the log; nil if it is not set.
    package func setting(_ name: String) throws -> String? { try store.read { try Log($0).setting(name) } }

    func read<Result>(_ body: (ReadTransaction) throws -> Result) throws -> Result { try log.read(body) }

    /// Writes what is derived from the log; no events.
    func write<Result>(_ body: (Database, Projector) throws -> Result) throws -> Result {
        try log.write(body)
    }
}

extension Event {
    /// The party that a `party-registered` event registers.
    var registeredParty: RegisteredParty? {
        guard kindName == "party-registered", let code = details["code"]?.string,
            let name = details["name"]?.string
        else { return nil }
        return RegisteredParty(code: code, name: name, aliases: details["aliases"]?.strings ?? [], sort: .own)
    }
}
