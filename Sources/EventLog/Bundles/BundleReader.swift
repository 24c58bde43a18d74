import CanonicalJSON
import Crypto
import Deflate
import Platform
import SystemPackage

/// Reads a bundle. Nothing in it is believed: every length has a limit, and the whole file is compared with its hash
/// before anything is read.
package final class BundleReader {
    /// What the bundle says.
    package let bundle: LogBundle
    private let path: FilePath
    private let file: OpenFile
    private var position: Int
    private let end: Int

    /// Opens a bundle and checks that it is complete.
    ///
    /// - Throws: `BundleError.notABundle` or `.damaged`; `LogError` if the file cannot be read.
    package init(_ path: FilePath) throws {
        self.path = path
        let file: OpenFile
        do throws(Errno) {
            file = try OpenFile(path, .readOnly, .nonBlocking)
        } catch {
            throw LogError(opening: path, error)
        }
        self.file = file
        let size = try LogError.converting(path) { () throws(Errno) in Int(try file.status().size) }
        let format = Array(LogBundle.format.utf8)
        guard size > format.count, try Self.read(file, path, at: 0, format.count) == format else {
            throw BundleError.notABundle(path)
        }
        end = size - SHA256.byteCount
        position = format.count
        guard end > position, try Self.isWhole(file, path, end: end) else { throw BundleError.damaged(path) }
        let header = try Self.frame(file, path, at: &position, end: end)
        guard let json = try? JSON.parse(String(decoding: header, as: UTF8.self)),
            let bundle = LogBundle(json)
        else {
            throw BundleError.damaged(path)
        }
        self.bundle = bundle
    }

    /// Calls `body` for the texts of the events, and then for those of the drafts, once.
    ///
    /// - Throws: `BundleError.damaged` if there are more or fewer than the bundle says, or one is too long.
    package func forEachText(_ body: (_ text: String) throws -> Void) throws {
        var rest = bundle.events + bundle.drafts
        while position < end {
            let lines = try Self.frame(file, path, at: &position, end: end)
            for line in lines.split(separator: 0x0A) {
                rest -= 1
                guard rest >= 0, line.count <= LogBundle.longestText,
                    let text = String(validating: line, as: UTF8.self)
                else { throw BundleError.damaged(path) }
                try body(text)
            }
        }
        guard rest == 0 else { throw BundleError.damaged(path) }
    }

    private static func isWhole(_ file: OpenFile, _ path: FilePath, end: Int) throws -> Bool {
        var (hash, position) = (SHA256(), 0)
        while position < end {
            let bytes = try read(file, path, at: position, min(1 << 20, end - position))
            guard !bytes.isEmpty else { return false }
            hash.update(data: bytes)
            position += bytes.count
        }
        return try read(file, path, at: end, SHA256.byteCount) == Array(hash.finalize())
    }

    private static func frame(_ file: OpenFile, _ path: FilePath, at position: inout Int, end: Int) throws
        -> [UInt8]
    {
        let lengths = try read(file, path, at: position, 8)
        guard position + 8 <= end, lengths.count == 8 else { throw BundleError.damaged(path) }
        let (packed, unpacked) = (big(lengths[0..<4]), big(lengths[4..<8]))
        guard packed <= end - position - 8, unpacked <= LogBundle.largestFrame else {
            throw BundleError.damaged(path)
        }
        let bytes = try read(file, path, at: position + 8, packed)
        position += 8 + packed
        do {
            return try Deflate.unpack(bytes, count: unpacked)
        } catch {
            throw BundleError.damaged(path)
        }
    }

    private static func read(_ file: OpenFile, _ path: FilePath, at position: Int, _ count: Int) throws
        -> [UInt8]
    {
        try LogError.converting(path) { () throws(Errno) in try file.read(count, at: position) }
    }

    private static func big(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
