import Crypto

/// The hash functions of the Merkle tree (RFC 9162, section 2.1): a leaf is SHA-256(0x00 ‖ text), an inner
/// node is SHA-256(0x01 ‖ left ‖ right).
package enum TreeHash {
    /// A SHA-256 hash, 32 bytes.
    package typealias Digest = [UInt8]

    /// The length of a digest in bytes.
    package static let count = 32

    /// The leaf hash of an event's canonical text.
    package static func leaf(_ text: String) -> Digest {
        var text = text
        return text.withUTF8 { leaf($0) }
    }

    /// The leaf hash of an event's canonical text, given as UTF-8.
    package static func leaf(_ text: UnsafeBufferPointer<UInt8>) -> Digest {
        var hash = SHA256()
        withUnsafeBytes(of: 0x00 as UInt8) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(text))
        return hash.finalize().withUnsafeBytes { Array($0) }
    }

    /// The hash of an inner node from the hashes of its two children.
    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        // One call of `update` with all bytes is faster than three.
        withUnsafeTemporaryAllocation(byteCount: 1 + left.count + right.count, alignment: 1) { bytes in
            bytes[0] = 0x01
            left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: bytes[1...]).copyMemory(from: $0) }
            right.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: bytes[(1 + left.count)...]).copyMemory(from: $0)
            }
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            return hash.finalize().withUnsafeBytes { Array($0) }
        }
    }

    /// The root of the empty tree: SHA-256 of no bytes.
    package static var empty: Digest { Array(SHA256.hash(data: [] as [UInt8])) }
}
