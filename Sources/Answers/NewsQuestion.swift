import DisputeModel

/// A question about the newest events of a log.
package struct NewsQuestion: Sendable {
    /// Only events recorded on this day or later.
    package let since: Day
    /// Events by this recorder are left out.
    package let except: String?
    /// The maximum number of entries; the newest are kept.
    package let limit: Int?
    /// Whether the events of one import are summed up as one entry.
    package let groupsImports: Bool

    package init(since: Day, except: String? = nil, limit: Int? = nil, groupsImports: Bool = true) {
        self.since = since
        self.except = except
        self.limit = limit
        self.groupsImports = groupsImports
    }
}
