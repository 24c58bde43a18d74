import CanonicalJSON
import DisputeModel
import EventLog
import Synchronization
import Testing
import TimeLimits

@testable import Casebook

/// The line is cut: what is recorded is kept, filed later, and never twice.
@Suite(.endsInTime) struct OutboxTests {
    private let server = MemoryServer()

    private func kept(_ body: () throws -> Void) throws -> KeptInOutbox {
        do {
            try body()
        } catch let kept as KeptInOutbox {
            return kept
        }
        throw NotKept()
    }

    private struct NotKept: Error {}

    @Test(arguments: ["catchUp", "append"])
    func `what cannot be sent is kept, and filed by the next sync under its id, as of when it was recorded`(
        call: String
    ) throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        vienna.cut(call)
        let kept = try kept { try vienna.file(actInD("one"), actInD("two")) }
        #expect(kept.events.map(\.number) == [1, 2])
        #expect(!kept.isUnknown)
        #expect(server.texts.count == 1)
        #expect(try vienna.texts() == server.texts)
        #expect(try vienna.outbox().map(\.state) == [.kept, .kept])
        vienna.mend()
        server.content.withLock { $0.time += 3_600_000 }
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(2), .filed(3)])
        let event = try #require(Event(text: server.texts[1]))
        #expect(event.id == kept.events[0].id)
        #expect(event.origin?.id.description == event.id)
        #expect(event.origin?.recordedBy == "vie/anna")
        let (first, filed) = (try #require(event.origin?.recordedAt), try #require(event.recordedAt))
        #expect(filed.milliseconds - first.milliseconds > 3_000_000)
        #expect(try vienna.outbox() == [])
        try vienna.check()
    }

    @Test func `an event in the outbox can be replied to by its id before it is filed`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        vienna.cut()
        let first = try kept { try vienna.file(actInD("one")) }
        let second = try kept {
            try vienna.file(actInD("two", kind: "acceptance", replyingTo: first.events[0].id))
        }
        #expect(second.events.map(\.number) == [2])
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(2), .filed(3)])
        try vienna.check()
    }

    @Test func `what the rules refuse is refused at once, without the server too`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        vienna.cut()
        #expect(throws: FilingError.self) { try vienna.file(openingOfD) }
        #expect(try vienna.outbox() == [])
    }

    @Test func `what the record no longer allows stays in the outbox with the reason, until it is dropped`()
        throws
    {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        vienna.cut()
        _ = try kept { try vienna.file(openingOfD) }
        _ = try kept { try vienna.file(actInD("one")) }
        try minsk.file(openingOfD)
        vienna.mend()
        #expect(
            try vienna.sync().outbox.map(\.fate) == [
                .refused(FilingError.alreadyOpen("d").problem), .filed(2),
            ])
        let left = try #require(try vienna.outbox().first)
        #expect(left.state == .refused && left.reason == FilingError.alreadyOpen("d").problem)
        #expect(try vienna.casebook.dropFromOutbox(left.number))
        #expect(try !vienna.casebook.dropFromOutbox(left.number))
        #expect(try vienna.outbox() == [])
        try vienna.check()
    }

    @Test func `what was refused can be changed, and is then filed under its id`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        vienna.cut()
        let kept = try kept { try vienna.file(openingOfD) }
        try minsk.file(openingOfD)
        vienna.mend()
        try vienna.sync()
        let edited = try vienna.casebook.editOutbox(1, JSONObject([("dispute", "e"), ("summary", .null)]))
        #expect(edited.state == .kept && edited.reason == nil)
        #expect(throws: FilingError.self) {
            try vienna.casebook.editOutbox(1, JSONObject([("id", "x")]))
        }
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(2)])
        #expect(Event(text: server.texts[1])?.id == kept.events[0].id)
        try vienna.check()
    }

    @Test(arguments: [true, false])
    func `an event whose answer was lost is unknown, is looked up, and is there once`(wasAppended: Bool)
        throws
    {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        let lost = SharedLogError.outcomeUnknown(reason: "the line broke")
        if wasAppended {
            vienna.shared.afterAppend = { throw lost }
        } else {
            vienna.shared.onCall = { if $0 == "append" { throw lost } }
        }
        let kept = try kept { try vienna.file(actInD("one")) }
        #expect(kept.isUnknown)
        #expect(try vienna.texts().count == 1)
        #expect(try vienna.outbox().map(\.state) == [.unknown])
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [wasAppended ? .there(2) : .filed(2)])
        #expect(server.content.withLock { $0.settles } == 1)
        #expect(server.texts.count == 2)
        #expect(Event(text: server.texts[1])?.id == kept.events[0].id)
        #expect(try vienna.outbox() == [])
        try vienna.check()
    }

    @Test func `one draft that two copies of the outbox bring is there once`() throws {
        let (vienna, twin) = (try TestPost("vie", on: server), try TestPost("vie", on: server))
        try vienna.file(openingOfD)
        vienna.cut()
        _ = try kept { try vienna.file(actInD("one")) }
        let entry = try #require(try vienna.outbox().first)
        try twin.casebook.store.write { db in
            _ = try Outbox(db).add(id: entry.id, .kept, reason: nil, text: entry.text)
        }
        vienna.mend()
        #expect(try twin.sync().outbox.map(\.fate) == [.filed(2)])
        #expect(try vienna.sync().outbox.map(\.fate) == [.there(2)])
        #expect(server.texts.count == 2)
    }

    @Test func `a line that breaks during a sync loses nothing`() throws {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        vienna.cut()
        for number in 1...3 { _ = try kept { try vienna.file(actInD("\(number)")) } }
        vienna.mend()
        var appends = 0
        vienna.shared.onCall = { name in
            guard name == "append" else { return }
            appends += 1
            if appends == 2 { throw SharedLogError.outcomeUnknown(reason: "the line broke") }
        }
        let broken = try vienna.sync()
        #expect(broken.outbox.count == 2 && broken.outbox[0].fate == .filed(2))
        guard case .unknown = broken.outbox[1].fate else {
            Issue.record("it is \(broken.outbox[1].fate)")
            return
        }
        #expect(broken.interruption is SharedLogError)
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(3), .filed(4)])
        #expect(server.texts.compactMap { Event(text: $0)?.fields["summary"]?.string } == ["1", "2", "3"])
        #expect(try vienna.outbox() == [])
        try vienna.check()
    }

    @Test func `a key that somebody else has filed meanwhile is the same event`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        vienna.cut()
        _ = try kept { try vienna.file(actInD("one", key: "k")) }
        try minsk.file(actInD("one", key: "k"))
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [.there(2)])
        #expect(try vienna.outbox() == [])
    }

    @Test func `the same command again while the line is cut keeps nothing more, and nothing in the copy`()
        throws
    {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        try vienna.file(actInD("there", key: "there"))
        vienna.cut()
        let first = try kept { try vienna.file(actInD("one", key: "k")) }
        let second = try kept { try vienna.file(actInD("one", key: "k")) }
        #expect(first.events == second.events)
        // What the log has is answered as ever.
        #expect(try vienna.file(actInD("there", key: "there")) == [2])
        #expect(try vienna.texts() == server.texts)
        #expect(try vienna.outbox().count == 1)
        vienna.mend()
        #expect(try vienna.sync().outbox.map(\.fate) == [.filed(3)])
        try vienna.check()
    }

    @Test func `a new key of the log is not kept for later`() throws {
        let vienna = try TestPost("vie", on: server)
        vienna.cut()
        let key = try #require(SigningKey(name: "test"))
        #expect(throws: SharedLogError.unreachable(reason: "the line is cut")) {
            try vienna.casebook.add(key, by: "anna", at: vienna.now) { _ in throw SharedLogError.notBuilt }
        }
        #expect(try vienna.outbox() == [])
    }
}
