import CZlib

/// Packs and unpacks data in the zlib format (RFC 1950) that fits in memory as a whole.
package enum Deflate {
    /// Why data cannot be packed or unpacked.
    package enum Failure: Error, Equatable {
        case outOfMemory
        /// The bytes are not exactly one intact zlib stream, or it has fewer bytes than expected.
        case damaged
        /// The data would unpack to more bytes than allowed.
        case tooLarge
    }

    /// Packs bytes. Level 1 reduces the texts of a log to about a fifth at some 100 MB/s; level 6 to a sixth, five
    /// times more slowly.
    package static func pack(_ bytes: [UInt8], level: Int32 = 1) throws(Failure) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&packed, &count, bytes, uLong(bytes.count), level) == Z_OK else { throw .outOfMemory }
        packed.removeLast(packed.count - Int(count))
        return packed
    }

    /// The most bytes that are ever unpacked, whatever `count` says.
    package static let largest = 1 << 28

    /// Unpacks bytes. Their exact number must be known, so that nothing unpacks to more than the caller has room for.
    /// Memory is allocated as the bytes come, so a false `count` costs nothing.
    package static func unpack(_ packed: [UInt8], count: Int) throws(Failure) -> [UInt8] {
        // One packed byte gives at most 1,032 bytes.
        guard count >= 0, count <= largest, count / 1032 <= packed.count else { throw .tooLarge }
        guard let available = uInt(exactly: packed.count) else { throw .damaged }
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .outOfMemory
        }
        defer { inflateEnd(&stream) }
        var bytes: [UInt8] = []
        var status = Z_OK
        packed.withUnsafeBufferPointer { input in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = available
            // Unpack at most one byte more than expected, which is enough to detect too many.
            while status == Z_OK, bytes.count <= count {
                status = inflateMore(&stream, into: &bytes, limit: count + 1)
            }
        }
        guard bytes.count <= count else { throw .tooLarge }
        guard status != Z_MEM_ERROR else { throw .outOfMemory }
        guard status == Z_STREAM_END, bytes.count == count, stream.avail_in == 0 else { throw .damaged }
        return bytes
    }

    /// Unpacks further bytes, at most `limit` in all. The room for them is the larger of the bytes so far and four
    /// times the bytes not yet read, at least 4096.
    private static func inflateMore(
        _ stream: inout z_stream, into bytes: inout [UInt8], limit: Int
    ) -> Int32 {
        let room = min(limit - bytes.count, max(bytes.count, 4 * Int(stream.avail_in), 4096))
        var status = Z_OK
        bytes += [UInt8](unsafeUninitializedCapacity: room) { output, count in
            stream.next_out = output.baseAddress
            stream.avail_out = uInt(room)
            status = inflate(&stream, Z_NO_FLUSH)
            count = room - Int(stream.avail_out)
        }
        return status
    }
}
