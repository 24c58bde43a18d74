import Dispatch
import Synchronization

/// Hands things from one thread to another, in their order, and lets the giver run no further ahead than there is room.
///
/// What is taken makes room when the next is asked for: until then its taker holds it. One that takes more room than there is
/// waits until everything before it has been dealt with. There is one giver, and one taker.
final class Conveyor<Item: Sendable>: Sendable {
    private struct State {
        var items: [(item: Item, size: Int)] = []
        /// What these take of the room, and what the taker holds.
        var size = 0
        var held = 0
        var hasEnded = false
        var isStopped = false
        var takerWaits = false
        var giverWaits = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    private let most: Int

    init(room: Int) { most = room }

    /// Waits for room. False where nobody takes any more: then the giver need not go on.
    func give(_ item: Item, size: Int = 1) -> Bool {
        let size = max(size, 1)
        while true {
            let isGiven: Bool? = state.withLock { state in
                guard !state.isStopped else { return false }
                guard state.size == 0 || state.size + size <= most else {
                    state.giverWaits = true
                    return nil
                }
                state.items.append((item, size))
                state.size += size
                wakeTaker(&state)
                return true
            }
            if let isGiven { return isGiven }
            room.wait()
        }
    }

    /// The giver has given all; or has failed, which is for him to say.
    func end() {
        state.withLock { state in
            state.hasEnded = true
            wakeTaker(&state)
        }
    }

    /// Waits for the next; nil after the last.
    func take() -> Item? {
        taken { state in
            let (item, size) = state.items.removeFirst()
            state.held = size
            return item
        }
    }

    /// Waits for the next, and takes with it all that there are; nil after the last. They make room at once.
    func takeAll() -> [Item]? {
        taken { state in
            defer { (state.items, state.size) = ([], 0) }
            return state.items.map(\.item)
        }
    }

    /// No more will be taken.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            wakeGiver(&state)
        }
    }

    private func taken<Taken: Sendable>(_ take: @Sendable (inout State) -> Taken) -> Taken? {
        while true {
            let (taken, isOver): (Taken?, Bool) = state.withLock { state in
                state.size -= state.held
                state.held = 0
                let taken = state.items.isEmpty ? nil : take(&state)
                wakeGiver(&state)
                state.takerWaits = taken == nil && !state.hasEnded
                return (taken, !state.takerWaits)
            }
            if isOver { return taken }
            ready.wait()
        }
    }

    private func wakeTaker(_ state: inout State) {
        if state.takerWaits { ready.signal() }
        state.takerWaits = false
    }

    private func wakeGiver(_ state: inout State) {
        if state.giverWaits { room.signal() }
        state.giverWaits = false
    }
}
