import CanonicalJSON
import DisputeModel

@testable import Casebook
@testable import Projections
@testable import chancery

extension Door {
    /// Words that are looked for, and in the lines after the first a text in which. FTS5 takes whatever is made of the words;
    /// the index and the page find the same; and what is shown is the text.
    static let search = Door(
        "search", longest: 1024, changes: 600,
        words: [
            "NEAR(", ", 5)", " AND ", " OR ", " NOT ", "summary:", "quote:", "kind:", "by:", "(", ")", "\"",
            "*",
            "“", "«", "外交", "ß", "İ", "e\u{301}", "\u{1}", "\u{2}", "\u{0}", "{a b} : ", "^", "+", "-", "'",
        ]
    ) { bytes in
        guard let input = String(validating: bytes, as: UTF8.self) else { return }
        let lines = input.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let expression: String
        do {
            guard let words = try SearchQuery.expression(lines[0]) else { return }
            expression = words
        } catch let error as SearchError {
            return try checkLines([error.problem, error.remedy])
        }
        let desk = try SearchMatcher(expression)
        let text = lines.count > 1 ? lines[1] : lines[0]
        for key in ["summary", "quote"] {
            let value: JSON = key == "quote" ? ["text": .string(text)] : .string(text)
            let event: JSON = ["actors": ["RUS"], "kind": "note", "dispute": "d"]
            var fields = event.object ?? JSONObject()
            fields[key] = value
            let words = SearchWords(Event(fields))
            let isFound = try desk.rows(of: [(row: 2, words: words)]) == [2]
            let marked = try desk.marked(words)
            try expect(isFound == (marked != nil), "the index and the page do not find the same")
            for (column, marked) in zip(SearchColumn.written, marked ?? []) {
                let pieces = IndexedText.pieces(of: words[column], marked: marked)
                let shown = pieces.map(\.text).joined()
                try expect(shown.utf8.elementsEqual(words[column].utf8), "what is shown is not the text")
            }
        }
    }
}
