import CanonicalJSON
import DisputeModel
import EventLog
import Answers
import Synchronization
import Testing
import TimeLimits

@testable import Casebook

/// A server shows another past than the one that a post has read there.
@Suite(.endsInTime) struct OtherPastTests {
    private let server = MemoryServer()

    private func post(events: Int) throws -> TestPost {
        let vienna = try TestPost("vie", on: server)
        try vienna.file(openingOfD)
        for number in 1..<events { try vienna.file(actInD("\(number)")) }
        return vienna
    }

    @Test(arguments: [1, 2, 7, 20])
    func `a changed event is reported at the next catching up, with both roots, and nothing is taken`(
        position: Int
    ) throws {
        let vienna = try post(events: 20)
        let before = try vienna.texts()
        server.content.withLock { content in
            content.texts[position - 1] = content.texts[position - 1].replacing("AUT", with: "SVN")
            content.texts.append(content.texts[position - 1])
            content.times.append(content.times[19])
        }
        let error = #expect(throws: SharedLogError.self) { try vienna.sync() }
        guard case .otherPast(common: position - 1, copy: 20, server: 21, let name) = error else {
            Issue.record("it is \(String(describing: error))")
            return
        }
        #expect(throws: SharedLogError.self) { try vienna.file(actInD("more")) }
        #expect(try vienna.texts() == before)
        let evidence = try #require(vienna.evidence[name])
        for size in [20, position - 1] {
            let root = try vienna.casebook.store.read { try Log($0).root(size: size) }
            #expect(evidence.contains(root.hexadecimal))
        }
        #expect(evidence.contains(try #require(MemorySharedLog.root(server.texts, 20)).hexadecimal))
        #expect(evidence.contains(server.texts[position - 1]) && evidence.contains(before[position - 1]))
        // `verify` names each event.
        let findings = try Verification(vienna.casebook, shared: vienna.shared).run().findings
        #expect(findings.map(\.point) == [7] && findings.map(\.position) == [position])
    }

    @Test(arguments: [0, 1, 10])
    func `a server that has fewer events than it had is reported`(left: Int) throws {
        let vienna = try post(events: 11)
        server.content.withLock { content in
            content.texts.removeLast(11 - left)
            content.times.removeLast(11 - left)
        }
        let error = #expect(throws: SharedLogError.self) { try vienna.sync() }
        guard case .otherPast(common: left, copy: 11, server: left, _) = error else {
            Issue.record("it is \(String(describing: error))")
            return
        }
        let findings = try Verification(vienna.casebook, shared: vienna.shared).run().findings
        #expect(findings.map(\.position) == [left + 1])
    }

    @Test func `new events whose root is not the one that the server names are not taken`() throws {
        let (vienna, minsk) = (try post(events: 2), try TestPost("msq", on: server))
        try minsk.file(actInD("of Minsk"))
        // What the server sends is not what its root is over.
        let liar = Liar(server, as: "vie")
        vienna.casebook.post = Post { liar }
        #expect(throws: SharedLogError.self) { try vienna.sync() }
        #expect(try vienna.texts().count == 2)
    }

    @Test(arguments: ["", "[]", "{\"a\": 1}", "{\"kind\":\"protest\"}", "{}"])
    func `what is no event is not taken, and named`(text: String) throws {
        let vienna = try post(events: 2)
        server.content.withLock { content in
            content.texts.append(text)
            content.times.append(content.times[1])
        }
        let error = #expect(throws: (any Error).self) { try vienna.sync() }
        if let error = error as? SharedLogError, case .notAnEvent(position: 3, _) = error {
        } else {
            Issue.record("it is \(String(describing: error))")
        }
        #expect(try vienna.texts().count == 2)
    }

    @Test func `a copy of another log takes nothing`() throws {
        let vienna = try post(events: 2)
        try vienna.casebook.store.write { try Log($0).set(CopySetting.identity.rawValue, "another") }
        #expect(throws: SharedLogError.otherLog(server: "memory")) { try vienna.sync() }
    }
}

/// Sends another text than it has.
private final class Liar: SharedLog {
    private let honest: MemorySharedLog
    var place: String { honest.place }

    init(_ server: MemoryServer, as role: String) { honest = MemorySharedLog(server, as: role) }

    func catchUp(after position: Int, limit: Int, asking turn: Turn?) throws -> SharedLogState {
        let state = try honest.catchUp(after: position, limit: limit, asking: turn)
        return SharedLogState(
            identity: state.identity, role: state.role, mayAppend: state.mayAppend, time: state.time,
            head: state.head,
            rootOfCaller: state.rootOfCaller, root: state.root,
            texts: state.texts.map { $0.replacing("of Minsk", with: "of nobody") }, wait: 0)
    }

    func beginAppend(_ texts: [String], after position: Int, in turn: Turn?) throws -> () throws ->
        SharedAppend
    {
        try honest.beginAppend(texts, after: position, in: turn)
    }
    func leave(_ turn: Turn) throws {}
    func waitForNews(milliseconds: Int, or turn: Turn?) throws -> Bool { false }
    func leaves(after position: Int, limit: Int) throws -> [TreeHash.Digest] { [] }
    func root(size: Int) throws -> TreeHash.Digest? { try honest.root(size: size) }
    func settings() throws -> [String: String] { [:] }
    func settle() throws {}
    func checkpoints(after count: Int) throws -> [String] { [] }
    func add(_ checkpoint: Checkpoint) throws {}
    func head() throws -> LogHead { try honest.head() }
    func texts(after position: Int, limit: Int) throws -> [String] {
        try honest.texts(after: position, limit: limit)
    }
    func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
        try honest.append(entries, after: position)
    }
}
