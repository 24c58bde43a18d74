import Glibc
import SystemPackage
import Testing
import TimeLimits

@testable import EventLog

/// What lies beside a log under the names of its own files, and is no regular file.
@Suite(.endsInTime) struct SideFileTests {
    private static let suffixes = ["-wal", "-shm", "-journal", "-lock"]
    private static let types = ["a folder", "a named pipe", "a symbolic link", "a socket"]

    /// What was made is left as it is, so it is looked at afterwards and taken away.
    private static func with(_ type: String, at path: String, _ body: () throws -> Void) throws {
        switch type {
        case "a folder": #expect(mkdir(path, 0o700) == 0)
        case "a named pipe": #expect(mkfifo(path, 0o600) == 0)
        case "a symbolic link": #expect(symlink("nowhere", path) == 0)
        default: #expect(mknod(path, S_IFSOCK | 0o600, 0) == 0)
        }
        try body()
        #expect(SideFile.wrongType(at: FilePath(path)) == type)
        #expect(remove(path) == 0)
    }

    @Test(arguments: suffixes, types)
    func `a log is not opened beside one, and is as it was when that has been moved away`(
        suffix: String, type: String
    ) throws {
        let log = try ScratchLog(events: 2)
        try log.store.close()
        let path = log.path + suffix
        unlink(path)
        try Self.with(type, at: path) {
            for access: EventStore.Access in [.reading, .writing, .auditing] {
                #expect(throws: LogError.sideFileNotRegular(path: FilePath(path), type: type)) {
                    try EventStore(at: FilePath(log.path), access)
                }
            }
        }
        #expect(try EventStore(at: FilePath(log.path), .writing).read { try Log($0).head().position } == 2)
    }

    @Test(arguments: suffixes, types)
    func `no log and no copy is made beside one`(suffix: String, type: String) throws {
        let log = try ScratchLog(events: 1)
        let place = log.folder + "/new.db"
        let expected = LogError.sideFileInTheWay(
            path: FilePath(place), file: FilePath(place + suffix), type: type)
        try Self.with(type, at: place + suffix) {
            #expect(throws: expected) { try EventStore.create(at: FilePath(place), settings: [:]) }
            #expect(throws: expected) { try log.store.backup(to: FilePath(place)) }
            #expect(throws: expected) { try EventStore.checkPlace(FilePath(place)) }
        }
        #expect(access(place, F_OK) != 0)
    }

    @Test func `a lock file may be left from another log, and may have further names`() throws {
        let log = try ScratchLog(events: 1)
        let place = log.folder + "/new.db"
        ScratchFile.write("", to: place + "-lock")
        #expect(link(place + "-lock", log.folder + "/second") == 0)
        try EventStore.create(at: FilePath(place), settings: [:])
        let store = try EventStore(at: FilePath(place), .writing)
        try store.write { try ScratchLog.append(1, at: 1, $0) }
        #expect(try store.read { try Log($0).head().position } == 1)
        try store.close()
    }
}
