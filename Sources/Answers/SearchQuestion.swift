import DisputeModel

/// What is looked for.
package struct SearchQuestion: Sendable {
    /// As people type them; see `SearchQuery`.
    package var words = ""
    /// With its sub-disputes.
    package var dispute: String?
    package var kind: String?
    /// Who acted, or somebody within.
    package var by: Party?
    /// Who was addressed, or somebody within.
    package var to: Party?
    /// Whose log it is: `by:us` among the words.
    package var own: Party?
    /// The days between which it happened.
    package var since: Day?
    package var until: Day?
    /// The last recorded come first.
    package var newestFirst = true
    package var limit: Int?

    package init(_ words: String = "") { self.words = words }

    /// When what is looked for happened, in milliseconds since 1970; nil for any time.
    package var times: ClosedRange<Int>? {
        guard since != nil || until != nil else { return nil }
        let first = since?.start.milliseconds ?? .min
        return first...max(first, until?.end.milliseconds ?? .max)
    }

    /// Not all events are asked about.
    package var isNarrowed: Bool {
        dispute != nil || kind != nil || by != nil || to != nil || since != nil || until != nil
    }
}
