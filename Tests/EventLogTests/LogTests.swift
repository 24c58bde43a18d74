import CanonicalJSON
import EventLog
import Glibc
import Platform
import SQLite
import SystemPackage
import Testing
import TimeLimits

@Suite(.endsInTime) struct LogTests {
    @Test func `an event is never changed, deleted or replaced`() throws {
        let log = try ScratchLog(events: 3)
        for sql in [
            "UPDATE event SET text = 'x' WHERE position = 2", "DELETE FROM event WHERE position = 3",
            "DELETE FROM event",
            "INSERT OR REPLACE INTO event SELECT 3, id, stream, recorded_at, key, hash, 'x' FROM event WHERE position = 3",
            "INSERT OR REPLACE INTO event SELECT 4, id, stream, recorded_at, key, hash, 'x' FROM event WHERE position = 1",
            "UPDATE OR REPLACE event SET position = 9 WHERE position = 3",
        ] {
            #expect(throws: LogError.self, "\(sql)") { try log.store.write { try $0.execute(sql) } }
        }
        #expect(try log.texts() == (1...3).map(ScratchLog.text))
    }

    @Test func `who writes has every commit synced to the disk, through a write-ahead log`() throws {
        let log = try ScratchLog(events: 1)
        for store in [log.store, try EventStore(at: FilePath(log.path), .writing)] {
            try store.write { db in
                // 2 is FULL: the write-ahead log is synced before a commit returns.
                let synchronous = try PreparedStatement(db, "PRAGMA synchronous").first { $0.number(0) }
                let mode = try PreparedStatement(db, "PRAGMA journal_mode").first { $0.textBeforeNUL(0) }
                #expect(synchronous == 2)
                #expect(mode == "wal")
            }
        }
    }

    @Test func `a new log is whole in its file, even if somebody looks at it while it is made`() throws {
        let log = try ScratchLog(events: 1)
        let path = log.folder + "/other.db"
        var onlooker: Database?
        try EventStore.create(at: FilePath(path), settings: [:]) { store in
            onlooker = try Database(store.path.argument, .writing)
            try store.write { db in for number in 1...300 { try ScratchLog.append(number, at: number, db) } }
            _ = try onlooker.map { try Log($0).head() }
        }
        try onlooker?.close()
        #expect(try EventStore(at: FilePath(path), .reading).read { try Log($0).head().position } == 300)
    }

    @Test
    func `what the killed have left is cleared away when the same file is made, and nothing else`()
        throws
    {
        let log = try ScratchLog(events: 1)
        let path = log.folder + "/other.db"
        // No process has so great a number; the first is always there.
        let gone = ["new-999999999", "new-999999999-wal"].map { "\(path).\($0)" }
        let kept = ["new-1", "new-999999999-x", "new-", "new-x", "db"].map { "\(path).\($0)" }
        for file in gone + kept { ScratchFile.write("x", to: file) }
        try EventStore.create(at: FilePath(path), settings: [:])
        for file in gone { #expect(access(file, F_OK) != 0, "\(file)") }
        for file in kept { #expect(ScratchFile.read(file) == "x", "\(file)") }
        for file in gone { ScratchFile.write("x", to: file) }
        try log.store.backup(to: FilePath(log.folder + "/copy.db"))
        for file in gone { #expect(ScratchFile.read(file) == "x", "\(file)") }
    }

    @Test func `a range is read in order, each text with its stream, until the reader has enough`() throws {
        let log = try ScratchLog(events: 5)
        func read(_ first: Int, _ last: Int, enough: Int = 9) throws -> [String] {
            var rows: [String] = []
            try log.store.read { db in
                try Log(db).forEach(from: first, through: last) { position, stream, text in
                    rows.append("\(position) \(stream) \(text)")
                    return rows.count < enough
                }
            }
            return rows
        }
        func row(_ number: Int) -> String { "\(number) d \(ScratchLog.text(number))" }
        #expect(try read(1, .max) == (1...5).map(row))
        #expect(try read(2, 4) == (2...4).map(row))
        #expect(try read(2, 4, enough: 2) == [row(2), row(3)])
        #expect(try read(6, 9) == [])
    }

    @Test func `each 256 events make a tile, as they are appended`() throws {
        let log = try ScratchLog(events: 520)
        let tiles = try log.store.read { db in
            try PreparedStatement(db, "SELECT level, number FROM tile ORDER BY level, number")
                .all { [$0.number(0), $0.number(1)] }
        }
        #expect(tiles == [[1, 0], [1, 1]])
    }

    @Test func `positions have no gap and are never used twice`() throws {
        let log = try ScratchLog(events: 3)
        for position in [0, -1, 2, 3, 5] {
            #expect(throws: LogError.self) { try log.append(9, at: position) }
        }
        try log.append(4, at: 4)
        #expect(try log.store.read { try Log($0).head().position } == 4)
    }

    @Test func `what fails in a transaction leaves nothing behind`() throws {
        let log = try ScratchLog(events: 1)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try log.store.write { db in
                try ScratchLog.append(2, at: 2, db)
                throw Stop()
            }
        }
        #expect(try log.store.read { try Log($0).head().position } == 1)
        try log.append(2, at: 2)
    }

    @Test func `the root at any size is that of the events up to there`() throws {
        let log = try ScratchLog(events: 600)
        var range = CompactRange()
        for size in 0...600 {
            if [0, 1, 2, 255, 256, 257, 511, 512, 513, 600].contains(size) {
                #expect(try log.store.read { try Log($0).root(size: size) } == range.root, "size \(size)")
            }
            range.append(TreeHash.leaf(ScratchLog.text(size + 1)))
        }
    }

    @Test func `the last event recorded by a time is found by halving`() throws {
        let log = try ScratchLog(events: 50)
        for time in [0, 1000, 1001, 25_500, 50_000, 99_999] {
            #expect(try log.store.read { try Log($0).position(recordedBy: time) } == min(time / 1000, 50))
        }
    }

    @Test func `what is no log, or a later version's, is refused with a sentence and left as it is`() throws {
        let log = try ScratchLog(events: 1)
        #expect(throws: LogError.notFound(path: FilePath(log.folder + "/none.db"))) {
            try EventStore(at: FilePath(log.folder + "/none.db"), .reading)
        }
        let other = log.folder + "/other"
        for content in [
            "", "this is no database, however long it may be \(String(repeating: "x", count: 5000))",
        ] {
            ScratchFile.write(content, to: other)
            #expect(throws: LogError.notALog(path: FilePath(other))) {
                try EventStore(at: FilePath(other), .writing)
            }
            #expect(ScratchFile.read(other) == content)
        }
        let foreign = try Database(log.folder + "/foreign.db", .writing)
        try foreign.execute("CREATE TABLE event (position INTEGER)")
        try foreign.close()
        #expect(throws: LogError.notALog(path: FilePath(log.folder + "/foreign.db"))) {
            try EventStore(at: FilePath(log.folder + "/foreign.db"), .writing)
        }
        try log.store.write { try $0.execute("PRAGMA user_version = 99") }
        #expect(throws: LogError.newer(path: FilePath(log.path), version: 99)) {
            try EventStore(at: FilePath(log.path), .writing)
        }
    }

    @Test func `a log is written ahead of its file again, whatever mode somebody has set`() throws {
        let log = try ScratchLog(events: 1)
        try log.store.close()
        let foreign = try Database(log.path, .writing)
        try foreign.execute("PRAGMA journal_mode = DELETE")
        try foreign.close()
        let store = try EventStore(at: FilePath(log.path), .writing)
        #expect(
            try store.read { try PreparedStatement($0, "PRAGMA journal_mode").first { $0.textBeforeNUL(0) } }
                == "wal")
        try store.close()
    }

    @Test func `a new log is never written over what is there`() throws {
        let log = try ScratchLog(events: 1)
        #expect(throws: LogError.exists(path: FilePath(log.path))) {
            try EventStore.create(at: FilePath(log.path), settings: [:])
        }
        #expect(throws: LogError.exists(path: FilePath(log.path))) {
            try log.store.backup(to: FilePath(log.path))
        }
        #expect(try log.texts() == [ScratchLog.text(1)])
    }

    @Test func `a backup holds what the log held, and is a log`() throws {
        let log = try ScratchLog(events: 300)
        let copy = log.folder + "/copy.db"
        try log.store.backup(to: FilePath(copy))
        try log.append(301, at: 301)
        let store = try EventStore(at: FilePath(copy), .reading)
        #expect(try store.read { try Log($0).head().position } == 300)
        #expect(try store.integrityFindings() == [])
    }
}

@Suite(.endsInTime) struct SnapshotTests {
    @Test func `a table of snapshots that was dropped by hand holds none, and comes back with the next`()
        throws
    {
        let log = try ScratchLog(events: 3)
        try log.store.write { try $0.execute("DROP TABLE snapshot") }
        #expect(try log.store.read { try Snapshots($0).labels() } == [])
        try log.store.write { try Snapshots($0).store([1, 2, 3], of: "s", at: 3, rules: "r") }
        #expect(try log.store.read { try Snapshots($0).labels() }.count == 1)
    }

    @Test func `a snapshot gives back its bytes, and only to the log and the rules that it was taken with`()
        throws
    {
        let log = try ScratchLog(events: 20)
        let bytes = (0..<5000).map { UInt8($0 % 251) }
        try log.store.write { try Snapshots($0).store(bytes, of: "s", at: 20, rules: "r1") }
        try log.store.read { db in
            let label = try #require(try Snapshots(db).labels().first)
            #expect(try Snapshots(db).bytes(label, rules: "r1") == bytes)
            #expect(throws: Snapshots.Fault.otherRules) { try Snapshots(db).bytes(label, rules: "r2") }
        }
        for (column, value) in [
            ("packed", "zeroblob(length(packed))"), ("count", "4999"), ("position", "19"),
            ("root", "zeroblob(32)"),
            ("subject", "'t'"), ("rules", "'r2'"),
        ] {
            let copy = log.folder + "/\(column).db"
            try log.store.backup(to: FilePath(copy))
            let store = try EventStore(at: FilePath(copy), .writing)
            try store.write { try $0.execute("UPDATE snapshot SET \(column) = \(value)") }
            try store.read { db in
                let label = try #require(try Snapshots(db).labels().first)
                #expect(throws: Snapshots.Fault.damaged, "\(column)") {
                    try Snapshots(db).bytes(label, rules: "r1")
                }
            }
        }
    }
}
