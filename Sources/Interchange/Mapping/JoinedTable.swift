/// A further table, held in memory, whose rows are joined to rows of the imported table.
final class JoinedTable {
    let name: String
    let file: String
    /// The mapping's `by:`, which names the columns of the join.
    let setting: YAMLNode
    /// For each column, the texts that mean "not known".
    let empty: [Set<String>]
    /// For each column of the join, the source of its value in the imported row.
    let outer: [Source]
    /// The columns of the join in this table.
    private let own: [Int]
    private var rows: [String: [TableRow]] = [:]
    /// The join columns of the first row, as an example for messages.
    private var example: String?

    // The number of imported rows for which matches were looked up, and of those that found none.
    private(set) var asked = 0
    private(set) var unmatched = 0
    /// The join values of the first row without a match.
    private var unmatchedExample: String?

    init(
        name: String, file: String, setting: YAMLNode, empty: [Set<String>], by: [(outer: Source, own: Int)]
    ) {
        self.name = name
        self.file = file
        self.setting = setting
        self.empty = empty
        outer = by.map(\.outer)
        own = by.map(\.own)
    }

    func add(_ row: TableRow) {
        let texts = own.map { row.text($0) }
        if example == nil { example = texts.joined(separator: ", ") }
        rows[key(texts), default: []].append(row)
    }

    /// The rows that match.
    ///
    /// - Parameter isCounted: whether the look-up counts; true only the first time an imported row is tried.
    func rows(by texts: [String], isCounted: Bool) -> [TableRow] {
        let found = rows[key(texts)] ?? []
        guard isCounted else { return found }
        asked += 1
        if found.isEmpty {
            unmatched += 1
            if unmatchedExample == nil { unmatchedExample = texts.joined(separator: ", ") }
        }
        return found
    }

    /// Whether matches were looked up but none were found.
    var matchesNothing: Bool { asked > 0 && unmatched == asked }

    /// A sentence about the rows that found no match; nil if all found one.
    var mismatch: String? {
        guard unmatched > 0 else { return nil }
        let there = example.map { ", there \(quoted($0))" } ?? ", and it has no rows"
        return
            "\(unmatched) of \(asked) \(asked == 1 ? "row" : "rows") \(unmatched == 1 ? "has" : "have") no row in \(file) (here \(quoted(unmatchedExample ?? ""))\(there))."
    }

    /// The key of the rows that have these texts in the join columns. U+0000 separates the texts.
    private func key(_ texts: [String]) -> String {
        texts.count == 1 ? texts[0] : texts.joined(separator: "\u{0}")
    }
}
