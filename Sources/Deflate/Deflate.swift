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

    /// More are never unpacked, whatever is said of them.
    package static let largest = 1 << 28

    /// The number of bytes must be known, so that nothing unpacks to more than its reader has room for. Room is made as
    /// they come: a number that is a lie costs nothing.
    package static func unpack(_ packed: [UInt8], count: Int) throws(Failure) -> [UInt8] {
        // A byte of zlib's gives 1,032 at most.
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
            // As far as one byte more than there should be, by which too many are known.
            while status == Z_OK, bytes.count <= count {
                status = inflateMore(&stream, into: &bytes, limit: count + 1)
            }
        }
        guard bytes.count <= count else { throw .tooLarge }
        guard status != Z_MEM_ERROR else { throw .outOfMemory }
        guard status == Z_STREAM_END, bytes.count == count, stream.avail_in == 0 else { throw .damaged }
        return bytes
    }

    /// As many bytes again as there are, or four times as many as have not been read.
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
