/// The value of a column, for binding and for exact comparison.
package enum Cell: Equatable, Sendable {
    case null
    case number(Int)
    case text(String)
    case blob([UInt8])
    /// A value that this module does not write: a number with a fraction, or a text that is not UTF-8. It is bound as
    /// NULL.
    case strange

    /// A text, or `null` for nil.
    package static func text(_ text: String?) -> Cell {
        guard let text else { return .null }
        return .text(text)
    }

    /// A truth value as SQLite has it: 1 or 0.
    package static func flag(_ isSet: Bool) -> Cell { .number(isSet ? 1 : 0) }

    package static func == (left: Cell, right: Cell) -> Bool {
        switch (left, right) {
        case (.null, .null), (.strange, .strange): true
        case (.number(let left), .number(let right)): left == right
        // Compare bytes: Swift treats two spellings of "é" as equal.
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.blob(let left), .blob(let right)): left == right
        default: false
        }
    }
}
