import DisputeModel

/// A search: words, and conditions on the events.
package struct SearchQuestion: Sendable {
    /// The query as typed; for its syntax see `SearchQuery`.
    package var words = ""
    /// Only events of this dispute and its sub-disputes.
    package var dispute: String?
    /// Only events of this kind.
    package var kind: String?
    /// Only acts by this party or a party within it.
    package var by: Party?
    /// Only acts addressed to this party or a party within it.
    package var to: Party?
    /// The log's own party, which `by:us` in the query stands for.
    package var own: Party?
    /// Only events whose place is on this day or later.
    package var since: Day?
    /// Only events whose place is on this day or earlier.
    package var until: Day?
    /// Whether hits are sorted by position from the newest to the oldest, or the other way round.
    package var newestFirst = true
    /// The maximum number of hits; nil for all.
    package var limit: Int?

    /// Makes a search for these words in the whole log; conditions can be set afterwards.
    package init(_ words: String = "") { self.words = words }

    /// The range of places that `since` and `until` allow, in milliseconds since 1970; nil if both are absent.
    package var times: ClosedRange<Int>? {
        guard since != nil || until != nil else { return nil }
        let first = since?.start.milliseconds ?? .min
        return first...max(first, until?.end.milliseconds ?? .max)
    }

    /// Whether there is any condition besides the words.
    package var isNarrowed: Bool {
        dispute != nil || kind != nil || by != nil || to != nil || since != nil || until != nil
    }
}
