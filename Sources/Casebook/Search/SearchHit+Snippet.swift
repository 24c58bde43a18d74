import Answers
import CanonicalJSON
import DisputeModel
import Projections

extension SearchHit {
    /// - Parameter marked: the columns `SearchColumn.written` with match marks, as `SearchMatcher` gives them.
    init(_ mention: Mention, _ words: SearchWords, marked: [String], isEarlier: Bool) {
        let columns = Array(zip(SearchColumn.written, marked))
        let begin = Character(IndexedText.begin)
        // If the query has no words, nothing is marked: the first column that is not empty is shown.
        let (column, text) =
            columns.first { $1.contains(begin) } ?? columns.first { !$1.isEmpty } ?? (.summary, "")
        self.init(
            mention: mention, key: column.rawValue,
            snippet: Self.window(IndexedText.pieces(of: words[column], marked: text)), isEarlier: isEarlier)
    }

    /// A part of the text of about two lines that contains the first match.
    private static func window(_ pieces: [(text: String, isMatch: Bool)]) -> [(text: String, isMatch: Bool)] {
        var window: [(text: String, isMatch: Bool)] = []
        var left = 110
        for (index, piece) in pieces.enumerated() {
            var text = piece.text
            if index == 0, pieces.count > 1, !piece.isMatch, text.count > 40 {
                let end = text.suffix(40)
                text = "…" + (end.firstIndex(of: " ").map { end[end.index(after: $0)...] } ?? end)
            }
            if text.count > left {
                let beginning = text.prefix(left)
                text = (beginning.lastIndex(of: " ").map { beginning[..<$0] } ?? beginning) + "…"
                left = 0
            }
            window.append((text, piece.isMatch))
            left -= text.count
            if left <= 0 { break }
        }
        return window
    }
}
