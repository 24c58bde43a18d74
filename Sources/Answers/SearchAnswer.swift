import DisputeModel

/// The result of a search.
package struct SearchAnswer: Sendable {
    /// The events found, up to the limit, in the order that the question asks for.
    package var hits: [SearchHit] = []
    /// The number of further hits beyond the limit, counted up to a maximum.
    package var others = 0
    /// Whether there are more hits than `others` says.
    package var othersAreMore = false
    /// Whether the search index was damaged. The answer is complete all the same: the events were searched one by one.
    package var isIndexDamaged = false

    package init(hits: [SearchHit] = []) {
        self.hits = hits
    }
}
