import CanonicalJSON
import DisputeModel
import EventLog
import Foundation
import Synchronization
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook

/// Files that carry a shared log to a post without a line, and its outbox back.
@Suite(.endsInTime) struct BundleTests {
    private let server = MemoryServer()
    private let folder = try? ScratchFolder()

    private func path(_ name: String) throws -> FilePath { try #require(folder).path(name) }

    /// A post with the log's key, with these many events.
    private func keeper(events: Int = 1) throws -> TestPost {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        for number in 1..<max(events, 1) { try vienna.file(actInD("\(number)")) }
        return vienna
    }

    private func bundle(_ name: String, of post: TestPost, for state: LogBundle.Tree?) throws -> FilePath {
        let path = try path(name)
        _ = try post.casebook.writeBundle(to: path, for: state)
        return path
    }

    private func receive(_ path: FilePath, at post: TestPost) throws -> Casebook.Received {
        try post.casebook.receiveBundle(path, by: "otto", at: post.now)
    }

    private func state(of post: TestPost) throws -> LogBundle.Tree {
        try post.casebook.store.read { db in
            let head = try Log(db).head().position
            return LogBundle.Tree(size: head, root: try Log(db).root(size: head))
        }
    }

    @Test func `a post without a line gets the events that it lacks, and settles its outbox`() throws {
        let (vienna, minsk) = (try keeper(events: 5), try TestPost("msq", on: server))
        try minsk.sync()
        minsk.cut()
        #expect(throws: KeptInOutbox.self) { try minsk.file(actInD("of Minsk")) }
        let question = try bundle("question", of: minsk, for: nil)
        try vienna.file(actInD("meanwhile"))
        let received = try receive(question, at: vienna)
        #expect(received.drafts.map(\.fate) == [.filed(7)])
        let filed = try #require(Event(text: server.texts[6]))
        #expect(filed.fields["recordedBy"] == "vie/otto")
        #expect(filed.origin?.recordedBy == "msq/anna")
        try vienna.sign()
        let answer = try path("answer")
        _ = try vienna.casebook.writeBundle(to: answer, for: received.state, refusals: received.refusals)
        // Twice: the second time nothing is new.
        for added in [2, 0] {
            let received = try receive(answer, at: minsk)
            #expect(received.added == added)
            #expect(received.settled.map(\.position) == (added > 0 ? [7] : []))
        }
        #expect(try minsk.outbox() == [])
        #expect(try minsk.texts() == server.texts)
        minsk.mend()
        try minsk.sync()
        for post in [vienna, minsk] { try post.check() }
    }

    @Test func `a draft that comes twice, and by the line too, is filed once`() throws {
        let (vienna, minsk) = (try keeper(), try TestPost("msq", on: server))
        try minsk.sync()
        minsk.cut()
        #expect(throws: KeptInOutbox.self) { try minsk.file(actInD("of Minsk")) }
        let question = try bundle("question", of: minsk, for: nil)
        #expect(try receive(question, at: vienna).drafts.map(\.fate) == [.filed(2)])
        #expect(try receive(question, at: vienna).drafts.map(\.fate) == [.there(2)])
        minsk.mend()
        #expect(try minsk.sync().outbox.map(\.fate) == [.there(2)])
        #expect(server.texts.count == 2)
    }

    @Test func `a draft that is refused is told by the answer`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        minsk.cut()
        #expect(throws: KeptInOutbox.self) { try minsk.file(openingOfD) }
        try vienna.file(openingOfD)
        let received = try receive(bundle("question", of: minsk, for: nil), at: vienna)
        #expect(received.drafts.map(\.fate) == [.refused(FilingError.alreadyOpen("d").problem)])
        #expect(try vienna.outbox() == [])
        try vienna.sign()
        let answer = try path("answer")
        _ = try vienna.casebook.writeBundle(to: answer, for: received.state, refusals: received.refusals)
        #expect(
            try receive(answer, at: minsk).refused.map(\.reason) == [FilingError.alreadyOpen("d").problem])
        #expect(try minsk.outbox().map(\.state) == [.refused])
    }

    @Test func `a post without a line keeps the drafts of another`() throws {
        let (vienna, minsk) = (try keeper(), try TestPost("msq", on: server))
        try minsk.sync()
        for post in [vienna, minsk] { post.cut() }
        #expect(throws: KeptInOutbox.self) { try minsk.file(actInD("of Minsk")) }
        #expect(
            try receive(bundle("question", of: minsk, for: nil), at: vienna).drafts.map(\.fate) == [.kept(1)])
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(2)])
    }

    @Test func `split bundles are received in order, and one too early is refused whole`() throws {
        let (vienna, minsk) = (try keeper(events: 3), try TestPost("msq", on: server))
        try minsk.sync()
        minsk.cut()
        let states =
            try [state(of: vienna)]
            + (4...6).map { number in
                try vienna.file(actInD("\(number)"))
                try vienna.sign()
                return try state(of: vienna)
            }
        // Each bundle holds one event: the last signed checkpoint ends it.
        var parts: [FilePath] = []
        for (number, from) in states.dropLast().enumerated() {
            let post = try TestPost("vie", on: server, upTo: 4 + number)
            try post.sign()
            parts.append(try bundle("part\(number)", of: post, for: from))
        }
        #expect(throws: BundleError.gap(from: 4, has: 3)) { try receive(parts[1], at: minsk) }
        #expect(try minsk.texts().count == 3)
        for (part, added) in zip([0, 1, 0, 2, 1], [1, 1, 0, 1, 0]) {
            #expect(try receive(parts[part], at: minsk).added == added)
        }
        #expect(try minsk.texts() == server.texts)
        try minsk.check()
    }

    @Test func `whatever byte of a bundle is changed or cut off, nothing is taken from it`() throws {
        let (vienna, minsk) = (try keeper(events: 3), try TestPost("msq", on: server))
        minsk.cut()
        try vienna.sign()
        let whole = try bundle("whole", of: vienna, for: LogBundle.Tree(size: 0, root: TreeHash.empty))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: whole.string))
        let broken = try path("broken")
        for place in 0..<bytes.count {
            var changed = bytes
            changed[place] ^= 0x10
            for data in [changed, bytes.prefix(place)] {
                try data.write(to: URL(fileURLWithPath: broken.string))
                #expect(throws: (any Error).self, "\(place)") { try receive(broken, at: minsk) }
            }
        }
        #expect(try minsk.texts() == [])
        #expect(try receive(whole, at: minsk).added == 3)
        try minsk.check()
    }

    @Test func `events that nobody has signed are not taken`() throws {
        let (vienna, minsk) = (try keeper(events: 3), try TestPost("msq", on: server))
        minsk.cut()
        let empty = LogBundle.Tree(size: 0, root: TreeHash.empty)
        #expect(throws: BundleError.noCheckpoint) { try bundle("unsigned", of: vienna, for: empty) }
        let path = try path("forged")
        let texts = try vienna.texts()
        let size = texts.count
        let root = try #require(MemorySharedLog.root(texts, size))
        let forged = try Checkpoint(
            origin: "test", size: size, root: root, signedBy: [#require(SigningKey(name: "test"))])
        try BundleWriter.write(
            LogBundle(
                identity: server.identity, has: empty, from: empty,
                to: LogBundle.Tree(size: size, root: root),
                path: [], checkpoints: [forged.text], drafts: 0, refusals: []), to: path
        ) { add in for text in texts { try add(text) } }
        #expect(throws: BundleError.notSigned) { try receive(path, at: minsk) }
        #expect(try minsk.texts() == [])
    }

    @Test func `a bundle of another log, and one that does not continue the copy, is refused`() throws {
        let (vienna, minsk) = (try keeper(events: 3), try TestPost("msq", on: server))
        try minsk.sync()
        minsk.cut()
        try vienna.sign()
        let path = try bundle("bundle", of: vienna, for: LogBundle.Tree(size: 0, root: TreeHash.empty))
        try minsk.casebook.store.write { try Log($0).set(CopySetting.identity.rawValue, "another") }
        #expect(throws: BundleError.otherLog(path)) { try receive(path, at: minsk) }
        let other = MemoryServer()
        let berlin = try TestPost("ber", on: other)
        try berlin.file(openingOfD)
        try berlin.file(actInD("another"))
        berlin.cut()
        #expect(throws: BundleError.otherPast(common: 1)) { try receive(path, at: berlin) }
        #expect(throws: BundleError.unknownState(size: 2)) {
            try bundle("for Berlin", of: vienna, for: state(of: berlin))
        }
        #expect(try berlin.texts().count == 2)
    }

    @Test
    func `a bundle with signed events that the server lacks is not taken where the server can be asked`()
        throws
    {
        let (vienna, minsk) = (try keeper(events: 3), try TestPost("msq", on: server))
        try vienna.sign()
        let path = try bundle("bundle", of: vienna, for: LogBundle.Tree(size: 0, root: TreeHash.empty))
        server.content.withLock { content in
            content.texts.removeLast()
            content.times.removeLast()
        }
        #expect(throws: BundleError.newerThanServer(bundle: 3, server: 2)) { try receive(path, at: minsk) }
    }
}

/// A folder that goes with the value.
private final class ScratchFolder: Sendable {
    private let folder: String

    init() throws {
        var template = Array("/tmp/chancery-test-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
    }

    func path(_ name: String) -> FilePath { FilePath(folder + "/" + name) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
