import Projections

/// The lines of a file, read by a second thread as far ahead as there is room.
///
/// Who takes them gets all that have been read, and waits only where there is none: of lines that come slowly, from a pipe, each
/// is dealt with at once.
struct LinesAhead<Line: Sendable> {
    /// Room for so many bytes of text. What is found in a line takes several times as many.
    private let queue = BoundedQueue<Line>(room: 1 << 16)
    private let reading: BackgroundTask<Void>

    /// - Parameters:
    ///   - size: the bytes of a line.
    ///   - begin: gives what gives the next line, and nil after the last. Both are called on the second thread alone, and what they
    ///     remember goes with it.
    init(size: @escaping @Sendable (Line) -> Int, _ begin: @escaping () -> () throws -> Line?) {
        nonisolated(unsafe) let begin = begin
        reading = BackgroundTask { [queue] in
            defer { queue.end() }
            let next = begin()
            while let line = try next() {
                guard queue.enqueue(line, size: size(line)) else { return }
            }
        }
    }

    /// The next lines; nil after the last. Throws what reading them did, when those before that have been taken.
    func next() throws -> [Line]? {
        if let lines = queue.dequeueAll() { return lines }
        try reading.finished {}
        return nil
    }

    /// Not waited for: who reads may be waiting for a pipe.
    func stop() { queue.stop() }
}
