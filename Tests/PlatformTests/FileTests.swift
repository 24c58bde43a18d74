import Glibc
import SystemPackage
import Testing
import TimeLimits

@testable import Platform

@Suite(.endsInTime) struct FileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String) -> FilePath { folder.path.appending(name) }

    private func content(_ path: FilePath) throws -> String {
        String(decoding: try OpenFile(path, .readOnly).readToEnd(), as: UTF8.self)
    }

    @Test func `a file is created whole, with exactly its permissions, and never over another`() throws {
        defer { folder.remove() }
        let path = file("key")
        // The process's umask would take some of these away. It is left as it is, since it holds for other tests too.
        try path.create(Array("one".utf8), permissions: .all)
        #expect(try content(path) == "one")
        #expect(try Stat(path).permissions == .all)
        #expect(throws: Errno.fileExists) { try path.create(Array("two".utf8), permissions: .ownerReadWrite) }
        #expect(try content(path) == "one")
    }

    @Test func `a file is replaced whole, and nothing else is left`() throws {
        defer { folder.remove() }
        let path = file("note")
        for text in ["one", "two"] {
            try path.replace(with: Array(text.utf8), permissions: .ownerReadWrite)
            #expect(try content(path) == text)
        }
        #expect(folder.path.entries() == ["note"])
    }

    @Test func `a file that cannot be replaced stays as it was, and nothing else is left`() throws {
        defer { folder.remove() }
        let path = file("folder")
        try path.makeFolder(permissions: .ownerReadWriteExecute)
        #expect(throws: Errno.isDirectory) { try path.replace(with: [], permissions: .ownerReadWrite) }
        #expect(folder.path.entries() == ["folder"])
    }

    @Test func `a rename to a new name never replaces a file`() throws {
        defer { folder.remove() }
        for name in ["a", "b"] { try file(name).create(Array(name.utf8), permissions: .ownerReadWrite) }
        #expect(throws: Errno.fileExists) { try file("a").renameToNew(file("b")) }
        #expect(try content(file("b")) == "b")
        try file("a").renameToNew(file("c"))
        #expect(Set(folder.path.entries().map(\.string)) == ["b", "c"])
    }

    @Test func `a file without a name gets one when it is complete, and never another file's`() throws {
        defer { folder.remove() }
        try file("b").create(Array("b".utf8), permissions: .ownerReadWrite)
        let new = try OpenFile.unnamed(in: folder.path, permissions: .ownerReadWrite)
        try new.write(Array("new".utf8), at: 0)
        #expect(folder.path.entries() == ["b"])
        #expect(throws: Errno.fileExists) { try new.giveName(file("b")) }
        try new.giveName(file("c"))
        #expect(try content(file("c")) == "new")
    }

    @Test func `reading at an offset gives all that is asked for, or ends with the file`() throws {
        defer { folder.remove() }
        try file("a").create(Array("0123456789".utf8), permissions: .ownerReadWrite)
        let open = try OpenFile(file("a"), .readOnly)
        #expect(try open.read(4, at: 3) == Array("3456".utf8))
        #expect(try open.read(4, at: 8) == Array("89".utf8))
        #expect(try open.read(4, at: 10).isEmpty)
    }

    @Test func `a folder is made with its parents, and one that is there is left alone`() throws {
        defer { folder.remove() }
        let path = file("a").appending("b")
        for _ in 1...2 { try path.makeFolder(permissions: .ownerReadWriteExecute) }
        #expect(try Stat(path).type == .directory)
        try file("f").create([], permissions: .ownerReadWrite)
        #expect(throws: Errno.notDirectory) {
            try file("f").appending("b").makeFolder(permissions: .ownerReadWriteExecute)
        }
    }

    @Test func `a file is closed once, and when nothing refers to it`() throws {
        defer { folder.remove() }
        // Other tests open and close files at the same time: the descriptor's number says what became of this one.
        let path = file("a")
        try path.create([], permissions: .ownerReadWrite)
        func isOpen() -> Bool {
            FilePath("/proc/self/fd").entries().contains { name in
                (try? FilePath("/proc/self/fd").appending(name).resolved()) == path
            }
        }
        var open: OpenFile? = try OpenFile(path, .readOnly)
        #expect(isOpen())
        open = nil
        #expect(!isOpen())
        open = try OpenFile(path, .readOnly)
        open?.close()
        open?.close()
        #expect(!isOpen())
        open = nil
    }

    @Test func `a read that a signal interrupts is repeated`() throws {
        defer { folder.remove() }
        let path = file("pipe")
        #expect(mkfifo(path.argument, 0o600) == 0)
        // The handler of this signal does nothing, but makes the system call of the reader return with EINTR.
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        sigaction(SIGUSR2, &action, nil)
        // The threads on which tests run let no signal through.
        var (signals, former) = (sigset_t(), sigset_t())
        sigemptyset(&signals)
        sigaddset(&signals, SIGUSR2)
        pthread_sigmask(SIG_UNBLOCK, &signals, &former)
        defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
        let writer = try OpenFile(path, .readWrite)
        let reader = pthread_self()
        let task = BackgroundTask {
            for _ in 1...5 {
                usleep(20_000)
                pthread_kill(reader, SIGUSR2)
            }
            usleep(20_000)
            try writer.write([7])
        }
        #expect(try OpenFile(path, .readOnly).read(upTo: 10) == [7])
        try task.finished {}
    }
}
