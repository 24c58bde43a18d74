import Casebook
import EventLog
import Foundation
@testable import Projections
import SystemPackage
import Testing

/// A log in a folder of its own, which goes when the test is over.
final class TemporaryLog {
    let folder: String
    var path: String { folder + "/test.db" }
    private(set) var casebook: Casebook
    let key = SigningKey(name: "test")

    init(restoring lines: [String] = []) throws {
        var template = Array("/tmp/chancery-test-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        var rest = lines[...]
        let path = folder + "/test.db"
        let settings = ["name": "test", "vkey": key?.verifierKey.description ?? ""]
        if lines.isEmpty {
            try EventStore.create(at: FilePath(path), settings: settings)
        } else {
            _ = try Casebook.restore(
                to: FilePath(path), settings: settings, isAsIs: true, lines: { rest.popFirst() })
        }
        casebook = try Casebook(at: FilePath(path), .writing)
        if lines.isEmpty { _ = try casebook.replay() }
    }

    func signer() throws -> Signer {
        Signer(key: try #require(key), memory: SignedRoots(at: FilePath(folder + "/signed")))
    }

    func reopen() throws {
        try casebook.close()
        casebook = try Casebook(at: FilePath(path), .writing)
    }

    /// The canonical texts, in order.
    func texts() throws -> [String] {
        try casebook.store.read { db in
            var texts: [String] = []
            try Log(db).forEach { _, _, text in
                texts.append(text)
                return true
            }
            return texts
        }
    }

    deinit {
        try? casebook.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
