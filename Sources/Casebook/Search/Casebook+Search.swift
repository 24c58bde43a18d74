import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The events that match a query, in their current or an earlier wording, including retracted events.
    ///
    /// Events in the search index are found through it. The others are searched one by one; so are all of them if the
    /// index is absent or damaged. Throws `SearchError` for a query that cannot be understood, and
    /// `QueryError.noDispute` for an unknown dispute.
    package func search(
        _ question: SearchQuestion, progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> SearchAnswer {
        guard let expression = try question.expression() else { throw SearchError.nothingToLookFor }
        if let dispute = question.dispute, try !disputes().contains(dispute) { throw try noDispute(dispute) }
        let matcher = try SearchMatcher(expression)
        return try read { reading in
            var search = Search(question, expression, matcher, reading, progress)
            switch try SearchIndex.state(reading.db) {
            case .absent: return try search.answer(nil)
            case .damaged: search.isIndexDamaged = true
            case .sound(let index):
                do {
                    return try search.answer(index)
                } catch is Search.WrongSearchIndex {
                } catch let error as SQLiteError
                    where [.corrupt, .error].contains(error.code)
                {
                    // Continues without the index. If something else is damaged, the same error occurs again.
                }
                search.isIndexDamaged = true
            }
            return try search.answer(nil)
        }
    }
}

extension SearchQuestion {
    /// The FTS5 expression for the whole question; nil if it has no words and no conditions.
    func expression() throws -> String? {
        let parts =
            [try SearchQuery.expression(words, own: own)] + [
                dispute.map { SearchColumn.dispute.expression(is: $0) },
                kind.map { SearchColumn.kind.expression(is: $0) },
                by.map { SearchColumn.by.expression(is: $0.reference) },
                // The index finds the events that name the party; `Search` then checks in which of them it is an
                // addressee.
                to.map { SearchColumn.name.expression(has: $0.reference) },
            ]
        let given = parts.compactMap { $0 }.map { "(\($0))" }
        return given.isEmpty ? nil : given.joined(separator: " AND ")
    }
}
