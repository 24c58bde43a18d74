import CBytes

/// A string that is compared by its bytes, for use as a key. Swift's own `==`, dictionaries and sets treat two
/// spellings of "é" as equal.
package struct ExactText: Hashable {
    /// The string itself.
    package let text: String

    /// Wraps a string, so that its bytes decide whether it equals another one.
    package init(_ text: String) { self.text = text }

    package static func == (left: ExactText, right: ExactText) -> Bool { same(left.text, right.text) }

    /// Hashes the UTF-8 bytes, in accordance with `==`.
    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// The text of these bytes; nil where they are not UTF-8. Swift's generic `init(validating:as:)` is several times
    /// slower.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard let text = try? UTF8Span(validating: bytes.span) else { return nil }
        self.init(copying: text)
    }

    /// Replaces every occurrence of `old`, comparing bytes. `replacing(_:with:)` compares characters, and does not
    /// find a quotation mark that a combining accent follows.
    package func replacing(every old: String, by new: String) -> String {
        let (bytes, old) = (Array(utf8), Array(old.utf8))
        guard !old.isEmpty else { return self }
        var (result, index) = ([UInt8](), 0)
        while index < bytes.count {
            if bytes[index...].starts(with: old) {
                result += new.utf8
                index += old.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether the string begins with `prefix`, comparing bytes. `hasPrefix` compares characters, and does not find a
    /// prefix that a combining accent follows.
    package func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}

/// Whether two strings have the same bytes.
func same(_ one: String, _ other: String) -> Bool {
    // Strings that differ for Swift have different bytes, and for short strings Swift's comparison is fast.
    guard one.utf8.count == other.utf8.count, one == other else { return false }
    let isSame = one.utf8.withContiguousStorageIfAvailable { one in
        other.utf8.withContiguousStorageIfAvailable { other in same(one, other) }
    }
    // Only strings bridged from other languages are not contiguous.
    return (isSame ?? nil) ?? one.utf8.elementsEqual(other.utf8)
}

func same(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard one.count == other.count, let start = one.baseAddress, let otherStart = other.baseAddress else {
        return one.count == other.count
    }
    return bytes_are_equal(start, otherStart, one.count)
}

extension UnsafeBufferPointer<UInt8> {
    /// The offset of the first occurrence of a byte; nil if there is none.
    package func offset(of byte: UInt8) -> Int? {
        guard let start = baseAddress, let found = bytes_find(start, byte, count) else { return nil }
        return found - UnsafeRawPointer(start)
    }

    /// Whether the bytes of `words` occur among these bytes.
    package func holds(_ words: String) -> Bool {
        var words = words
        return words.withUTF8 { words -> Bool in
            guard let wanted = words.baseAddress, let start = baseAddress else { return words.isEmpty }
            let end = UnsafeRawPointer(start + count)
            var place = UnsafeRawPointer(start)
            while end - place >= words.count,
                let found = bytes_find(place, wanted.pointee, end - place - words.count + 1)
            {
                if bytes_are_equal(found, wanted, words.count) { return true }
                place = found + 1
            }
            return false
        }
    }
}
