import Glibc
import Synchronization

/// Waits for what others hold: a minute by the clock for one piece of work, whatever it waits for in it. Whoever waits for
/// more than two seconds is told so once.
final class LockWait: Sendable {
    private struct State {
        /// When this piece of work first had to wait; nil where it has not.
        var start: Double?
        var hasTold = false

        /// Whether it is told now, which is once.
        mutating func tellsNow() -> Bool {
            defer { hasTold = true }
            return !hasTold
        }
    }

    private let path: String
    private let limit: Double
    private let notice: @Sendable (_ path: String) -> Void
    private let state = Mutex(State())

    static let minute = 60.0
    /// Seconds after which something is said.
    private static let patience = 2.0

    init(path: String, limit: Double = minute, notice: @escaping @Sendable (String) -> Void = { _ in }) {
        self.path = path
        self.limit = limit
        self.notice = notice
    }

    /// Another piece of work begins.
    func begin() { state.withLock { $0.start = nil } }

    /// Sleeps a moment; throws where the minute is over.
    func pause() throws(LogError) {
        guard pauses() else { throw .busy(path: path, seconds: Int(waited().rounded())) }
    }

    /// The same; false where the minute is over.
    func pauses() -> Bool {
        let waited = waited()
        guard waited < limit else { return false }
        if waited >= Self.patience, state.withLock({ $0.tellsNow() }) { notice(path) }
        // Not in step with the others who wait.
        usleep(.random(in: 200...1200))
        return true
    }

    private func waited() -> Double {
        let now = Self.now()
        return state.withLock { state in
            let start = state.start ?? now
            state.start = start
            return now - start
        }
    }

    /// The clock that nobody sets.
    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
