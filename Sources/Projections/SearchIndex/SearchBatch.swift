import DisputeModel
import EventLog
import Platform
import SQLite
import SystemPackage

/// The rows of the search index for a range of events. One thread makes them and another one writes them.
package struct SearchBatch: Sendable {
    /// The position before the first event of the batch.
    let first: Int
    /// The position of the last event of the batch.
    let last: Int
    let rows: [(row: Int, words: SearchWords)]

    /// The number of events in a batch, and the number of batches that may wait to be written.
    private static let (size, room) = (500, 8)

    /// Makes the batch for the next events after a position; nil if there are no more events that can have
    /// rows.
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

    /// Makes all batches after a position, on another thread and connection.
    ///
    /// - Parameters:
    ///   - path: the path of the log's file.
    ///   - first: the position before the first event.
    ///   - body: calls `next` for each batch until it returns nil.
    package static func all(
        of path: FilePath, after first: Int, _ body: (_ next: () -> SearchBatch?) throws -> Void
    ) throws {
        // Returns freed memory to the system, so that it does not add to the memory used here.
        CurrentProcess.returnFreedMemory()
        let queue = BoundedQueue<SearchBatch>(room: room)
        let making = BackgroundTask {
            defer { queue.end() }
            let store = try EventStore(at: path, .reading)
            try store.read { try $0.keepFewPages() }
            var (position, scanner) = (first, SearchScanner())
            while true {
                // Each batch has its own read transaction, so that a long one does not keep SQLite from
                // reusing the write-ahead log.
                let batch = try store.read { db in
                    try SearchBatch(ReadTransaction(db, SnapshotFaults()), after: position, scanner: &scanner)
                }
                guard let batch, queue.enqueue(batch) else { break }
                position = batch.last
            }
            try store.close()
        }
        let written = Result { try body { queue.dequeue() } }
        // If writing has failed, the other thread may wait for room in the queue.
        queue.stop()
        let made = Result { try making.finished {} }
        try written.get()
        try made.get()
    }
}
