/// What stands in a column, to be bound, and to be compared to the byte.
package enum Cell: Equatable, Sendable {
    case null
    case number(Int)
    case text(String)
    case blob([UInt8])
    /// What this room does not write: a number with a fraction, a text that is no UTF-8. Bound, it is NULL.
    case strange

    package static func text(_ text: String?) -> Cell {
        guard let text else { return .null }
        return .text(text)
    }

    package static func == (left: Cell, right: Cell) -> Bool {
        switch (left, right) {
        case (.null, .null), (.strange, .strange): true
        case (.number(let left), .number(let right)): left == right
        // Swift takes "é" in two spellings for one.
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.blob(let left), .blob(let right)): left == right
        default: false
        }
    }
}
