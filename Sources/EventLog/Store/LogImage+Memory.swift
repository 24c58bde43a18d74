import GRDB
import GRDBSQLite
import Glibc

extension LogImage {
    /// A connection to the image, held in memory.
    func open(_ configuration: Configuration) throws -> DatabaseQueue {
        let memory = Memory()
        let size = try read { try memory.put($0, at: $1) }
        let bytes = try memory.give(size)
        // A database in memory has no write-ahead log, and says so in its header.
        if size >= 20 { (bytes[18], bytes[19]) = (1, 1) }
        let queue = try DatabaseQueue(configuration: configuration)
        try queue.inDatabase { db in
            // SQLite frees the memory, whatever comes of it.
            let code = sqlite3_deserialize(
                db.sqliteConnection, "main", bytes, Int64(size), Int64(size),
                UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
        return queue
    }
}

/// Memory of SQLite's, which grows.
private final class Memory {
    private var start: UnsafeMutablePointer<UInt8>?
    private var capacity = 0

    deinit { sqlite3_free(start) }

    func put(_ bytes: UnsafeRawBufferPointer, at place: Int) throws {
        try reserve(place + bytes.count)
        guard let start, let source = bytes.baseAddress else { return }
        memcpy(start + place, source, bytes.count)
    }

    /// The bytes, of which somebody else disposes from now on.
    func give(_ size: Int) throws -> UnsafeMutablePointer<UInt8> {
        try reserve(max(size, 1))
        guard let given = start else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        start = nil
        return given
    }

    private func reserve(_ count: Int) throws {
        guard count > capacity else { return }
        let wanted = max(count, capacity * 3 / 2, 1 << 18)
        guard let grown = sqlite3_realloc64(start, UInt64(wanted)) else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM)
        }
        let bytes = grown.assumingMemoryBound(to: UInt8.self)
        memset(bytes + capacity, 0, wanted - capacity)
        (start, capacity) = (bytes, wanted)
    }
}
