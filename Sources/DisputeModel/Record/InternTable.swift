import CanonicalJSON

/// Numbers distinct byte strings from 0, in the order in which they first appear (string interning). A hash table
/// with open addressing; the bytes are stored once, in one array.
package struct InternTable {
    /// The number plus 1, or 0 for a free slot. The count is a power of two, and at least half of the slots are free.
    private var slots = [UInt32](repeating: 0, count: 64)
    private var hashes: [UInt64] = []
    /// Where each byte string ends in `bytes`.
    private var ends: [Int] = []
    private var bytes: [UInt8] = []

    var count: Int { ends.count }

    package init() {}

    /// Adds a byte string if it is new.
    ///
    /// - Returns: its number, and whether it is new.
    package mutating func intern(_ range: Range<Int>, of text: RawSpan) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(range, text)
        let (known, slot) = find(range, text, hash)
        if let known { return (known, false) }
        let number = ends.count
        for index in range { bytes.append(text[index]) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = UInt32(number + 1)
        if 2 * ends.count > slots.count { grow() }
        return (number, true)
    }

    /// The number of a byte string; nil where it has not been added.
    func number(of range: Range<Int>, in text: RawSpan) -> Int? {
        find(range, text, Self.hash(range, text)).number
    }

    /// The number of a byte string, and its slot; nil and the free slot for it where it has not been added.
    @inline(__always)
    private func find(_ range: Range<Int>, _ text: RawSpan, _ hash: UInt64) -> (number: Int?, slot: Int) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isSame(number, range, text) { return (number, slot) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return (nil, slot)
    }

    mutating func intern(_ text: String) -> (number: Int, isNew: Bool) {
        text.withBytes { intern($0, of: $1) }
    }

    func string(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    /// Whether the byte string of this number is exactly `text`.
    func holds(_ text: UnsafeBufferPointer<UInt8>, at number: Int) -> Bool {
        let span = text.span
        return isSame(number, 0..<text.count, span.bytes)
    }

    mutating func removeAll() { self = InternTable() }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func isSame(_ number: Int, _ range: Range<Int>, _ text: RawSpan) -> Bool {
        let kept = self.range(number)
        guard kept.count == range.count else { return false }
        let own = bytes.span.bytes
        let end = range.count
        var index = 0
        while index &+ 8 <= end {
            guard own.word(at: kept.lowerBound &+ index) == text.word(at: range.lowerBound &+ index) else {
                return false
            }
            index &+= 8
        }
        while index < end {
            guard own[kept.lowerBound &+ index] == text[range.lowerBound &+ index] else { return false }
            index &+= 1
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// A different seed in each process, so that nobody can craft a log whose strings all collide.
    private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

    private static func hash(_ range: Range<Int>, _ text: RawSpan) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: range.count) &* seed
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            hash = (hash ^ text.word(at: index)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        while index < range.upperBound {
            hash = (hash ^ UInt64(text[index])) &* 0x9E37_79B9_7F4A_7C15
            index += 1
        }
        hash = (hash ^ hash >> 32) &* seed
        return hash ^ hash >> 31
    }
}
