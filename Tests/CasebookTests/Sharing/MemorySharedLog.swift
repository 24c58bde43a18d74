import CanonicalJSON
import DisputeModel
import EventLog
import Synchronization

/// A server in memory: what several posts share.
final class MemoryServer: Sendable {
    struct Content {
        var texts: [String] = []
        var times: [Int] = []
        var checkpoints: [String] = []
        /// The tickets of those who wait for a turn, the first of which has it.
        var turns: [[UInt8]] = []
        var time = 1_637_226_000_000
        var readers: Set<String> = []
        var settles = 0
    }

    let identity = "00000000-0000-4000-8000-000000000001"
    let content = Mutex(Content())
    /// The log's signing key.
    let key: SigningKey

    init() {
        guard let key = SigningKey(name: "test") else { preconditionFailure("the name is valid") }
        self.key = key
    }

    var texts: [String] {
        get { content.withLock { $0.texts } }
        set { content.withLock { $0.texts = newValue } }
    }
}

/// One post's line to the server, which can be cut where a test says.
final class MemorySharedLog: SharedLog {
    let server: MemoryServer
    let role: String
    var place: String { "memory" }
    /// Called before each call reaches the server; throws where the line is cut.
    var onCall: (_ name: String) throws -> Void = { _ in }
    /// Called when the server has appended, before the answer comes.
    var afterAppend: () throws -> Void = {}
    private(set) var calls: [String] = []

    init(_ server: MemoryServer, as role: String) { (self.server, self.role) = (server, role) }

    private func call(_ name: String) throws {
        calls.append(name)
        try onCall(name)
    }

    func catchUp(after position: Int, limit: Int, asking turn: Turn?) throws -> SharedLogState {
        try call("catchUp")
        return server.content.withLock { content in
            if let turn, !content.turns.contains(turn.ticket) { content.turns.append(turn.ticket) }
            content.time += 1
            let last = content.texts.count
            return SharedLogState(
                identity: server.identity, role: role, mayAppend: !content.readers.contains(role),
                time: content.time,
                head: last == 0 ? .empty : LogHead(position: last, recordedAt: content.times[last - 1]),
                rootOfCaller: Self.root(content.texts, position), root: Self.root(content.texts, last),
                texts: Array(content.texts.dropFirst(position).prefix(limit)),
                wait: turn.map { content.turns.first == $0.ticket ? 0 : 1 } ?? 0)
        }
    }

    func beginAppend(_ texts: [String], after position: Int, in turn: Turn?) throws -> () throws ->
        SharedAppend
    {
        // As a real one, it does not say before the answer that the line is cut.
        { try self.append(texts, after: position, in: turn) }
    }

    func append(_ texts: [String], after position: Int, in turn: Turn?) throws -> SharedAppend {
        try call("append")
        let outcome: SharedAppend = try server.content.withLock { content in
            let events = texts.compactMap { Event(text: $0) }
            guard events.allSatisfy({ $0.fields["recordedBy"]?.string?.hasPrefix(role + "/") == true }) else {
                throw SharedLogError.refused(reason: "recordedBy")
            }
            guard content.texts.count == position else {
                return .moved(news: Array(content.texts.dropFirst(position)))
            }
            if let first = content.turns.first, first != turn?.ticket { return .othersTurn }
            for event in events {
                if let same = content.texts.firstIndex(where: { Event(text: $0)?.id == event.id }) {
                    throw LogError.alreadyThere(position: same + 1)
                }
            }
            content.texts += texts
            content.times += events.map { $0.recordedAt?.milliseconds ?? 0 }
            content.turns.removeAll { $0 == turn?.ticket }
            return .appended(LogHead(position: content.texts.count, recordedAt: content.times.last ?? 0))
        }
        if case .appended = outcome { try afterAppend() }
        return outcome
    }

    func leave(_ turn: Turn) throws {
        try call("leave")
        server.content.withLock { $0.turns.removeAll { $0 == turn.ticket } }
    }

    func waitForNews(milliseconds: Int, or turn: Turn?) throws -> Bool {
        try call("wait")
        return true
    }

    func leaves(after position: Int, limit: Int) throws -> [TreeHash.Digest] {
        try call("leaves")
        return server.texts.dropFirst(position).prefix(limit).map { Self.leaf($0) }
    }

    func root(size: Int) throws -> TreeHash.Digest? {
        try call("root")
        return Self.root(server.texts, size)
    }

    func settings() throws -> [String: String] {
        ["name": "test", "vkey": server.key.verifierKey.description]
    }

    func settle() throws {
        try call("settle")
        server.content.withLock { $0.settles += 1 }
    }

    func checkpoints(after count: Int) throws -> [String] {
        server.content.withLock { Array($0.checkpoints.dropFirst(count)) }
    }

    func add(_ checkpoint: Checkpoint) throws {
        server.content.withLock { $0.checkpoints.append(checkpoint.text) }
    }

    // MARK: LogStore

    func head() throws -> LogHead { try catchUp(after: 0, limit: 0, asking: nil).head }

    func texts(after position: Int, limit: Int) throws -> [String] {
        try call("texts")
        return Array(server.texts.dropFirst(position).prefix(limit))
    }

    func append(_ entries: [Log.Entry], after position: Int) throws -> LogHead {
        guard case .appended(let head) = try append(entries.map(\.text), after: position, in: nil) else {
            throw LogError.headMoved(to: try head())
        }
        return head
    }

    private static func leaf(_ text: String) -> TreeHash.Digest {
        var text = text
        return text.withUTF8 { TreeHash.leaf($0) }
    }

    static func root(_ texts: [String], _ size: Int) -> TreeHash.Digest? {
        guard size <= texts.count else { return nil }
        var range = CompactRange()
        for text in texts.prefix(size) { range.append(leaf(text)) }
        return range.root
    }
}
