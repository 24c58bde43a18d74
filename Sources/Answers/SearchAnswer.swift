import DisputeModel

package struct SearchAnswer: Sendable {
    package var hits: [SearchHit] = []
    /// How many more events there are; as far as they were counted.
    package var others = 0
    /// There are more than `others`.
    package var othersAreMore = false
    /// The index was found to be wrong; what was asked was answered without it.
    package var isIndexDamaged = false

    package init(hits: [SearchHit] = []) {
        self.hits = hits
    }
}
