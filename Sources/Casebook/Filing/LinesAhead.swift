import Dispatch
import Synchronization

/// The lines of a file, read by a second thread as far ahead as there is room.
///
/// Who takes them gets all that have been read, and waits only where there is none: of lines that come slowly, from a pipe, each
/// is dealt with at once.
struct LinesAhead<Line: Sendable> {
    private let queue = LineQueue<Line>()
    private let reading: Alongside<Void>

    /// - Parameters:
    ///   - size: the bytes of a line.
    ///   - begin: gives what gives the next line, and nil after the last. Both are called on the second thread alone, and what they
    ///     remember goes with it.
    init(size: @escaping @Sendable (Line) -> Int, _ begin: @escaping () -> () throws -> Line?) {
        nonisolated(unsafe) let begin = begin
        reading = Alongside { [queue] in
            defer { queue.end() }
            let next = begin()
            while let line = try next() {
                guard queue.add(line, size(line)) else { return }
            }
        }
    }

    /// The next lines; nil after the last. Throws what reading them did, when those before that have been taken.
    func next() throws -> [Line]? {
        if let lines = queue.take() { return lines }
        try reading.finished {}
        return nil
    }

    /// Not waited for: who reads may be waiting for a pipe.
    func stop() { queue.stop() }
}

private final class LineQueue<Line: Sendable>: Sendable {
    private struct State {
        var lines: [Line] = []
        /// Of these.
        var bytes = 0
        var hasEnded = false
        /// Nobody takes them any more.
        var isStopped = false
        var takerWaits = false
        var readerWaits = false
    }

    private let state = Mutex(State())
    private let ready = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)

    /// Bytes of text that are read ahead at most, beside one line. What is found in a line takes several times as many.
    private static var most: Int { 1 << 16 }

    /// Waits while there is no room. False where nobody takes any more.
    func add(_ line: Line, _ size: Int) -> Bool {
        while true {
            let (isAdded, isStopped, wakes) = state.withLock { state -> (Bool, Bool, Bool) in
                guard !state.isStopped else { return (false, true, false) }
                guard state.bytes < Self.most || state.lines.isEmpty else {
                    state.readerWaits = true
                    return (false, false, false)
                }
                state.lines.append(line)
                state.bytes += size
                defer { state.takerWaits = false }
                return (true, false, state.takerWaits)
            }
            if wakes { ready.signal() }
            if isAdded || isStopped { return isAdded }
            room.wait()
        }
    }

    func end() {
        let wakes = state.withLock { state in
            state.hasEnded = true
            defer { state.takerWaits = false }
            return state.takerWaits
        }
        if wakes { ready.signal() }
    }

    /// All that there are, once there are any; nil where none will come.
    func take() -> [Line]? {
        while true {
            let (lines, hasEnded, wakes) = state.withLock { state -> ([Line], Bool, Bool) in
                guard !state.lines.isEmpty else {
                    state.takerWaits = !state.hasEnded
                    return ([], state.hasEnded, false)
                }
                defer {
                    (state.lines, state.bytes, state.readerWaits) = ([], 0, false)
                    state.lines.reserveCapacity(256)
                }
                return (state.lines, false, state.readerWaits)
            }
            if wakes { room.signal() }
            if !lines.isEmpty { return lines }
            if hasEnded { return nil }
            ready.wait()
        }
    }

    func stop() {
        let wakes = state.withLock { state in
            state.isStopped = true
            defer { state.readerWaits = false }
            return state.readerWaits
        }
        if wakes { room.signal() }
    }
}
