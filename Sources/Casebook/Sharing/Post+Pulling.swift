import EventLog
import Projections
import SQLite

extension Post {
    /// Whether so much is missing that it is quicker to build the copy's projections anew.
    static func isFarBehind(_ head: Int, _ last: Int) -> Bool { last - head > max(few, head / 2) }

    private static let few = 5_000

    /// Adds the events from `head` to `end` to the copy's log, and then builds the projections. If it is stopped, what has
    /// been added stays, and the next catching up goes on from there. The caller compares the roots before and after, and
    /// holds the queue of writers.
    ///
    /// Texts are read and hashed on a second thread, with a connection of their own, ahead of the insertions.
    func pull(from head: Int, to end: Int, into casebook: Casebook) throws {
        nonisolated(unsafe) let source = try connectAnew()
        let ahead = LinesAhead<ReceivedText>(size: { $0.text.utf8.count }) {
            var (reader, position, batch) = (TextReader(), head, [String]()[...])
            return {
                guard position < end else { return nil }
                if batch.isEmpty {
                    batch = try source.texts(after: position, limit: min(5000, end - position))[...]
                }
                guard let text = batch.popFirst() else { return nil }
                position += 1
                return ReceivedText(text, &reader, at: position)
            }
        }
        defer { ahead.stop() }
        var position = head
        while position < end {
            let before = position
            try casebook.store.write(isDurable: false) { db in
                let log = Log(db)
                while position - before < 10_000, let batch = try ahead.next() {
                    for pulled in batch {
                        position += 1
                        try pulled.append(to: log, at: position)
                    }
                }
            }
            guard position > before else {
                throw SharedLogError.failed(reason: "it sends fewer events than it has")
            }
            onProgress(position, end)
        }
        _ = try casebook.replay()
        try casebook.updateSearchIndex()
    }
}
