import Glibc

/// What was made of some bytes, for as long as they are among those that came recently: a table in which what comes later
/// takes the place of what was there. It is small at first, for those who read an event or two, and grows where much is new.
struct Recent<Value> {
    private struct Slot {
        let bytes: [UInt8]
        let value: Value
    }

    private var slots = [Slot?](repeating: nil, count: 1 << 7)
    /// How often something was made since the table grew.
    private var made = 0

    private static var most: Int { 1 << 13 }

    mutating func value(
        of bytes: UnsafeBufferPointer<UInt8>, make: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let index = Self.hash(bytes) & (slots.count - 1)
        if let slot = slots[index], slot.bytes.count == bytes.count, let start = bytes.baseAddress,
            memcmp(slot.bytes, start, bytes.count) == 0
        {
            return slot.value
        }
        let value = make(bytes)
        made += 1
        if made > 4 * slots.count, slots.count < Self.most {
            slots = [Slot?](repeating: nil, count: 4 * slots.count)
            made = 0
        } else {
            slots[index] = Slot(bytes: Array(bytes), value: value)
        }
        return value
    }

    /// Eight bytes at a time; it need not be hard to guess, as a wrong guess costs a table's one place.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset + 8 <= raw.count {
            hash =
                (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            offset += 8
        }
        while offset < raw.count {
            hash = (hash ^ UInt64(raw[offset])) &* 0x9E37_79B9_7F4A_7C15
            offset += 1
        }
        return Int(truncatingIfNeeded: hash >> 40)
    }
}
