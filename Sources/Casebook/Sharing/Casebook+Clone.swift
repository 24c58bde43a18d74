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

extension Post {
    /// Whether the copy lacks so much that it is quicker to build its projections anew.
    func isFarBehind(_ casebook: Casebook) throws -> Bool {
        let head = try casebook.store.read { try Log($0).head().position }
        let state = try shared().catchUp(after: head, limit: 0, asking: nil)
        return state.head.position - head > max(Self.few, head / 2)
    }

    private static let few = 5_000

    /// Adds all that the copy lacks to its log, and then builds the projections. If it is stopped, what has been added
    /// stays, and the next call goes on from there.
    ///
    /// Texts are read and hashed on a second thread, with a connection of their own, ahead of the insertions.
    func pullAll(into casebook: Casebook) throws {
        let store = casebook.store
        let head = try store.read { try Log($0).head().position }
        let shared = try shared()
        let state = try shared.catchUp(after: head, limit: 0, asking: nil)
        note(state)
        guard try state.rootOfCaller == store.read({ try Log($0).root(size: head) }) else {
            throw try otherPast(casebook, state)
        }
        let end = state.head.position
        nonisolated(unsafe) let source = try connectAnew()
        let ahead = LinesAhead<ReceivedText>(size: { $0.text.utf8.count }) {
            var (reader, position, batch) = (TextReader(), head, [String]()[...])
            return {
                guard position < end else { return nil }
                if batch.isEmpty {
                    batch = try source.texts(after: position, limit: min(5000, end - position))[...]
                }
                guard let text = batch.popFirst() else { return nil }
                position += 1
                return ReceivedText(text, &reader, at: position)
            }
        }
        defer { ahead.stop() }
        var position = head
        while position < end {
            let before = position
            try store.write(isDurable: false) { db in
                let log = Log(db)
                guard try log.head().position == position else { throw SharedLogError.overtaken }
                while position - before < 10_000, let batch = try ahead.next() {
                    for pulled in batch {
                        position += 1
                        try pulled.append(to: log, at: position)
                    }
                }
            }
            guard position > before else {
                throw SharedLogError.failed(reason: "it sends fewer events than it has")
            }
            onProgress(position, end)
        }
        guard try store.read({ try Log($0).root(size: end) }) == state.root else {
            throw try otherPast(casebook, state)
        }
        _ = try casebook.replay()
        try casebook.updateSearchIndex()
    }
}
