import Dispatch
import Synchronization

/// A bounded queue from one producer thread to one consumer thread. The producer waits when the queue is
/// full.
///
/// An item that `dequeue` returns keeps its room until the next call, because the consumer still uses it. An
/// item that is larger than the whole queue waits until everything before it has been processed.
package final class BoundedQueue<Item: Sendable>: Sendable {
    private struct State {
        var items: [(item: Item, size: Int)] = []
        /// The total size of `items`, and of the item that the consumer uses.
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

    /// An empty queue.
    ///
    /// - Parameter room: the capacity, in the unit of the items' sizes.
    package init(room: Int) { most = room }

    /// Waits for room and adds an item. False if the consumer has stopped the queue; then the producer should
    /// end.
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

    /// Called by the producer after its last item, or after it has failed.
    package func end() {
        state.withLock { state in
            state.hasEnded = true
            wakeReader(&state)
        }
    }

    /// Waits for the next item; nil after the last one.
    package func dequeue() -> Item? {
        dequeued { state in
            let (item, size) = state.items.removeFirst()
            state.held = size
            return item
        }
    }

    /// Waits for the next item and returns all that are there; nil after the last one. Their room is free at
    /// once.
    package func dequeueAll() -> [Item]? {
        dequeued { state in
            defer { (state.items, state.size) = ([], 0) }
            return state.items.map(\.item)
        }
    }

    /// Called by the consumer when it wants no more items.
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
                // Otherwise the producer would wait for ever, or never.
                precondition(state.items.isEmpty == (state.size == 0), "the room of an item was lost")
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
