/// What is wrong with a mapping, and on which of its lines.
package struct MappingError: Error, Equatable {
    package let file: String
    package let line: Int?
    private let column: Int?
    private let what: String
    private let remedy: String

    init(_ file: String, line: Int? = nil, column: Int? = nil, _ what: String, _ remedy: String) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
        self.remedy = remedy
    }

    /// What is wrong, as one sentence, and what to do, as another.
    package var sentences: (problem: String, remedy: String) {
        let place = [line.map { ", line \($0)" }, column.map { ", column \($0)" }].compactMap { $0 }.joined()
        return ("\(file)\(place): \(withShortQuotes(what))", withShortQuotes(remedy))
    }
}
