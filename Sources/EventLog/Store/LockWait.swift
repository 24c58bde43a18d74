import Platform
import Synchronization
import SystemPackage

/// Waits for locks of other processes: at most one minute for each operation, whatever it waits for. A wait
/// of more than two seconds is reported once.
final class LockWait: Sendable {
    private struct State {
        /// When the current operation first had to wait; nil if it has not waited yet.
        var start: Double?
        var hasTold = false

        /// True on the first call only.
        mutating func tellsNow() -> Bool {
            defer { hasTold = true }
            return !hasTold
        }
    }

    private let path: FilePath
    private let limit: Double
    private let notice: @Sendable (_ path: FilePath) -> Void
    private let state = Mutex(State())

    static let minute = 60.0
    /// The number of seconds after which a wait is reported.
    private static let patience = 2.0

    init(path: FilePath, limit: Double = minute, notice: @escaping @Sendable (FilePath) -> Void = { _ in }) {
        self.path = path
        self.limit = limit
        self.notice = notice
    }

    /// Starts a new operation with the full time.
    func begin() { state.withLock { $0.start = nil } }

    /// Sleeps for a moment. Throws `LogError.busy` if the operation's time is used up.
    func pause() throws(LogError) {
        guard pauses() else { throw .busy(path: path, seconds: Int(waited().rounded())) }
    }

    /// Sleeps for a moment and returns true, or returns false if the operation's time is used up.
    func pauses() -> Bool {
        let waited = waited()
        guard waited < limit else { return false }
        if waited >= Self.patience, state.withLock({ $0.tellsNow() }) { notice(path) }
        // A random time, so that waiting processes do not retry at the same moment.
        SystemClock.sleep(microseconds: .random(in: 200...1200))
        return true
    }

    private func waited() -> Double {
        let now = SystemClock.seconds
        return state.withLock { state in
            let start = state.start ?? now
            state.start = start
            return now - start
        }
    }
}
