import CanonicalJSON
import DisputeModel
import EventLog
import Synchronization
import Testing
import TimeLimits

@testable import Casebook

/// Posts file into one log, each against all that the others have filed.
@Suite(.endsInTime) struct SharedFilingTests {
    private let server = MemoryServer()

    @Test func `what one post files is in the shared log first, and in the other's copy when it catches up`()
        throws
    {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        #expect(try vienna.file(openingOfD) == [1])
        #expect(server.texts == (try vienna.texts()))
        // Minsk has not asked yet, and knows of the dispute all the same when it files.
        #expect(try minsk.file(actInD("first")) == [2])
        try vienna.sync()
        #expect(try vienna.texts() == server.texts)
        #expect(try minsk.texts() == server.texts)
        for post in [vienna, minsk] { try post.check() }
    }

    @Test func `an event is recorded by the role and the name, at the server's time`() throws {
        let vienna = try TestPost("vie", on: server)
        server.content.withLock { $0.time = 1_700_000_000_000 }
        try vienna.file(openingOfD)
        let event = try #require(Event(text: server.texts[0]))
        #expect(event.fields["recordedBy"] == "vie/anna")
        #expect(event.recordedAt.map { abs($0.milliseconds - 1_700_000_000_000) < 60_000 } == true)
    }

    @Test func `whoever was overtaken files against the record as it is then, in the same call`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        try minsk.sync()
        var isFirst = true
        vienna.shared.onCall = { name in
            guard name == "append", isFirst else { return }
            isFirst = false
            try minsk.file(actInD("of Minsk"))
        }
        #expect(try vienna.file(actInD("of Vienna")) == [3])
        #expect(vienna.shared.calls.filter { $0 == "append" }.count == 3)
        // What the record does not allow by then is refused, and nothing of it is there.
        isFirst = true
        vienna.shared.onCall = { name in
            guard name == "append", isFirst else { return }
            isFirst = false
            try minsk.file(
                JSONObject([
                    ("dispute", "e"), ("kind", "dispute-opened"), ("details", openingOfD["details"] ?? .null),
                ]))
        }
        var second = openingOfD
        second["dispute"] = "e"
        #expect(throws: FilingError.alreadyOpen("e")) { try vienna.file(second) }
        #expect(server.texts.count == 4)
        for post in [vienna, minsk] {
            post.mend()
            try post.sync()
            try post.check()
        }
    }

    @Test func `after the third failure a post asks for a turn, and the others wait for it`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        var number = 0
        vienna.shared.onCall = { name in
            guard name == "append" else { return }
            number += 1
            // Minsk is quicker as long as it may.
            do { try minsk.file(actInD("of Minsk \(number)")) } catch is Waiting {}
        }
        // A post that would wait for ever for its turn ends the test instead.
        minsk.shared.onCall = { if $0 == "wait" { throw Waiting() } }
        let position = try vienna.file(actInD("of Vienna"))
        #expect(number == 4)
        #expect(position == [5])
        #expect(server.content.withLock { $0.turns.count } == 0)
    }

    private struct Waiting: Error {}

    @Test func `a turn is given up where the draft is refused`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        var number = 0
        vienna.shared.onCall = { name in
            guard name == "append", number < 3 else { return }
            number += 1
            var other = openingOfD
            other["dispute"] = .string(number == 3 ? "e" : "f\(number)")
            try minsk.file(other)
        }
        var second = openingOfD
        second["dispute"] = "e"
        #expect(throws: FilingError.alreadyOpen("e")) { try vienna.file(second) }
        #expect(vienna.shared.calls.last == "leave")
        #expect(server.content.withLock { $0.turns.count } == 0)
    }

    @Test func `a post that may only read is told so, and nothing is kept`() throws {
        let vienna = try TestPost("vie", on: server)
        server.content.withLock { $0.readers = ["vie"] }
        #expect(throws: SharedLogError.mayOnlyRead(role: "vie")) { try vienna.file(openingOfD) }
        #expect(try vienna.outbox() == [])
    }

    @Test func `without a way to the server nothing is filed in the copy alone`() throws {
        let vienna = try TestPost("vie", on: server)
        vienna.casebook.post = nil
        #expect(throws: SharedLogError.copyOnly) { try vienna.file(openingOfD) }
        #expect(try vienna.texts() == [])
    }

    @Test
    func `what the server has is filed, even where the copy cannot be written, and comes with the next sync`()
        throws
    {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        var reasons: [String] = []
        vienna.casebook.post?.onCopyBehind = { reasons.append("\($0)") }
        try vienna.blockProjections()
        #expect(try vienna.file(actInD("one")) == [2])
        #expect(reasons.count == 1)
        #expect(try vienna.texts().count == 1 && server.texts.count == 2)
        try vienna.unblockProjections()
        #expect(try vienna.sync().pulled == 1)
        try vienna.check()
    }

    @Test
    func `a copy that is far behind is pulled in bulk, goes on where it was stopped, and is as any other`()
        throws
    {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        try vienna.file(openingOfD)
        _ = try vienna.casebook.file((1...6000).map { actInD("\($0)") }, by: "anna", at: vienna.now)
        minsk.cut("texts")
        #expect(throws: SharedLogError.self) { try minsk.sync() }
        minsk.mend()
        #expect(try minsk.sync().pulled == 6001)
        #expect(minsk.shared.calls.filter { $0 == "texts" }.count >= 2)
        #expect(try minsk.texts() == server.texts)
        try minsk.check()
    }

    @Test func `an import goes into the shared log as a whole`() throws {
        let (vienna, minsk) = (try TestPost("vie", on: server), try TestPost("msq", on: server))
        let lines = [openingOfD, actInD("one"), actInD("two")]
        var number = 0
        let result = try vienna.casebook.importEvents(
            next: {
                defer { number += 1 }
                guard number < lines.count else { return nil }
                let text = JSON.object(lines[number].setting("recordedBy", "x")).canonical
                return ForeignLine(number: number + 1, text) { try JSON.parse($0).object ?? JSONObject() }
            }, by: "anna", at: vienna.now)
        #expect(result.added == 3)
        #expect(vienna.shared.calls.filter { $0 == "append" }.count == 1)
        try minsk.sync()
        #expect(try minsk.texts() == server.texts)
        try minsk.check()
    }
}

extension JSONObject {
    func setting(_ key: String, _ value: JSON) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }
}
