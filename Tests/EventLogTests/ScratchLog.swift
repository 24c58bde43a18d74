import CanonicalJSON
import EventLog
import Glibc
import SQLite
import SystemPackage

/// A log of short texts in a folder of its own, which goes when the test is over.
final class ScratchLog {
    let folder: String
    var path: String { folder + "/scratch.db" }
    let store: EventStore

    init(events: Int) throws {
        var template = Array("/tmp/chancery-log-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        try EventStore.create(at: FilePath(folder + "/scratch.db"), settings: [:])
        store = try EventStore(at: FilePath(folder + "/scratch.db"), .writing)
        try store.write { db in for number in 1...events { try Self.append(number, at: number, db) } }
    }

    static func text(_ number: Int) -> String { "{\"event\":\(number)}" }

    static func append(_ number: Int, at position: Int, _ db: Database) throws {
        var id = [UInt8](repeating: 0, count: 16)
        id[0] = UInt8(number % 256)
        id[1] = UInt8(number / 256)
        try Log(db).append(
            Log.Entry(id: id, stream: "d", recordedAt: number * 1000, key: nil, text: text(number)),
            at: position)
    }

    func append(_ number: Int, at position: Int) throws {
        try store.write { try Self.append(number, at: position, $0) }
    }

    func texts() throws -> [String] {
        try store.read { db in
            var texts: [String] = []
            try Log(db).forEach { _, _, text in
                texts.append(text)
                return true
            }
            return texts
        }
    }

    deinit {
        try? store.close()
        ScratchFile.removeFolder(folder)
    }
}

/// Small files, whole.
enum ScratchFile {
    static func write(_ text: String, to path: String) {
        unlink(path)
        let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        _ = text.utf8.withContiguousStorageIfAvailable { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        unlink(path)
        let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw LogError.failed(path: FilePath(path), reason: "it could not be written")
        }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = Glibc.read(descriptor, &piece, piece.count), count > 0 {
            bytes += piece[..<count]
        }
        return bytes
    }

    static func read(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }

    static func removeFolder(_ folder: String) {
        guard let entries = opendir(folder) else { return }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { unlink(folder + "/" + name) }
        }
        closedir(entries)
        rmdir(folder)
    }
}
