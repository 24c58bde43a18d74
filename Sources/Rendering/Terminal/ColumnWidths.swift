/// Distributes the width of a canvas among the columns of a table.
struct ColumnWidths {
    /// The number of spaces between two columns.
    static let gap = 2

    /// The width of each column; 0 if it is left out.
    private(set) var widths: [Int]

    /// - Parameter natural: the width of each column's widest line.
    init(_ columns: [Column], natural: [Int], total: Int) {
        let total = max(0, total)
        let wanted = zip(columns, natural).map { min(max($1, $0.minimum ?? 1), $0.maximum, total) }
        let floors = zip(columns, wanted).map { $0.minimum ?? ($0.isFlexible ? min(8, $1) : $1) }
        widths = wanted
        while true {
            shrink(to: total, floors: floors, where: { columns[$0].isFlexible })
            shrink(to: total, floors: floors, where: { _ in true })
            guard taken > total, let first = firstToLeave(columns) else { break }
            // With one column fewer, the others start again from the widths they wanted.
            widths = widths.indices.map { widths[$0] > 0 && $0 != first ? wanted[$0] : 0 }
        }
        shrink(to: total, floors: columns.map { _ in 1 }, where: { _ in true })
        while taken > total, let last = widths.lastIndex(where: { $0 > 0 }) { widths[last] = 0 }
    }

    /// The total width of the columns that are shown, including the gaps.
    var taken: Int {
        widths.reduce(0, +) + Self.gap * max(0, widths.count { $0 > 0 } - 1)
    }

    /// Narrows the widest column by one, repeatedly, until all fit or none may shrink further.
    private mutating func shrink(to total: Int, floors: [Int], where mayGive: (Int) -> Bool) {
        while taken > total {
            let givers = widths.indices.filter { mayGive($0) && widths[$0] > floors[$0] }
            guard let widest = givers.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    /// The column to leave out next: the rightmost one of the highest rank; nil if only columns of rank 0 remain.
    private func firstToLeave(_ columns: [Column]) -> Int? {
        columns.indices.filter { widths[$0] > 0 && columns[$0].rank > 0 }
            .max { (columns[$0].rank, $0) < (columns[$1].rank, $1) }
    }
}
