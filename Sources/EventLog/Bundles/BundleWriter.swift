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

    /// Begins a bundle.
    ///
    /// - Parameters:
    ///   - path: the path of the new file; an existing one is not overwritten.
    ///   - bundle: what the bundle says.
    /// - Throws: `LogError.exists` and others.
    package init(_ path: FilePath, _ bundle: LogBundle) throws {
        self.path = path
        file = try LogError.converting(
            path, special: { $0 == .fileExists ? .exists(path: path) : nil }
        ) { () throws(Errno) in
            try OpenFile(
                path, .writeOnly, [.create, .exclusiveCreate, .noFollow], permissions: .readWriteForAll)
        }
        try write(Array(LogBundle.format.utf8))
        try writeFrame(Array(bundle.json.canonical.utf8))
    }

    /// Adds the text of an event or a draft.
    package mutating func add(_ text: String) throws {
        lines += Array(text.utf8) + [0x0A]
        if lines.count >= Self.frame { try flush() }
    }

    /// Ends the bundle, and returns when it is on the disk.
    package mutating func finish() throws {
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
