/// What is wrong with a mapping, and on which of its lines.
package struct MappingError: Error, Equatable {
    package let file: String
    package let line: Int?
    /// What to do about it.
    package let advice: Advice
    private let column: Int?
    private let what: String

    package enum Advice: Equatable, Sendable {
        /// Something in the mapping is to be written otherwise: how, as a sentence.
        case rewrite(String)
        /// The file of a further table is to be put where it is looked for, or named.
        case nameTable(String)
        /// One of the kinds of the vocabulary is to be named.
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

    /// What is wrong, as one sentence.
    package var problem: String {
        let place = [line.map { ", line \($0)" }, column.map { ", column \($0)" }].compactMap { $0 }.joined()
        return "\(file)\(place): \(withShortQuotes(what))"
    }
}
