import Dispatch
import Synchronization

/// Hands things from one thread to another, in their order, and lets the giver run no further ahead than there is room.
///
/// What is taken makes room when the next is asked for: until then its taker holds it. One that takes more room than there is
/// waits until everything before it has been dealt with. There is one giver, and one taker.
package final class BoundedQueue<Item: Sendable>: Sendable {
    private struct State {
        var items: [(item: Item, size: Int)] = []
        /// What these take of the room, and what the taker holds.
        var size = 0
        var held = 0
        var hasEnded = false
        var isStopped = false
        var readerWaits = false
        var writerWaits = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    private let most: Int

    package init(room: Int) { most = room }

    /// Waits for room. False where nobody takes any more: then the giver need not go on.
    package func enqueue(_ item: Item, size: Int = 1) -> Bool {
        let size = max(size, 1)
        while true {
            let isEnqueued: Bool? = state.withLock { state in
                guard !state.isStopped else { return false }
                guard state.size == 0 || state.size + size <= most else {
                    state.writerWaits = true
                    return nil
                }
                state.items.append((item, size))
                state.size += size
                wakeReader(&state)
                return true
            }
            if let isEnqueued { return isEnqueued }
            room.wait()
        }
    }

    /// The giver has given all; or has failed, which is for him to say.
    package func end() {
        state.withLock { state in
            state.hasEnded = true
            wakeReader(&state)
        }
    }

    /// Waits for the next; nil after the last.
    func dequeue() -> Item? {
        dequeued { state in
            let (item, size) = state.items.removeFirst()
            state.held = size
            return item
        }
    }

    /// Waits for the next, and takes with it all that there are; nil after the last. They make room at once.
    package func dequeueAll() -> [Item]? {
        dequeued { state in
            defer { (state.items, state.size) = ([], 0) }
            return state.items.map(\.item)
        }
    }

    /// No more will be taken.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            wakeWriter(&state)
        }
    }

    private func dequeued<Dequeued: Sendable>(_ dequeue: @Sendable (inout State) -> Dequeued) -> Dequeued? {
        while true {
            let (dequeued, isOver): (Dequeued?, Bool) = state.withLock { state in
                state.size -= state.held
                state.held = 0
                let dequeued = state.items.isEmpty ? nil : dequeue(&state)
                wakeWriter(&state)
                state.readerWaits = dequeued == nil && !state.hasEnded
                return (dequeued, !state.readerWaits)
            }
            if isOver { return dequeued }
            ready.wait()
        }
    }

    private func wakeReader(_ state: inout State) {
        if state.readerWaits { ready.signal() }
        state.readerWaits = false
    }

    private func wakeWriter(_ state: inout State) {
        if state.writerWaits { room.signal() }
        state.writerWaits = false
    }
}
