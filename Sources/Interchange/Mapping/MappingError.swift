/// An error in a mapping, with its line.
package struct MappingError: Error, Equatable {
    /// The path of the mapping.
    package let file: String
    /// The line, from 1; nil if the error concerns the whole mapping.
    package let line: Int?
    /// How to correct the error.
    package let advice: Advice
    private let column: Int?
    private let what: String

    /// How to correct an error in a mapping.
    package enum Advice: Equatable, Sendable {
        /// Change the mapping, as this sentence says.
        case rewrite(String)
        /// Put the file of the further table with this name where it is looked for, or name its path.
        case nameTable(String)
        /// Name one of the kinds of the vocabulary.
        case nameKind
    }

    init(_ file: String, line: Int? = nil, column: Int? = nil, _ what: String, _ advice: Advice) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
        self.advice = advice
    }

    init(_ file: String, line: Int? = nil, column: Int? = nil, _ what: String, _ words: String) {
        self.init(file, line: line, column: column, what, .rewrite(withShortQuotes(words)))
    }

    /// The problem as one sentence, with the file, line and column.
    package var problem: String {
        let place = [line.map { ", line \($0)" }, column.map { ", column \($0)" }].compactMap { $0 }.joined()
        return "\(file)\(place): \(withShortQuotes(what))"
    }
}
