import Glibc

extension String {
    /// Whether an event with this text may have a marking: the text holds the key, or an escape that could be part of
    /// it.
    var mayNameMarking: Bool { holds("\"marking\"") || holds("\\u") }

    /// Whether an event with this text may name events other than its target.
    var mayNameEvents: Bool { holds("\"inResponseTo\"") || holds("\"about\"") || holds("\\u") }

    private func holds(_ word: StaticString) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { text in
            var rest = UnsafeRawBufferPointer(text)
            while let start = rest.baseAddress,
                let first = memchr(start, Int32(word.utf8Start[0]), rest.count)
            {
                rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(first) - start)...])
                guard rest.count >= word.utf8CodeUnitCount else { return false }
                if memcmp(first, word.utf8Start, word.utf8CodeUnitCount) == 0 { return true }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            }
            return false
        }
        return found ?? true
    }
}
