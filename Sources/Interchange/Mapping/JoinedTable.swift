/// A further table, held in memory, whose rows belong to rows of the imported one.
struct JoinedTable {
    let columns: [String]
    /// The places of the columns by which it is joined: in the imported table, and here.
    let by: [(outer: Int, own: Int)]
    private var rows: [String: [TableRow]] = [:]

    init(columns: [String], by: [(outer: Int, own: Int)]) {
        self.columns = columns
        self.by = by
    }

    mutating func add(_ row: TableRow) { rows[key(by.map { row.text($0.own) }), default: []].append(row) }

    func rows(for row: TableRow) -> [TableRow] { rows[key(by.map { row.text($0.outer) })] ?? [] }

    /// Between the texts stands what stands in none.
    private func key(_ texts: [String]) -> String {
        texts.count == 1 ? texts[0] : texts.joined(separator: "\u{0}")
    }
}
