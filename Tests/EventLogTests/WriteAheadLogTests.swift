import Glibc
import SQLite
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

/// A write-ahead log that is not the log's own is not believed, and the log's own always is.
@Suite(.endsInTime) struct WriteAheadLogTests {
    private static let everyAccess: [EventStore.Access] = [.reading, .writing, .auditing]

    private static func texts(_ path: String, _ access: EventStore.Access = .reading) throws -> [String] {
        let store = try EventStore(at: FilePath(path), access)
        let texts = try store.read {
            try PreparedStatement($0, "SELECT text FROM event ORDER BY position").all { $0.textBeforeNUL(0) }
        }
        try store.close()
        return texts
    }

    /// A log that is closed, and all of it in its file.
    private static func closedLog(events: Int) throws -> ScratchLog {
        let log = try ScratchLog(events: events)
        try log.store.close()
        #expect(access(log.path + "-wal", F_OK) != 0)
        return log
    }

    @Test(arguments: [1, 3, 40], [3, 40])
    func `another log's is refused to everybody, and the file stays as it is`(others: Int, own: Int) throws {
        let log = try Self.closedLog(events: own)
        let other = try ScratchLog(events: 1)
        for number in 1...others { try other.append(100 + number, at: 1 + number) }
        let (file, ahead) = (try ScratchFile.bytes(log.path), try ScratchFile.bytes(other.path + "-wal"))
        // As much of it as there was at some time.
        for count in [ahead.count, ahead.count / 2] {
            try ScratchFile.write(Array(ahead[..<count]), to: log.path + "-wal")
            for access in Self.everyAccess {
                do {
                    let read = try Self.texts(log.path, access)
                    #expect(count < ahead.count && read.count == own)
                } catch { #expect(error as? LogError == .foreignWAL(path: FilePath(log.path))) }
            }
            guard count == ahead.count else { continue }
            #expect(throws: LogError.foreignWAL(path: FilePath(log.path))) {
                try EventStore(at: FilePath(log.path), .writing)
            }
            #expect(try ScratchFile.bytes(log.path) == file)
            #expect(try ScratchFile.bytes(log.path + "-wal") == ahead)
        }
        unlink(log.path + "-wal")
        #expect(try Self.texts(log.path, .writing) == (1...own).map(ScratchLog.text))
    }

    @Test func `one of another program's database is refused, and not the log that it hides`() throws {
        let log = try Self.closedLog(events: 5)
        let other = try Database(log.folder + "/other", .writing)
        try other.execute("PRAGMA journal_mode = WAL; CREATE TABLE a(b); INSERT INTO a VALUES (1)")
        try ScratchFile.write(ScratchFile.bytes(log.folder + "/other-wal"), to: log.path + "-wal")
        for access in Self.everyAccess {
            #expect(throws: LogError.foreignWAL(path: FilePath(log.path))) {
                try EventStore(at: FilePath(log.path), access)
            }
        }
        try other.close()
    }

    @Test func `an older one that is put back is refused, or hides no event`() throws {
        let log = try ScratchLog(events: 1)
        let all = (1...60).map(ScratchLog.text)
        var older: [(events: Int, bytes: [UInt8])] = []
        for number in 2...60 {
            if number % 7 == 0 { try log.checkpoint(.restart) }
            try log.append(number, at: number)
            older.append((number, try ScratchFile.bytes(log.path + "-wal")))
        }
        try log.store.close()
        let file = try ScratchFile.bytes(log.path)
        let place = log.folder + "/copy.db"
        var refused = 0
        for (events, bytes) in older {
            try ScratchFile.write(file, to: place)
            try ScratchFile.write(bytes, to: place + "-wal")
            do {
                #expect(try Self.texts(place, .writing) == all, "of \(events) events")
            } catch {
                #expect(error as? LogError == .foreignWAL(path: FilePath(place)), "of \(events) events")
                #expect(try ScratchFile.bytes(place) == file)
                refused += 1
            }
            for suffix in ["-wal", "-shm"] { unlink(place + suffix) }
        }
        #expect(refused > 40)
    }

    @Test func `the log's own is never refused, wherever he was killed who moved its pages into the file`()
        throws
    {
        let log = try ScratchLog(events: 20)
        // Pages that were another table's rows, with the same numbers, become pages of events.
        try log.store.write { db in
            try db.execute("CREATE TABLE other(a INTEGER PRIMARY KEY, b, c, d, e, hash BLOB, text TEXT)")
            for number in 1...80 {
                try db.execute(
                    "INSERT INTO other VALUES (?, 1, 1, 1, 1, randomblob(32), 'no event')", [.number(number)])
            }
        }
        try log.checkpoint(.restart)
        let before = try ScratchFile.bytes(log.path)
        try log.store.write { try $0.execute("DROP TABLE other") }
        for number in 21...80 { try log.append(number, at: number) }
        let ahead = try ScratchFile.bytes(log.path + "-wal")
        try log.checkpoint(.passive)
        let after = try ScratchFile.bytes(log.path)
        #expect(after != before)
        let place = log.folder + "/copy.db"
        for page in 0...after.count / 4096 {
            // They go into the file in the order of their numbers.
            let mixed = Array(after[..<(page * 4096)]) + before.dropFirst(page * 4096)
            for (access, events) in [(EventStore.Access.reading, 80), (.writing, 80)] {
                try ScratchFile.write(mixed, to: place)
                try ScratchFile.write(ahead, to: place + "-wal")
                #expect(try Self.texts(place, access).count == events, "\(page) pages")
                for suffix in ["-wal", "-shm"] { unlink(place + suffix) }
            }
        }
    }

    @Test func `a log is opened of which nothing but its write-ahead log holds an event, or nothing does`()
        throws
    {
        let log = try ScratchLog(events: 3)
        let place = log.folder + "/copy.db"
        let ahead = try ScratchFile.bytes(log.path + "-wal")
        for bytes in [ahead, Array(ahead.prefix(10)), []] {
            try ScratchFile.write(ScratchFile.bytes(log.path), to: place)
            try ScratchFile.write(bytes, to: place + "-wal")
            #expect(try Self.texts(place, .writing).count == (bytes == ahead ? 3 : 0))
            for suffix in ["-wal", "-shm"] { unlink(place + suffix) }
        }
    }
}
