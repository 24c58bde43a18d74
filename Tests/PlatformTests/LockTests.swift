import SystemPackage
import Testing
import TimeLimits

@testable import Platform

@Suite(.endsInTime) struct LockTests {
    private let folder: TemporaryFolder
    private let (one, other): (OpenFile, OpenFile)

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.path.appending("log")
        try path.create([], permissions: .ownerReadWrite)
        (one, other) = (try OpenFile(path, .readWrite), try OpenFile(path, .readWrite))
    }

    @Test func `an exclusive lock on a range excludes every other on it, in the same process too`() throws {
        defer { folder.remove() }
        let range = OpenFile.ByteRange(start: 1000, count: 10)
        #expect(try one.tryLock(range, .exclusive))
        #expect(other.isLockedExclusively(range))
        #expect(!one.isLockedExclusively(range))
        #expect(try !other.tryLock(OpenFile.ByteRange(start: 1009), .shared))
        #expect(try other.tryLock(OpenFile.ByteRange(start: 1010), .exclusive))
        one.unlock(range)
        #expect(!other.isLockedExclusively(range))
        #expect(try other.tryLock(range, .exclusive))
    }

    @Test func `shared locks exclude exclusive ones only`() throws {
        defer { folder.remove() }
        let range = OpenFile.ByteRange(start: 0)
        #expect(try one.tryLock(range, .shared))
        #expect(try other.tryLock(range, .shared))
        #expect(try !other.tryLock(range, .exclusive))
        #expect(!other.isLockedExclusively(range))
        one.close()
        #expect(try other.tryLock(range, .exclusive))
    }

    @Test func `the lock on the whole file is another one than those on ranges`() throws {
        defer { folder.remove() }
        #expect(try one.tryLockWhole())
        #expect(try !other.tryLockWhole())
        #expect(try other.tryLock(OpenFile.ByteRange(start: 0), .exclusive))
        one.unlockWhole()
        #expect(try other.tryLockWhole())
    }
}
