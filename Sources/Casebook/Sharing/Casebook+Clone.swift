import EventLog
import Projections
import SQLite
import SystemPackage

extension Casebook {
    /// Makes an empty copy of a shared log; `sync` fills it.
    ///
    /// - Parameters:
    ///   - path: the path of the new file.
    ///   - shared: the shared log.
    /// - Throws: `SharedLogError`, and `LogError` if the file cannot be made.
    package static func createCopy(at path: FilePath, of shared: any SharedLog) throws {
        let state = try shared.catchUp(after: 0, limit: 0, asking: nil)
        var settings = try shared.settings()
        settings[CopySetting.server.rawValue] = shared.place
        settings[CopySetting.identity.rawValue] = state.identity
        settings[CopySetting.role.rawValue] = state.role
        try EventStore.create(
            at: path, settings: settings, isCopy: true,
            fill: { try ProjectedLog(store: $0).write { _, _ in } })
    }

    /// What a copy is a copy of; nil if the log is no copy.
    package func copySettings() throws -> (server: String, identity: String, reached: Int?)? {
        guard store.isCopy else { return nil }
        return try store.read { db in
            let settings = try Log(db).settings()
            return (
                settings[CopySetting.server.rawValue] ?? "", settings[CopySetting.identity.rawValue] ?? "",
                settings[CopySetting.reached.rawValue].flatMap { Int($0) }
            )
        }
    }
}
