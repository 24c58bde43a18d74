#if Posts
    import EventLog
    import Foundation
    import LogStoreSuite
    import SystemPackage

    /// A log in a file, in a folder of its own that goes with it.
    final class ScratchStore {
        let store: EventStore
        private let folder: String

        init(events: Int) throws {
            var template = Array("/tmp/chancery-test-XXXXXX".utf8CString)
            folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
            let path = FilePath(folder + "/log.db")
            try EventStore.create(at: path, settings: ["name": "test", "vkey": "key"])
            store = try EventStore(at: path, .writing)
            try append(events)
        }

        func append(_ count: Int) throws {
            let position = try store.head().position
            _ = try store.append((1...count).map { .numbered(position + $0) }, after: position)
        }

        deinit {
            try? store.close()
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
#endif
