import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Synchronization
import Testing
import TimeLimits

@testable import Casebook

/// A server has lost events that it had acknowledged, and the posts follow it.
@Suite(.endsInTime) struct AdoptionTests {
    private let server = MemoryServer()

    private func lose(after count: Int) {
        server.content.withLock { content in
            content.texts.removeLast(content.texts.count - count)
            content.times.removeLast(content.times.count - count)
        }
    }

    private func summaries() -> [String] {
        server.texts.compactMap { Event(text: $0)?.fields["summary"]?.string }
    }

    @Test(arguments: [true, false])
    func `whichever post comes first, each lost event is there once, with its id, and in the world as before`(
        viennaFirst: Bool
    ) throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        for number in 1...3 {
            try vienna.file(actInD("vie \(number)"))
            try minsk.file(actInD("msq \(number)"))
        }
        try vienna.sync()
        let before = server.texts
        lose(after: 3)
        for post in viennaFirst ? [vienna, minsk] : [minsk, vienna] {
            let divergence = try #require(try post.casebook.divergence())
            #expect(divergence.common == 3)
            try post.adopt(divergence)
            try post.sync()
            #expect(try post.outbox() == [])
        }
        #expect(server.texts.count == before.count)
        #expect(Set(summaries()).count == 6)
        #expect(
            Set(server.texts.compactMap { Event(text: $0)?.id })
                == Set(before.compactMap { Event(text: $0)?.id }))
        for text in server.texts.dropFirst(3) {
            let event = try #require(Event(text: text))
            let old = try #require(before.compactMap { Event(text: $0) }.first { $0.id == event.id })
            #expect(event.firstTime == old.recordedAt)
            #expect(event.origin?.recordedBy == old.fields["recordedBy"]?.string)
        }
        for post in [vienna, minsk] {
            try post.sync()
            #expect(try post.texts() == server.texts)
            try post.check()
        }
    }

    @Test func `an answer to another post's lost event waits for it`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        try vienna.file(actInD("asked"))
        let asked = try #require(Event(text: server.texts[1])?.id)
        try minsk.file(actInD("answered", kind: "acceptance", replyingTo: asked))
        try vienna.sync()
        lose(after: 1)
        try minsk.adopt(#require(try minsk.casebook.divergence()))
        guard case .refused = try minsk.sync().outbox.first?.fate else {
            Issue.record("it was filed")
            return
        }
        try vienna.adopt(#require(try vienna.casebook.divergence()))
        try vienna.sync()
        #expect(try minsk.sync().outbox.map(\.fate) == [.filed(3)])
        #expect(summaries() == ["asked", "answered"])
    }

    @Test func `what waits in the outbox is taken along, after the lost events`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        try vienna.file(actInD("lost"))
        vienna.cut()
        #expect(throws: KeptInOutbox.self) { try vienna.file(actInD("kept")) }
        vienna.mend()
        lose(after: 1)
        try vienna.adopt(#require(try vienna.casebook.divergence()))
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(2), .filed(3)])
        #expect(summaries() == ["lost", "kept"])
    }

    @Test
    func
        `a checkpoint over lost events is reported until the log acknowledges it, and then others are signed`()
        throws
    {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        try vienna.file(actInD("lost"))
        try vienna.sign()
        lose(after: 1)
        try vienna.adopt(#require(try vienna.casebook.divergence()))
        try vienna.sync()
        func findings() throws -> [Int?] { try Verification(vienna.casebook).run().findings.map(\.position) }
        #expect(try findings() == [2])
        #expect(throws: (any Error).self) { try vienna.sign() }
        let lost = try #require(try vienna.casebook.lostCheckpoints().first)
        _ = try vienna.casebook.acknowledge(
            lossOf: lost, because: "a standby was promoted", by: "anna", at: vienna.now)
        #expect(try findings() == [])
        try vienna.sign()
        #expect(try findings() == [])
        try vienna.check()
    }

    @Test func `there is nothing to adopt where the server continues the copy`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        #expect(try vienna.casebook.divergence()?.common == nil)
    }
}
