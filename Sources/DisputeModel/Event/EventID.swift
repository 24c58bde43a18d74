/// The id of an event: a UUID, as a number of 128 bits and as text. New events get version 7 (RFC 9562, section 5.7).
package struct EventID: Hashable, Sendable {
    private var high: UInt64
    private var low: UInt64

    /// Reads the form of 36 characters, in lower case as RFC 9562 writes it. The version is not checked.
    package init?(_ text: String) {
        guard let id = text.withBytes({ EventID($0, of: $1) }) else { return nil }
        self = id
    }

    /// Reads the 16 bytes of a database column. The column may be damaged: missing bytes count as 0.
    package init(bytes: [UInt8]) {
        func half(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            (0..<8).reduce(0) { $0 << 8 | ($1 < bytes.count ? UInt64(bytes[bytes.startIndex + $1]) : 0) }
        }
        high = half(bytes.prefix(8))
        low = half(bytes.dropFirst(8).prefix(8))
    }

    /// Makes a UUID of version 7.
    ///
    /// - Parameters:
    ///   - milliseconds: since 1970-01-01T00:00:00Z.
    ///   - random: random bits, of which 74 are used.
    package init(milliseconds: Int, random: (UInt64, UInt64)) {
        high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | random.0 & 0x0FFF
        low = 1 << 63 | random.1 & (1 << 62 - 1)
    }

    /// Makes the id of an event that is recorded after `previous`. Ids rise within a log, even within a millisecond
    /// (RFC 9562, section 6.2, method 2).
    package init(milliseconds: Int, random: (UInt64, UInt64), after previous: EventID?) {
        self.init(milliseconds: milliseconds, random: random)
        guard let previous, previous >= self else { return }
        let step = random.1 & 0xFFFF_FFFF + 1
        let (low, carry) = (previous.low & Self.lowBits).addingReportingOverflow(step)
        let isFull = carry || low > Self.lowBits
        self = EventID(high: previous.high, low: 1 << 63 | low & Self.lowBits)
        guard isFull else { return }
        // The low half has overflowed: carry into the twelve random bits of the high half. Where those are full, too,
        // use the next millisecond.
        let isLast = previous.high & 0x0FFF == 0x0FFF
        high = isLast ? (previous.high >> 16 + 1) << 16 | 0x7000 : previous.high + 1
    }

    /// Stands for an id that is missing or not well-formed.
    static let none = EventID(high: 0, low: 0)

    private static let lowBits: UInt64 = 1 << 62 - 1

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The 16 bytes in the order in which they are written.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            for index in 0..<16 {
                let half = index < 8 ? high : low
                bytes[index] = UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (index % 8)))
            }
            count = 16
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, read as a UUID of version 7.
    package var milliseconds: Int { Int(high >> 16) }

    /// Whether the version and variant bits are those of a UUID of version 7.
    package var isVersion7: Bool { high >> 12 & 0xF == 7 && low >> 62 == 2 }
}

extension EventID: Comparable {
    package static func < (left: EventID, right: EventID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

extension EventID: CustomStringConvertible {
    /// The form of 36 characters, in lower case.
    package var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var index = 0
            for place in 0..<32 {
                if place == 8 || place == 12 || place == 16 || place == 20 {
                    text[index] = UInt8(ascii: "-")
                    index += 1
                }
                let half = place < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (place % 16))) & 0xF
                text[index] = digit < 10 ? 0x30 + digit : 0x57 + digit
                index += 1
            }
            return index
        }
    }
}
