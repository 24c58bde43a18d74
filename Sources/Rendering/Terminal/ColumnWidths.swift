/// How the columns of a table share the width of a canvas.
struct ColumnWidths {
    static let gap = 2

    /// By column; 0 where it is left out.
    private(set) var widths: [Int]

    /// - Parameter natural: what each column's widest line takes.
    init(_ columns: [Column], natural: [Int], total: Int) {
        let total = max(0, total)
        let wanted = zip(columns, natural).map { min(max($1, $0.minimum ?? 1), $0.maximum, total) }
        let floors = zip(columns, wanted).map { $0.minimum ?? ($0.isFlexible ? min(8, $1) : $1) }
        widths = wanted
        while true {
            shrink(to: total, floors: floors, where: { columns[$0].isFlexible })
            shrink(to: total, floors: floors, where: { _ in true })
            guard taken > total, let first = firstToLeave(columns) else { break }
            // With one column fewer, the others need not be as narrow as they were made.
            widths = widths.indices.map { widths[$0] > 0 && $0 != first ? wanted[$0] : 0 }
        }
        shrink(to: total, floors: columns.map { _ in 1 }, where: { _ in true })
        while taken > total, let last = widths.lastIndex(where: { $0 > 0 }) { widths[last] = 0 }
    }

    /// With the gaps between those that are there.
    var taken: Int {
        widths.reduce(0, +) + Self.gap * max(0, widths.count { $0 > 0 } - 1)
    }

    /// Takes from the widest, column by column, until all fit or none may give more.
    private mutating func shrink(to total: Int, floors: [Int], where mayGive: (Int) -> Bool) {
        while taken > total {
            let givers = widths.indices.filter { mayGive($0) && widths[$0] > floors[$0] }
            guard let widest = givers.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    /// Of the highest rank, the rightmost.
    private func firstToLeave(_ columns: [Column]) -> Int? {
        columns.indices.filter { widths[$0] > 0 && columns[$0].rank > 0 }
            .max { (columns[$0].rank, $0) < (columns[$1].rank, $1) }
    }
}
