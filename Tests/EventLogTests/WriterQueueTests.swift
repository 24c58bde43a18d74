import Dispatch
import Glibc
import Platform
import SQLite
import Synchronization
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

@Suite(.endsInTime) struct WriterQueueTests {
    private static func queue(_ path: String) throws -> WriterQueue {
        try WriterQueue(LogFile(at: FilePath(path), .writing), LockWait(path: FilePath(path)))
    }

    @Test func `who waits comes before one who writes again and again`() throws {
        let log = try ScratchLog(events: 1)
        let path = log.path
        let endsAndReopenings = Atomic(0)
        let isEnough = Atomic(false)
        let importer = DispatchQueue(label: "importer")
        importer.async {
            guard let queue = try? Self.queue(path) else { return }
            while !isEnough.load(ordering: .relaxed), endsAndReopenings.load(ordering: .relaxed) < 500 {
                try? queue.holding {
                    endsAndReopenings.add(1, ordering: .relaxed)
                    usleep(5_000)
                }
            }
        }
        while endsAndReopenings.load(ordering: .relaxed) == 0 { usleep(100) }
        let queue = try Self.queue(path)
        for _ in 1...5 {
            let before = endsAndReopenings.load(ordering: .relaxed)
            let after = try queue.holding { endsAndReopenings.load(ordering: .relaxed) }
            // The turn that is under way, and what comes before this thread gets to ask; without a queue they are hundreds.
            #expect(after - before <= 20)
        }
        isEnough.store(true, ordering: .relaxed)
        importer.sync {}
        #expect(endsAndReopenings.load(ordering: .relaxed) < 500)
    }

    @Test func `no two write at once`() throws {
        let log = try ScratchLog(events: 1)
        let path = log.path
        let inside = Atomic(0)
        let most = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            guard let queue = try? Self.queue(path) else { return }
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

    @Test(arguments: [(0o664, 0o660), (0o600, 0o600), (0o644, 0o600), (0o666, 0o666), (0o640, 0o600)])
    func `the lock file has the log's mode, without what those have who may only read`(
        log mode: mode_t, lock expected: mode_t
    ) throws {
        let log = try ScratchLog(events: 1)
        try log.store.close()
        chmod(log.path, mode)
        for mask: mode_t in [0o022, 0o077, 0] {
            unlink(log.path + "-lock")
            let before = umask(mask)
            defer { umask(before) }
            _ = try Self.queue(log.path)
            #expect(Self.mode(log.path + "-lock") == expected, "umask \(mask)")
        }
        // One that is there already, as earlier versions made it.
        chmod(log.path + "-lock", 0o444)
        _ = try Self.queue(log.path)
        #expect(Self.mode(log.path + "-lock") == expected)
    }

    private static func mode(_ path: String) -> mode_t {
        var status = stat()
        stat(path, &status)
        return status.st_mode & 0o777
    }

    @Test func `who finds another file in the queue's place queues there`() throws {
        let log = try ScratchLog(events: 1)
        let (first, second) = (try Self.queue(log.path), try Self.queue(log.path))
        unlink(log.path + "-lock")
        var order: [Int] = []
        try first.holding { order.append(1) }
        try second.holding { order.append(2) }
        #expect(order == [1, 2])
        #expect(access(log.path + "-lock", F_OK) == 0)
    }

    @Test func `who may only read locks the log for reading and holds no writer up`() throws {
        let log = try ScratchLog(events: 1)
        let reader = try OpenFile(FilePath(log.path), .readOnly)
        // A count of 0 is all bytes to the end of the file, however long it gets.
        #expect(try reader.tryLock(OpenFile.ByteRange(start: 0, count: 0), .shared))
        let wait = LockWait(path: FilePath(log.path), limit: 0.2)
        let queue = try WriterQueue(LogFile(at: FilePath(log.path), .writing), wait)
        #expect(try queue.holding { true })
    }

    @Test(arguments: ["the queue", "SQLite's lock", "the file"])
    func `who waits is told so, and at the end for how long`(what: String) throws {
        let log = try ScratchLog(events: 1)
        let told = Mutex<[String]>([])
        let store = try EventStore(at: FilePath(log.path), .writing, waiting: 2.2) { path in
            told.withLock { $0.append(path.argument) }
        }
        let file = try LogFile(at: FilePath(log.path), .writing)
        let other = try Database(log.path, .writing)
        func attempt() {
            do {
                try store.write { _ in }
                Issue.record("it did not wait for \(what)")
            } catch LogError.busy(let path, let seconds) {
                #expect(path == FilePath(log.path))
                #expect(seconds == 2)
            } catch {
                Issue.record("\(error)")
            }
        }
        switch what {
        case "the queue": try Self.queue(log.path).holding { attempt() }
        case "the file": try file.holdingWriterLock(LockWait(path: FilePath(log.path))) { attempt() }
        default:
            try other.transaction(.immediate) { attempt() }
        }
        #expect(told.withLock { $0 } == [log.path])
        try store.close()
    }
}
