import SystemPackage

// Paths and text. A path is bytes, and a `FilePath` keeps them; text is UTF-8.

extension FilePath {
    /// The path that an argument or an environment variable gives, in the form of `String.init(pathBytes:)`. A path with
    /// a NUL in it, which the system would cut short there, is empty, and so names no file.
    package init(argument: String) {
        let bytes = argument.pathBytes
        self.init(bytes: bytes.contains(0) ? [] : bytes)
    }

    private init(bytes: [UInt8]) { self.init(platformString: bytes.map(CChar.init(bitPattern:)) + [0]) }

    /// The bytes of the path.
    package var bytes: [UInt8] {
        withPlatformString { pointer in
            var length = 0
            while pointer[length] != 0 { length += 1 }
            return UnsafeBufferPointer(start: pointer, count: length).map(UInt8.init(bitPattern:))
        }
    }

    /// The path as an argument would give it: `FilePath(argument:)` gives it back.
    package var argument: String { String(pathBytes: bytes) }

    /// The path for people: `M\xFCnchen` where a byte is not UTF-8.
    package var shown: String { argument.shown }

    /// The folder that contains the file, or would contain it; `.` for a name alone.
    package var folder: FilePath {
        let folder = removingLastComponent()
        return folder.isEmpty ? "." : folder
    }

    /// The path of the file beside this one whose name has something more at the end.
    package func suffixed(_ suffix: String) -> FilePath { FilePath(bytes: bytes + suffix.utf8) }
}

extension DefaultStringInterpolation {
    /// A path in a message is shown for people.
    package mutating func appendInterpolation(_ path: FilePath) { appendLiteral(path.shown) }
}
