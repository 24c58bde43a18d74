import Dispatch
import Synchronization

/// Hands things from one thread to another, in their order, and lets the giver run no further ahead than there is room.
///
/// What is taken makes room when the next is asked for: until then its taker holds it. One that takes more room than there is
/// waits until everything before it has been dealt with.
final class Conveyor<Item: Sendable>: Sendable {
    private struct State {
        var items: [(item: Item, size: Int)] = []
        /// What the last one taken had.
        var held = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    private let most: Int

    init(room: Int) {
        most = room
        // Not made with so many: a semaphore that goes with fewer than it was made with ends the program, and so it is here
        // where one side has stopped.
        for _ in 0..<room { self.room.signal() }
    }

    /// Waits for room. False where nobody takes any more: then the giver need not go on. There is one giver.
    func give(_ item: Item, size: Int = 1) -> Bool {
        let size = min(max(size, 1), most)
        for _ in 0..<size {
            guard !state.withLock({ $0.isStopped }) else { return false }
            room.wait()
        }
        let isWanted = state.withLock { state in
            if !state.isStopped { state.items.append((item, size)) }
            return !state.isStopped
        }
        ready.signal()
        return isWanted
    }

    /// The giver has given all; or has failed, which is for him to say.
    func end() { ready.signal() }

    /// Waits for the next; nil after the last.
    func take() -> Item? {
        let held = state.withLock { state in
            defer { state.held = 0 }
            return state.held
        }
        for _ in 0..<held { room.signal() }
        ready.wait()
        return state.withLock { state in
            guard !state.items.isEmpty else { return nil }
            let (item, size) = state.items.removeFirst()
            state.held = size
            return item
        }
    }

    /// No more will be taken.
    func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
