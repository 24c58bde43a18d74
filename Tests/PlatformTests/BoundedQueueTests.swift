@testable import Platform
import Testing
import TimeLimits

@Suite(.endsInTime) struct BoundedQueueTests {
    @Test func `one that is stopped with something on it can go`() {
        let queue = BoundedQueue<Int>(room: 2)
        #expect(queue.enqueue(1))
        #expect(queue.enqueue(2))
        queue.stop()
        #expect(!queue.enqueue(3))
    }

    @Test func `what was given before the end is taken, in its order`() {
        let queue = BoundedQueue<Int>(room: 2)
        #expect(queue.enqueue(1))
        #expect(queue.enqueue(2))
        queue.end()
        #expect([queue.dequeue(), queue.dequeue(), queue.dequeue()] == [1, 2, nil])
    }

    @Test func `what needs more room than there is goes by itself, when all before it has been dealt with`()
        throws
    {
        let queue = BoundedQueue<Int>(room: 10)
        let giver = BackgroundTask { [queue] in
            defer { queue.end() }
            return [queue.enqueue(1, size: 3), queue.enqueue(2, size: 90), queue.enqueue(3, size: 10)]
        }
        var taken: [Int] = []
        while let item = queue.dequeue() { taken.append(item) }
        #expect(taken == [1, 2, 3])
        #expect(try giver.finished {} == [true, true, true])
    }

    @Test func `a giver who waits for room learns that nobody takes any more`() throws {
        let queue = BoundedQueue<Int>(room: 10)
        #expect(queue.enqueue(1, size: 10))
        let giver = BackgroundTask { [queue] in queue.enqueue(2, size: 10) }
        queue.stop()
        #expect(try giver.finished {} == false)
    }

    @Test func `what has come is taken though the giver waits for more`() throws {
        let queue = BoundedQueue<Int>(room: 1000)
        let more = BoundedQueue<Int>(room: 10)
        let giver = BackgroundTask { [queue, more] in
            defer { queue.end() }
            for item in 1...3 { _ = queue.enqueue(item) }
            // As from a pipe that stays open.
            while let item = more.dequeue() { _ = queue.enqueue(item) }
        }
        var taken: [Int] = []
        while taken.count < 3 { taken += queue.dequeueAll() ?? [] }
        #expect(more.enqueue(4))
        #expect(queue.dequeueAll() == [4])
        more.end()
        #expect(queue.dequeueAll() == nil)
        #expect(taken == [1, 2, 3])
        try giver.finished {}
    }

    @Test(.timeLimit(.minutes(1))) func `of many things none is lost, however they are taken`() throws {
        for takesAll in [false, true] {
            let queue = BoundedQueue<Int>(room: 7)
            let giver = BackgroundTask { [queue] in
                defer { queue.end() }
                for item in 0..<50_000 { _ = queue.enqueue(item, size: item % 9) }
            }
            var taken: [Int] = []
            while let items = takesAll ? queue.dequeueAll() : queue.dequeue().map({ [$0] }) { taken += items }
            #expect(taken == Array(0..<50_000))
            try giver.finished {}
        }
    }
}
