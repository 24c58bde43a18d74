import CSQLite

/// The bytes of a database file in memory, from which a connection can read.
package final class DatabaseImage {
    // Allocated by SQLite, because SQLite frees it.
    private var start: UnsafeMutablePointer<UInt8>?
    private var capacity = 0

    package init() {}

    deinit { sqlite3_free(start) }

    /// Copies bytes to their offset in the file. Gaps are filled with zeros.
    package func put(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(SQLiteError) {
        try reserve(place + bytes.count)
        guard let start else { return }
        UnsafeMutableRawBufferPointer(start: start + place, count: bytes.count).copyMemory(from: bytes)
    }

    private func reserve(_ count: Int) throws(SQLiteError) {
        guard count > capacity else { return }
        let wanted = max(count, capacity * 3 / 2, 1 << 18)
        guard let grown = sqlite3_realloc64(start, UInt64(wanted)) else { throw SQLiteError(.outOfMemory) }
        let bytes = grown.assumingMemoryBound(to: UInt8.self)
        (bytes + capacity).initialize(repeating: 0, count: wanted - capacity)
        (start, capacity) = (bytes, wanted)
    }

    /// Hands over the bytes. The caller must free them; the image is empty afterwards.
    fileprivate func give(_ size: Int) throws(SQLiteError) -> UnsafeMutablePointer<UInt8> {
        try reserve(max(size, 1))
        guard let given = start else { throw SQLiteError(.outOfMemory) }
        (start, capacity) = (nil, 0)
        return given
    }
}

extension Database {
    /// Makes a connection in memory read the first `size` bytes of an image. The image is empty afterwards.
    package func read(_ image: DatabaseImage, size: Int) throws(SQLiteError) {
        let connection = try open()
        let bytes = try image.give(size)
        // A database in memory has no write-ahead log, so its header must not ask for one.
        if size >= 20 { (bytes[18], bytes[19]) = (1, 1) }
        // SQLite frees the memory, even if this fails.
        let code = sqlite3_deserialize(
            connection, "main", bytes, Int64(size), Int64(size),
            UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw SQLiteError(code) }
    }
}
