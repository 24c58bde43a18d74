import Dispatch
import Synchronization

/// Work that runs on another thread while the caller continues.
package struct BackgroundTask<Outcome: Sendable> {
    private final class Place: Sendable {
        let outcome = Mutex<Result<Outcome, any Error>>(.failure(Unfinished()))
    }

    private struct Unfinished: Error {}

    private let place = Place()
    private let group = DispatchGroup()

    /// Starts the work.
    package init(_ work: @escaping @Sendable () throws -> Outcome) {
        CurrentProcess.shareOneHeap()
        DispatchQueue.global().async(group: group) { [place] in
            let result = Result { try work() }
            place.outcome.withLock { $0 = result }
        }
    }

    /// Waits until the work is done, and returns its result or throws its error. While waiting, it calls
    /// `wait` ten times a second.
    package func finished(_ wait: () -> Void) throws -> Outcome {
        while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut { wait() }
        return try place.outcome.withLock { try $0.get() }
    }
}
