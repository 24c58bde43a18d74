import Dispatch
import Synchronization

/// A piece of work on a second thread, while who began it does another.
struct Alongside<Outcome: Sendable> {
    private final class Place: Sendable {
        let outcome = Mutex<Result<Outcome, any Error>?>(nil)
    }

    private let place = Place()
    private let group = DispatchGroup()

    init(_ work: @escaping @Sendable () throws -> Outcome) {
        DispatchQueue.global().async(group: group) { [place] in
            let result = Result { try work() }
            place.outcome.withLock { $0 = result }
        }
    }

    /// What came of it; waits until it is done.
    func finished() throws -> Outcome? {
        group.wait()
        return try place.outcome.withLock { try $0?.get() }
    }
}
