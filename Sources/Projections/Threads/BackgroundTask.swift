import CLinux
import Dispatch
import Synchronization

/// A piece of work on a second thread, while who began it does another.
package struct BackgroundTask<Outcome: Sendable> {
    private final class Place: Sendable {
        let outcome = Mutex<Result<Outcome, any Error>>(.failure(Unfinished()))
    }

    private struct Unfinished: Error {}

    private let place = Place()
    private let group = DispatchGroup()

    package init(_ work: @escaping @Sendable () throws -> Outcome) {
        linux_share_one_heap()
        DispatchQueue.global().async(group: group) { [place] in
            let result = Result { try work() }
            place.outcome.withLock { $0 = result }
        }
    }

    /// What came of it. Waits until it is done, and calls `wait` ten times a second until then.
    package func finished(_ wait: () -> Void) throws -> Outcome {
        while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut { wait() }
        return try place.outcome.withLock { try $0.get() }
    }
}
