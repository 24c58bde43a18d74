import CanonicalJSON

extension String {
    /// Whether an event with this text may have a marking: the text holds the key, or an escape that could be part of
    /// it.
    var mayNameMarking: Bool { holds("\"marking\"") || holds("\\u") }

    /// Whether an event with this text may name events other than its target.
    var mayNameEvents: Bool { holds("\"inResponseTo\"") || holds("\"about\"") || holds("\\u") }

    private func holds(_ words: String) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.holds(words) } ?? true
    }
}
