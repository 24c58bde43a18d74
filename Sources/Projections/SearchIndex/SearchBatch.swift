import CLinux
import DisputeModel
import EventLog
import SQLite

/// Rows of the search index for a run of events: made on one thread, and written on another.
package struct SearchBatch: Sendable {
    /// The events come after this one.
    let first: Int
    /// The last of them.
    let last: Int
    let rows: [(row: Int, words: SearchWords)]

    /// Events in one, at most; and batches that may wait to be written.
    private static let (size, room) = (500, 8)

    /// That of the events after a position; nil where there are none that can have rows.
    init?(_ reading: ReadTransaction, after first: Int, upTo count: Int = size, scanner: inout SearchScanner)
        throws
    {
        guard
            let last = try reading.log.last(
                of: count, after: first, through: SearchIndex.positions.upperBound)
        else { return nil }
        var rows: [(row: Int, words: SearchWords)] = []
        try SearchRows(reading).forEach(after: first, through: last, &scanner) { rows.append(($0, $1)) }
        (self.first, self.last, self.rows) = (first, last, rows)
    }

    /// Makes all that come after a position, on a thread and a connection of its own.
    package static func all(
        of path: String, after first: Int, _ body: (_ next: () -> SearchBatch?) throws -> Void
    ) throws {
        // What was freed before this would count beside it.
        linux_return_freed_memory()
        let queue = BoundedQueue<SearchBatch>(room: room)
        let making = BackgroundTask {
            defer { queue.end() }
            let store = try EventStore(at: path, .reading)
            try store.read { try $0.keepFewPages() }
            var (position, scanner) = (first, SearchScanner())
            while true {
                // Each read by itself, so that what is written meanwhile need not be kept for it.
                let batch = try store.read { db in
                    try SearchBatch(ReadTransaction(db, SnapshotFaults()), after: position, scanner: &scanner)
                }
                guard let batch, queue.enqueue(batch) else { break }
                position = batch.last
            }
            try store.close()
        }
        let written = Result { try body { queue.dequeue() } }
        // One that failed to write leaves what nobody takes.
        queue.stop()
        let made = Result { try making.finished {} }
        try written.get()
        try made.get()
    }
}
