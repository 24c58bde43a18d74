/// A further table, held in memory, whose rows belong to rows of the imported one.
final class JoinedTable {
    let name: String
    let file: String
    /// The line of the mapping that says by what it is joined.
    let setting: YAMLNode
    let empty: [Set<String>]
    /// What stands in the imported table, or is made of it, for each of the columns by which it is joined here.
    let outer: [Source]
    private let own: [Int]
    private var rows: [String: [TableRow]] = [:]
    /// What stands in its first row, for a message.
    private var example: String?

    // How many rows of the imported table asked it, and how many found nothing.
    private(set) var asked = 0
    private(set) var unmatched = 0
    /// What the first of them had.
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

    /// `isCounted` the first time for a row of the imported table.
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

    /// Nothing that it was asked for was found.
    var matchesNothing: Bool { asked > 0 && unmatched == asked }

    /// What is said of rows that found nothing; nil where all found something.
    var mismatch: String? {
        guard unmatched > 0 else { return nil }
        let there = example.map { ", there \(quoted($0))" } ?? ", and it has no rows"
        return
            "\(unmatched) of \(asked) \(asked == 1 ? "row" : "rows") \(unmatched == 1 ? "has" : "have") no row in \(file) (here \(quoted(unmatchedExample ?? ""))\(there))."
    }

    /// Between the texts stands what stands in none.
    private func key(_ texts: [String]) -> String {
        texts.count == 1 ? texts[0] : texts.joined(separator: "\u{0}")
    }
}
