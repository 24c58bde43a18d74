import Platform
import Projections

/// Reads the lines of a file on a second thread, through a queue of bounded size.
///
/// The consumer gets all lines that have been read so far, and waits only if there are none. So lines that come slowly,
/// for example from a pipe, are processed one by one.
struct LinesAhead<Line: Sendable> {
    /// Room for this many bytes of text. What is derived from a line takes several times as much memory.
    private let queue = BoundedQueue<Line>(room: 1 << 16)
    private let reading: BackgroundTask<Void>

    /// - Parameters:
    ///   - size: the size of a line in bytes.
    ///   - begin: returns a function that gives the next line, and nil after the last. Both are called on the second
    ///     thread only, so the function may keep state.
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

    /// The next lines; nil after the last. Throws the error of reading them once all earlier lines have been returned.
    func next() throws -> [Line]? {
        if let lines = queue.dequeueAll() { return lines }
        try reading.finished {}
        return nil
    }

    /// Stops the second thread without waiting for it, since it may be blocked by a pipe.
    func stop() { queue.stop() }
}
