import Dispatch
import Synchronization

/// Hands things from one thread to another, in their order, and lets the giver run no further ahead than there is room.
final class Conveyor<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    init(room: Int) {
        // Not made with so many: a semaphore that goes with fewer than it was made with ends the program, and so it is here
        // where one side has stopped.
        for _ in 0..<room { self.room.signal() }
    }

    /// Waits for room. False where nobody takes any more: then the giver need not go on.
    func give(_ item: Item) -> Bool {
        room.wait()
        let isWanted = state.withLock { state in
            if !state.isStopped { state.items.append(item) }
            return !state.isStopped
        }
        ready.signal()
        return isWanted
    }

    /// The giver has given all; or has failed, which is for him to say.
    func end() { ready.signal() }

    /// Waits for the next; nil after the last.
    func take() -> Item? {
        ready.wait()
        let item = state.withLock { $0.items.isEmpty ? nil : $0.items.removeFirst() }
        room.signal()
        return item
    }

    /// No more will be taken.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
