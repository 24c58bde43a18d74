import CanonicalJSON
import Crypto
import Deflate
import Platform
import SystemPackage

/// Writes a bundle into a new file.
package struct BundleWriter {
    private let path: FilePath
    private let file: OpenFile
    private var hash = SHA256()
    private var lines: [UInt8] = []

    /// Lines are packed in frames of about this many bytes.
    private static let frame = 1 << 22

    /// Writes a bundle, and returns when it is on the disk. After an error there is no file.
    ///
    /// - Parameters:
    ///   - bundle: what the bundle says.
    ///   - path: the path of the new file; an existing one is not overwritten.
    ///   - fill: adds the texts of the events, and then those of the drafts.
    /// - Throws: `LogError.exists` and others; whatever `fill` throws.
    package static func write(
        _ bundle: LogBundle, to path: FilePath,
        _ fill: (_ add: (_ text: String) throws -> Void) throws -> Void
    ) throws {
        let file = try LogError.converting(
            path, special: { $0 == .fileExists ? .exists(path: path) : nil }
        ) { () throws(Errno) in
            try OpenFile(
                path, .writeOnly, [.create, .exclusiveCreate, .noFollow], permissions: .readWriteForAll)
        }
        do {
            var writer = BundleWriter(path: path, file: file)
            try writer.write(Array(LogBundle.format.utf8))
            try writer.writeFrame(Array(bundle.json.canonical.utf8))
            try fill { try writer.add($0) }
            try writer.finish()
        } catch {
            try? path.remove()
            throw error
        }
    }

    private init(path: FilePath, file: OpenFile) {
        self.path = path
        self.file = file
    }

    private mutating func add(_ text: String) throws {
        lines += Array(text.utf8) + [0x0A]
        if lines.count >= Self.frame { try flush() }
    }

    private mutating func finish() throws {
        try flush()
        try write(Array(hash.finalize()), isHashed: false)
        try LogError.converting(path) { () throws(Errno) in
            try file.sync()
            try path.folder.sync()
        }
    }

    private mutating func flush() throws {
        if !lines.isEmpty { try writeFrame(lines) }
        lines.removeAll(keepingCapacity: true)
    }

    private mutating func writeFrame(_ bytes: [UInt8]) throws {
        let packed = try Deflate.pack(bytes, level: 6)
        try write(Self.big(packed.count) + Self.big(bytes.count) + packed)
    }

    private mutating func write(_ bytes: [UInt8], isHashed: Bool = true) throws {
        if isHashed { hash.update(data: bytes) }
        try LogError.converting(path) { () throws(Errno) in try file.write(bytes) }
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
