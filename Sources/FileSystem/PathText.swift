/// The name of a file as a `String`, whatever its bytes.
///
/// A path is bytes, and a `String` is UTF-8. What is UTF-8 in a path stands in the string as it is. Each byte that is not
/// stands as one scalar of a private range, U+10FE80 to U+10FEFF: the byte 0xFC as U+10FEFC. (Where a path holds such a
/// scalar itself, that too is written byte by byte.) So each path has one string, and each string gives its path back.
///
/// The calls of the system in this room take paths in that form. What is shown to people is `shown`.
extension String {
    /// The string of a path, or of any other bytes from the system.
    package init(pathBytes bytes: some Collection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self), !text.holdsPathBytes {
            self = text
            return
        }
        var scalars = String.UnicodeScalarView()
        var rest = Array(bytes)[...]
        while let first = rest.first {
            let length = Self.length(after: first)
            if let scalar = String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first,
                !scalar.isPathByte
            {
                scalars.append(scalar)
                rest.removeFirst(length)
            } else {
                // What is ASCII is always UTF-8, so the byte is one of those that have a scalar.
                scalars.append(Unicode.Scalar(pathByte: first))
                rest.removeFirst()
            }
        }
        self.init(scalars)
    }

    /// The same of bytes that end in NUL.
    package init(pathPointer pointer: UnsafePointer<CChar>) {
        var length = 0
        while pointer[length] != 0 { length += 1 }
        self.init(pathBytes: UnsafeBufferPointer(start: pointer, count: length).map(UInt8.init(bitPattern:)))
    }

    /// The bytes that it stands for.
    package var pathBytes: [UInt8] {
        guard holdsPathBytes else { return Array(utf8) }
        return unicodeScalars.reduce(into: []) { bytes, scalar in
            if scalar.isPathByte {
                bytes.append(UInt8(scalar.value & 0xFF))
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
    }

    /// Some of its scalars stand for single bytes.
    package var holdsPathBytes: Bool {
        // All of them begin with these bytes, which few others do.
        utf8.contains(0xF4) && unicodeScalars.contains(where: \.isPathByte)
    }

    /// For people: `M\xFCnchen` where a byte is no UTF-8.
    package var shown: String {
        guard holdsPathBytes else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isPathByte {
                text += "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The folder of a path, with its last slash; nil where none is named. A letter that combines with the slash before it
    /// hides it from `lastIndex(of:)`.
    package var folderOfPath: String? {
        unicodeScalars.lastIndex(of: "/").map { String(unicodeScalars[...$0]) }
    }

    /// The last part of a path.
    package var nameInPath: String {
        unicodeScalars.split(separator: "/").last.map { String($0) } ?? self
    }

    private static func length(after first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}

extension Unicode.Scalar {
    private static let bytes: ClosedRange<UInt32> = 0x10FE80...0x10FEFF

    fileprivate init(pathByte byte: UInt8) {
        self = Unicode.Scalar(0x10FE00 + UInt32(byte)) ?? "\u{FFFD}"
    }

    /// It stands for a byte that is no UTF-8.
    package var isPathByte: Bool { Self.bytes.contains(value) }
}
