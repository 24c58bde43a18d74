/// The bytes of a path, or of another argument, as a `String`.
///
/// A path is bytes, and a `String` is UTF-8. The parts of a path that are UTF-8 are in the string as they are. Each
/// other byte is one scalar of a private range, U+10FE80 to U+10FEFF: the byte 0xFC is U+10FEFC. (If a path has such
/// a scalar itself, its bytes are represented one by one, too.) So each path has exactly one string, and that string
/// gives the path back.
///
/// Arguments and environment variables are in that form; `FilePath(argument:)` makes a path of one. For people, use
/// `shown`.
extension String {
    /// The string for a path, or for any other bytes from the system.
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
                // ASCII is always valid UTF-8, so this byte is 0x80 or above and has a scalar.
                scalars.append(Unicode.Scalar(pathByte: first))
                rest.removeFirst()
            }
        }
        self.init(scalars)
    }

    /// The string for the bytes before a NUL.
    package init(pathPointer pointer: UnsafePointer<CChar>) {
        var length = 0
        while pointer[length] != 0 { length += 1 }
        self.init(pathBytes: UnsafeBufferPointer(start: pointer, count: length).map(UInt8.init(bitPattern:)))
    }

    /// The bytes of the path.
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

    /// Whether some scalars represent single bytes, so that the string is not plain text.
    package var holdsPathBytes: Bool {
        // All such scalars begin with this byte in UTF-8, which few others do.
        utf8.contains(0xF4) && unicodeScalars.contains(where: \.isPathByte)
    }

    /// The path for people: `M\xFCnchen` where a byte is not UTF-8.
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

    /// The scalar represents a byte that is not UTF-8.
    package var isPathByte: Bool { Self.bytes.contains(value) }
}
