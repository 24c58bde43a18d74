import Dispatch
import Glibc
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

@Suite(.endsInTime) struct LockWaitTests {
    @Test func `nobody waits for longer than a minute`() {
        #expect(LockWait.minute == 60)
    }

    @Test func `each operation has the full time, and no more`() throws {
        let wait = LockWait(path: "log.db", limit: 0.3)
        #expect(wait.pauses())
        usleep(310_000)
        #expect(!wait.pauses())
        #expect(throws: LogError.self) { try wait.pause() }
        wait.begin()
        #expect(wait.pauses())
    }

    @Test func `a second turn in the queue may be waited for as long as the first`() throws {
        let log = try ScratchLog(events: 1)
        let path = FilePath(log.path)
        let queue = try WriterQueue(LogFile(at: path, .writing), LockWait(path: path, limit: 2))
        for _ in 1...2 {
            let isHeld = DispatchSemaphore(value: 0)
            DispatchQueue.global().async {
                let other = try? WriterQueue(LogFile(at: path, .writing), LockWait(path: path))
                try? other?.holding {
                    isHeld.signal()
                    usleep(1_200_000)
                }
            }
            isHeld.wait()
            #expect(try queue.holding { true })
        }
    }
}
