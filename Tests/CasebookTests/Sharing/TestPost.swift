import CanonicalJSON
import DisputeModel
import EventLog
import Foundation
import Platform
import SystemPackage
import Answers
import SQLite
@testable import Projections
import Synchronization
import Testing

@testable import Casebook

/// A post: a copy in a folder of its own, and a line to a server.
final class TestPost {
    let shared: MemorySharedLog
    private(set) var casebook: Casebook
    private let path: FilePath
    private let folder: String
    /// The evidence that was kept, by name.
    private(set) var evidence: [String: String] = [:]
    let now = Instant(milliseconds: 1_637_226_000_000)

    /// - Parameter last: how many of the server's events the copy is to have at the most.
    init(_ role: String, on server: MemoryServer, upTo last: Int? = nil) throws {
        var template = Array("/tmp/chancery-test-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        path = FilePath(folder + "/copy.db")
        let shared = MemorySharedLog(server, as: role)
        try Casebook.createCopy(at: path, of: shared)
        self.shared = shared
        casebook = try Casebook(at: path, .writing)
        connect()
        guard let last else { return }
        let texts = server.texts
        server.content.withLock { $0.texts = Array($0.texts.prefix(last)) }
        try sync()
        server.texts = texts
        cut()
    }

    private func connect() {
        casebook.post = Post { [shared] in shared }
        casebook.post?.keepEvidence = { [unowned self] name, text in
            evidence[name] = text
            return name
        }
    }

    deinit {
        try? casebook.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    @discardableResult func file(_ drafts: JSONObject...) throws -> [Int] {
        try casebook.file(drafts, by: "anna", at: now).map(\.position)
    }

    @discardableResult func sync() throws -> Casebook.Sync { try casebook.sync(at: now) }

    /// Signs a checkpoint with the log's key.
    func sign() throws {
        let signer = Signer(
            key: shared.server.key, memory: SignedRoots(at: FilePath(folder + "/signed")))
        _ = try casebook.signCheckpoint { _ in signer }
    }

    /// Follows the server, and opens the new copy.
    func adopt(_ divergence: Casebook.Divergence) throws {
        try casebook.adopt(divergence, keepingOldAs: path.suffixed("-old-\(divergence.common)"))
        casebook = try Casebook(at: path, .writing)
        connect()
    }

    /// Makes every write to the projections fail.
    func blockProjections() throws {
        try casebook.store.write { db in
            let schema = try #require(try Watermark(db, name: "live")).generation
            for table in ProjectionSchema(generation: schema).tables {
                try db.execute(
                    "CREATE TRIGGER block_\(table) BEFORE INSERT ON \(table) BEGIN SELECT RAISE(ABORT, 'blocked'); END"
                )
            }
        }
    }

    func unblockProjections() throws {
        try casebook.store.write { db in
            let names = try PreparedStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'").all
            {
                $0.wholeText(0)
            }
            for name in names where name.hasPrefix("block_") { try db.execute("DROP TRIGGER \(name)") }
        }
    }

    func texts() throws -> [String] { try casebook.store.texts(after: 0, limit: .max) }

    func outbox() throws -> [Outbox.Entry] { try casebook.outbox() }

    /// Cuts the line before the calls of these names, until `mend`.
    func cut(_ names: String..., reason: String = "the line is cut") {
        casebook.post?.forget()
        shared.onCall = { name in
            if names.isEmpty || names.contains(name) { throw SharedLogError.unreachable(reason: reason) }
        }
    }

    func mend() {
        shared.onCall = { _ in }
        shared.afterAppend = {}
    }

    /// What must hold of every copy: it is sound, and its projections are those of its events.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        mend()
        #expect(try casebook.replay(isDryRun: true).differences == [], sourceLocation: sourceLocation)
        #expect(
            try Verification(casebook, shared: shared).run().findings == [], sourceLocation: sourceLocation)
    }
}

/// An opening of the dispute `d` between Austria and Belarus.
let openingOfD: JSONObject = {
    let one: JSON = ["name": "One", "members": ["AUT"]]
    let other: JSON = ["name": "Other", "members": ["BLR"]]
    let details: JSON = ["title": "D", "sides": [one, other]]
    return JSONObject([("dispute", "d"), ("kind", "dispute-opened"), ("details", details)])
}()

/// An act of Austria against Belarus in the dispute `d`.
func actInD(_ summary: String, kind: String = "protest", key: String? = nil, replyingTo reply: String? = nil)
    -> JSONObject
{
    let (by, to) = reply == nil ? ("AUT", "BLR") : ("BLR", "AUT")
    var act = JSONObject([
        ("dispute", "d"), ("kind", .string(kind)), ("actors", .array([.string(by)])),
        ("addressees", .array([.string(to)])), ("occurred", "2021-11-10"), ("summary", .string(summary)),
    ])
    if let key { act["key"] = .string(key) }
    if let reply { act["inResponseTo"] = .array([.string(reply)]) }
    return act
}
