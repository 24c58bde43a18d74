import DisputeModel

/// What is asked of the log's newest events.
package struct NewsQuestion: Sendable {
    /// Recorded on this day or later.
    package let since: Day
    /// Not what this recorder recorded.
    package let except: String?
    /// So many entries at most, the newest.
    package let limit: Int?
    /// Whether what came in together is one entry.
    package let isSummed: Bool

    package init(since: Day, except: String? = nil, limit: Int? = nil, isSummed: Bool = true) {
        self.since = since
        self.except = except
        self.limit = limit
        self.isSummed = isSummed
    }
}
