import CZlib

/// zlib's format (RFC 1950), for whole runs of bytes that fit in memory.
package enum Deflate {
    package enum Failure: Error, Equatable {
        case outOfMemory
        /// The bytes are no zlib stream, or a damaged one, or more than one.
        case damaged
        /// They would unpack to more bytes than were allowed.
        case tooLarge
    }

    /// Level 1 packs the log's texts to about a fifth at some 100 MB/s; level 6 to a sixth, five times slower.
    package static func pack(_ bytes: [UInt8], level: Int32 = 1) throws(Failure) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&packed, &count, bytes, uLong(bytes.count), level) == Z_OK else { throw .outOfMemory }
        packed.removeLast(packed.count - Int(count))
        return packed
    }

    /// The number of bytes must be known, so that nothing unpacks to more than its reader has room for.
    package static func unpack(_ packed: [UInt8], count: Int) throws(Failure) -> [UInt8] {
        // A byte of zlib's gives 1,032 at most, so no other number makes room for what cannot come.
        guard count >= 0, count <= 1 << 31, count / 1032 <= packed.count else { throw .tooLarge }
        var bytes = [UInt8](repeating: 0, count: max(count, 1))
        var written = uLong(count)
        var read = uLong(packed.count)
        switch uncompress2(&bytes, &written, packed, &read) {
        case Z_OK:
            guard Int(written) == count, Int(read) == packed.count else { throw .damaged }
            bytes.removeLast(bytes.count - count)
            return bytes
        case Z_MEM_ERROR: throw .outOfMemory
        case Z_BUF_ERROR: throw .tooLarge
        default: throw .damaged
        }
    }
}
