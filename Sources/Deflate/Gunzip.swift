import CZlib

/// Unpacks a gzip stream (RFC 1952) piece by piece, in constant memory.
///
/// Consecutive members are one text, as `cat a.gz b.gz` makes them. Zeros after a member are padding.
package final class Gunzip {
    /// Why a stream cannot be unpacked.
    package enum Failure: Error, Equatable {
        case outOfMemory
        case damaged
        /// The stream ends in the middle of a member.
        case cutShort
    }

    /// zlib keeps the address of the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let source: () throws -> [UInt8]?
    private var input: [UInt8] = []
    private var isBetweenMembers = false
    private static let room = 1 << 18

    /// Prepares to unpack a stream. Throws `Failure.outOfMemory` if zlib gets no memory.
    ///
    /// - Parameter source: returns the next packed bytes, and nil at the end.
    package init(_ source: @escaping () throws -> [UInt8]?) throws {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window; adding 16 accepts gzip and nothing else.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Failure.outOfMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether these are the first bytes of a gzip file.
    package static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The next unpacked bytes, at most 256 KiB; nil at the end.
    package func next() throws -> [UInt8]? {
        while true {
            if isBetweenMembers { input = Array(input.drop { $0 == 0 }) }
            if input.isEmpty {
                guard let piece = try source() else {
                    guard isBetweenMembers else { throw Failure.cutShort }
                    return nil
                }
                input = piece
                continue
            }
            if isBetweenMembers {
                guard inflateReset(stream) == Z_OK else { throw Failure.damaged }
                isBetweenMembers = false
            }
            let bytes = try inflateSome()
            if !bytes.isEmpty { return bytes }
        }
    }

    private func inflateSome() throws -> [UInt8] {
        var status = Z_OK
        var rest = 0
        let bytes = input.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: Self.room) { output, count in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(Self.room)
                status = inflate(stream, Z_NO_FLUSH)
                rest = Int(stream.pointee.avail_in)
                count = Self.room - Int(stream.pointee.avail_out)
            }
        }
        input.removeFirst(input.count - rest)
        switch status {
        case Z_STREAM_END: isBetweenMembers = true
        // `Z_BUF_ERROR` means that there was nothing to read or to write, which is not a fault.
        case Z_OK, Z_BUF_ERROR: break
        case Z_MEM_ERROR: throw Failure.outOfMemory
        default: throw Failure.damaged
        }
        return bytes
    }
}
