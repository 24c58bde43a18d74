import Glibc
import Platform
import SQLite
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

/// One log, and whatever leads to it or lies beside it.
@Suite(.endsInTime) struct LogFileTests {
    @Test func `a log with two names is refused under each of them, to readers too, until one is left`()
        throws
    {
        let log = try ScratchLog(events: 2)
        let second = log.folder + "/second.db"
        #expect(link(log.path, second) == 0)
        for path in [log.path, second] {
            for access: EventStore.Access in [.reading, .writing, .auditing] {
                #expect(throws: LogError.severalNames(path: FilePath(path), count: 2)) {
                    try EventStore(at: FilePath(path), access)
                }
            }
        }
        unlink(second)
        #expect(try EventStore(at: FilePath(log.path), .reading).read { try Log($0).head().position } == 2)
    }

    @Test func `a log that gets a second name while it is open takes no further event until it has gone`()
        throws
    {
        let log = try ScratchLog(events: 1)
        let second = log.folder + "/second.db"
        #expect(link(log.path, second) == 0)
        #expect(throws: LogError.severalNames(path: FilePath(log.path), count: 2)) {
            try log.append(2, at: 2)
        }
        unlink(second)
        try log.append(2, at: 2)
        #expect(try log.texts().count == 2)
    }

    @Test func `a log that is moved while it is open takes no further event, and what it took is in it`()
        throws
    {
        let log = try ScratchLog(events: 1)
        let elsewhere = log.folder + "/elsewhere.db"
        rename(log.path, elsewhere)
        #expect(throws: LogError.moved(path: FilePath(log.path))) { try log.append(2, at: 2) }
        // Another takes its place.
        try EventStore.create(at: FilePath(log.folder + "/other.db"), settings: [:])
        rename(log.folder + "/other.db", log.path)
        #expect(throws: LogError.moved(path: FilePath(log.path))) { try log.append(2, at: 2) }
        unlink(log.path)
        try log.store.close()
        // What was filed before lies where the log was, and goes with it to where it is.
        rename(log.path + "-wal", elsewhere + "-wal")
        #expect(try EventStore(at: FilePath(elsewhere), .reading).read { try Log($0).head().position } == 1)
    }

    @Test func `symbolic links are other ways to the same log and its side files`() throws {
        let log = try ScratchLog(events: 1)
        symlink("scratch.db", log.folder + "/link.db")
        let store = try EventStore(at: FilePath(log.folder + "/link.db"), .writing)
        #expect(store.path == FilePath(log.path))
        try store.write { try ScratchLog.append(2, at: 2, $0) }
        try log.append(3, at: 3)
        #expect(access(log.folder + "/link.db-wal", F_OK) != 0)
        try store.close()
        #expect(try log.texts().count == 3)
    }

    @Test func `SQLite's locks outlast the other descriptors that are closed of the same file`() throws {
        let log = try ScratchLog(events: 1)
        try log.append(2, at: 2)
        // Opened and closed in this process while the first is still open.
        for _ in 1...3 {
            _ = try EventStore(at: FilePath(log.path), .reading).read { try Log($0).head() }
            _ = try LogImage(LogFile(at: FilePath(log.path), .reading), LockWait(path: FilePath(log.path)))
                .read { _, _ in }
        }
        let probe = try OpenFile(FilePath(log.path), .readWrite)
        // What keeps another from taking this log for one that nobody has open.
        #expect(try !probe.tryLock(LogFile.readers, .exclusive))
    }

    @Test(arguments: ["-wal", "-shm", "-journal"])
    func `no log is made where something of another one is left, and that is left as it is`(suffix: String)
        throws
    {
        let log = try ScratchLog(events: 1)
        let place = log.folder + "/new.db"
        ScratchFile.write("left", to: place + suffix)
        let expected = LogError.sideFileLeft(path: FilePath(place), file: FilePath(place + suffix))
        #expect(throws: expected) { try EventStore.create(at: FilePath(place), settings: [:]) }
        #expect(throws: expected) { try log.store.backup(to: FilePath(place)) }
        #expect(throws: expected) { try EventStore.checkPlace(FilePath(place)) }
        #expect(ScratchFile.read(place + suffix) == "left")
        #expect(access(place, F_OK) != 0)
        // It comes while the log is made.
        unlink(place + suffix)
        #expect(throws: expected) {
            try EventStore.create(at: FilePath(place), settings: [:]) { _ in
                ScratchFile.write("left", to: place + suffix)
            }
        }
        #expect(access(place, F_OK) != 0)
    }

    @Test(arguments: ["file:a.db", "a?mode=ro.db", "%41.db", "a#b.db", "file:", "\u{301}a.db", ":memory:"])
    func `a name is a name, whatever it means in a URI`(name: String) throws {
        let log = try ScratchLog(events: 1)
        let path = "\(log.folder)/\(name)"
        try EventStore.create(at: FilePath(path), settings: [:]) { store in
            try store.write { try ScratchLog.append(1, at: 1, $0) }
        }
        try EventStore(at: FilePath(path), .writing).backup(to: FilePath(path + ".copy"))
        for path in [path, path + ".copy"] {
            #expect(try EventStore(at: FilePath(path), .reading).read { try Log($0).head().position } == 1)
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test(arguments: [0o600, 0o664, 0o444, 0o640] as [mode_t])
    func `a copy has the log's mode`(mode: mode_t) throws {
        let log = try ScratchLog(events: 1)
        chmod(log.path, mode)
        try log.store.backup(to: FilePath(log.folder + "/copy.db"))
        var status = stat()
        #expect(stat(log.folder + "/copy.db", &status) == 0)
        #expect(status.st_mode & 0o777 == mode)
    }

    @Test func `a rollback journal that nobody is at work on stops everybody, and is a finding`() throws {
        let log = try ScratchLog(events: 2)
        try log.store.close()
        // What a program leaves that is killed while it writes without a write-ahead log.
        ScratchFile.write("\u{7f}a journal", to: log.path + "-journal")
        for access: EventStore.Access in [.reading, .writing] {
            #expect(throws: LogError.journalBeside(path: FilePath(log.path))) {
                try EventStore(at: FilePath(log.path), access)
            }
        }
        let audited = try EventStore(at: FilePath(log.path), .auditing)
        #expect(audited.sideFindings.count == 1)
        #expect(try audited.read { try Log($0).head().position } == 2)
        #expect(ScratchFile.read(log.path + "-journal").hasSuffix("journal"))
        // One that has ended holds nothing.
        for ended in ["", "\0\0\0\0 wiped out"] {
            ScratchFile.write(ended, to: log.path + "-journal")
            let store = try EventStore(at: FilePath(log.path), .reading)
            #expect(store.sideFindings == [])
            #expect(try store.read { try Log($0).head().position } == 2)
        }
    }

    @Test func `who is at work without a write-ahead log is waited for, and his journal is his own`() throws {
        let log = try ScratchLog(events: 2)
        try log.store.close()
        let foreign = try Database(log.path, .writing)
        try foreign.execute("PRAGMA journal_mode = DELETE")
        try foreign.execute("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('foreign', 'x')")
        #expect(access(log.path + "-journal", F_OK) == 0)
        #expect(try EventStore(at: FilePath(log.path), .reading).read { try Log($0).settings() } == [:])
        try foreign.execute("COMMIT")
        try foreign.close()
        #expect(
            try EventStore(at: FilePath(log.path), .reading).read { try Log($0).setting("foreign") } == "x")
    }
}
