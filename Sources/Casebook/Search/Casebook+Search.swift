import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// The events in which the words stand, now or before they were corrected. Retracted ones are among them.
    ///
    /// The index answers for the events that are in it; the others, or all where it is absent or damaged, are looked
    /// through one by one.
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
                } catch is Search.WrongIndex {
                } catch let error as SQLiteError
                    where [.corrupt, .error].contains(error.code)
                {
                    // If it is not the index that is broken, the same comes out once more.
                }
                search.isIndexDamaged = true
            }
            return try search.answer(nil)
        }
    }
}

extension SearchQuestion {
    /// nil where nothing is left to look for.
    func expression() throws -> String? {
        let parts =
            [try SearchQuery.expression(words, own: own)] + [
                dispute.map { SearchColumn.dispute.expression(is: $0) },
                kind.map { SearchColumn.kind.expression(is: $0) },
                by.map { SearchColumn.by.expression(is: $0.reference) },
                // In which of its events it is addressed is seen in these.
                to.map { SearchColumn.name.expression(has: $0.reference) },
            ]
        let given = parts.compactMap { $0 }.map { "(\($0))" }
        return given.isEmpty ? nil : given.joined(separator: " AND ")
    }
}
