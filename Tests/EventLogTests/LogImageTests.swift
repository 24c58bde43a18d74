import Dispatch
import Glibc
import Platform
import SQLite
import Synchronization
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

/// A log put together without SQLite's shared memory is what SQLite itself reads.
@Suite(.endsInTime) struct LogImageTests {
    private static func open(_ path: String) throws -> Database {
        let database = try Database(inMemory: .reading)
        try LogImage(LogFile(at: FilePath(path), .reading), LockWait(path: FilePath(path))).load(
            into: database)
        return database
    }

    private static func texts(_ database: Database) throws -> [String] {
        try PreparedStatement(database, "SELECT text FROM event ORDER BY position").all {
            $0.textBeforeNUL(0)
        }
    }

    private static func isSound(_ database: Database) throws -> Bool {
        try PreparedStatement(database, "PRAGMA integrity_check").all { $0.textBeforeNUL(0) } == ["ok"]
    }

    @Test func `what was filed is in it, whether it lies in the file or in the write-ahead log`() throws {
        let log = try ScratchLog(events: 1)
        let onlooker = try Database(log.path, .writing)
        for number in 2...60 {
            try log.append(number, at: number)
            if number == 20 {
                // Half of it is moved into the file: up to where somebody still reads.
                try onlooker.execute("BEGIN; SELECT count(*) FROM event")
            }
            if number == 40 { try log.checkpoint(.passive) }
            if number == 50 {
                try onlooker.execute("COMMIT")
                try log.checkpoint(.restart)
            }
            let image = try Self.open(log.path)
            #expect(try Self.texts(image) == log.texts(), "\(number)")
            #expect(try Self.isSound(image))
        }
        try onlooker.close()
    }

    @Test func `what was left by one who was killed is in it, but not what he had not ended`() throws {
        let log = try ScratchLog(events: 30)
        let copy = log.folder + "/copy.db"
        try log.append(31, at: 31)
        let ahead = try ScratchFile.bytes(log.path + "-wal")
        let file = try ScratchFile.bytes(log.path)
        var counts: Set<Int> = []
        for end in stride(from: 0, through: ahead.count, by: 1500) + [ahead.count] {
            try ScratchFile.write(file, to: copy)
            try ScratchFile.write(Array(ahead[..<end]), to: copy + "-wal")
            let image = try Self.texts(Self.open(copy))
            let bySQLite = try Database(copy, .writing)
            #expect(try image == Self.texts(bySQLite), "cut after \(end)")
            try bySQLite.close()
            counts.insert(image.count)
        }
        #expect(counts.isSuperset(of: [30, 31]) || counts.contains(31) && counts.count > 1)
    }

    @Test func `a byte of the write-ahead log that is another ends it there, as it does for SQLite`() throws {
        let log = try ScratchLog(events: 1)
        for number in 2...5 { try log.append(number, at: number) }
        let (file, ahead) = (try ScratchFile.bytes(log.path), try ScratchFile.bytes(log.path + "-wal"))
        let copy = log.folder + "/copy.db"
        for place in stride(from: 0, to: ahead.count, by: 997) {
            var changed = ahead
            changed[place] ^= 0x40
            try ScratchFile.write(file, to: copy)
            try ScratchFile.write(changed, to: copy + "-wal")
            let image = Result { try Self.texts(Self.open(copy)) }
            let bySQLite = try Database(copy, .writing)
            let expected = Result { try Self.texts(bySQLite) }
            #expect(try image.get() == expected.get(), "byte \(place)")
            try bySQLite.close()
        }
    }

    @Test func `while others write and move pages it is one moment of the log each time`() throws {
        let log = try ScratchLog(events: 1)
        let isDone = Atomic(false)
        let writer = DispatchQueue(label: "writer")
        let path = log.path
        writer.async {
            for round in 0..<30 {
                guard let store = try? EventStore(at: FilePath(path), .writing) else { continue }
                for number in 1...6 {
                    let position = 1 + round * 6 + number
                    try? store.write { db in
                        try ScratchLog.append(position, at: position, db)
                    }
                    if number % 3 == 0 { try? store.checkpoint(.passive) }
                }
                // The last who closes moves everything into the file and takes the write-ahead log away.
                try? store.close()
            }
            isDone.store(true, ordering: .relaxed)
        }
        try log.store.close()
        var images = 0
        var last = 0
        while !isDone.load(ordering: .relaxed) {
            let image = try Self.open(path)
            let texts = try Self.texts(image)
            #expect(texts == (1...texts.count).map(ScratchLog.text))
            #expect(texts.count >= last)
            #expect(try Self.isSound(image))
            (images, last) = (images + 1, texts.count)
        }
        writer.sync {}
        #expect(images > 5)
        #expect(try Self.texts(Self.open(path)).count == 181)
    }

    @Test func `a reader whom SQLite opens no file reads it all the same, and leaves nothing`() throws {
        let log = try ScratchLog(events: 3)
        try log.append(4, at: 4)
        // SQLite takes no path of more than 512 bytes, and the system does.
        let folders = (1...2).map { level in
            log.folder + String(repeating: "/" + String(repeating: "f", count: 250), count: level)
        }
        for folder in folders { mkdir(folder, 0o700) }
        let copy = folders[1] + "/copy.db"
        defer {
            for suffix in ["", "-wal"] { unlink(copy + suffix) }
            for folder in folders.reversed() { #expect(rmdir(folder) == 0) }
        }
        try ScratchFile.write(ScratchFile.bytes(log.path), to: copy)
        try ScratchFile.write(ScratchFile.bytes(log.path + "-wal"), to: copy + "-wal")
        let store = try EventStore(at: FilePath(copy), .reading)
        #expect(try store.read { try Log($0).head().position } == 4)
        try store.backup(to: FilePath(log.folder + "/second.db"))
        #expect(
            try EventStore(at: FilePath(log.folder + "/second.db"), .reading).read {
                try Log($0).head().position
            } == 4)
    }
}

/// How SQLite moves pages from the write-ahead log into the file.
enum CheckpointMode: String {
    /// Those that nobody reads at the moment.
    case passive
    /// All, so that it is begun anew.
    case restart
}

extension ScratchLog {
    func checkpoint(_ mode: CheckpointMode) throws { try store.checkpoint(mode) }
}

extension EventStore {
    /// Moves pages from the write-ahead log into the file.
    fileprivate func checkpoint(_ mode: CheckpointMode) throws {
        let database = try Database(path.argument, .writing)
        try? database.execute("PRAGMA wal_checkpoint(\(mode.rawValue))")
        try database.close()
    }
}
