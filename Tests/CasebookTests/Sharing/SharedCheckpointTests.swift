import Answers
import EventLog
import Synchronization
import Testing
import TimeLimits

@testable import Casebook

/// Checkpoints go to the server, and come from it.
@Suite(.endsInTime) struct SharedCheckpointTests {
    private let server = MemoryServer()

    @Test func `what one post has signed is in the other's copy after a sync`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        try vienna.sign()
        #expect(server.content.withLock { $0.checkpoints.count } == 1)
        try minsk.sync()
        try minsk.sync()
        let report = try Verification(minsk.casebook).run()
        #expect(report.findings == [] && report.covered == 1 && report.checkpoints == 1)
    }

    @Test func `what was signed without a line is sent by the next sync`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        vienna.cut()
        try vienna.sign()
        vienna.mend()
        try vienna.sync()
        try vienna.sync()
        #expect(server.content.withLock { $0.checkpoints.count } == 1)
    }

    @Test func `one that no key of the log has signed is passed over, and one over other events is reported`()
        throws
    {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        let other = try #require(SigningKey(name: "test"))
        let root = try #require(MemorySharedLog.root(server.texts, 1))
        let forged = try Checkpoint(origin: "test", size: 1, root: root, signedBy: [other])
        let wrong = try Checkpoint(origin: "test", size: 1, root: TreeHash.empty, signedBy: [server.key])
        server.content.withLock { $0.checkpoints = [forged.text, "no note", wrong.text] }
        try minsk.sync()
        let report = try Verification(minsk.casebook).run()
        #expect(report.checkpoints == 0)
        #expect(report.findings.map(\.point) == [3] && report.findings.map(\.position) == [1])
    }
}
