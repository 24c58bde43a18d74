import Dispatch
import Glibc
import Synchronization
import Testing

@testable import EventLog

@Suite struct WriterQueueTests {
    @Test func `who waits comes before one who writes again and again`() throws {
        let log = try ScratchLog(events: 1)
        let path = log.path
        let turns = Atomic(0)
        let isEnough = Atomic(false)
        let importer = DispatchQueue(label: "importer")
        importer.async {
            guard let queue = try? WriterQueue(log: path) else { return }
            while !isEnough.load(ordering: .relaxed), turns.load(ordering: .relaxed) < 500 {
                try? queue.holding {
                    turns.add(1, ordering: .relaxed)
                    usleep(5_000)
                }
            }
        }
        while turns.load(ordering: .relaxed) == 0 { usleep(100) }
        let queue = try WriterQueue(log: path)
        for _ in 1...5 {
            let before = turns.load(ordering: .relaxed)
            let after = try queue.holding { turns.load(ordering: .relaxed) }
            // The turn that is under way, and what comes before this thread gets to ask; without a queue they are hundreds.
            #expect(after - before <= 20)
        }
        isEnough.store(true, ordering: .relaxed)
        importer.sync {}
        #expect(turns.load(ordering: .relaxed) < 500)
    }

    @Test func `no two write at once`() throws {
        let log = try ScratchLog(events: 1)
        let path = log.path
        let inside = Atomic(0)
        let most = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            guard let queue = try? WriterQueue(log: path) else { return }
            for _ in 1...25 {
                try? queue.holding {
                    most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                    usleep(200)
                    inside.subtract(1, ordering: .relaxed)
                }
            }
        }
        #expect(most.load(ordering: .relaxed) == 1)
    }
}
