/// Converts bytes from an encoding to UTF-8, piece by piece.
///
/// Bytes that stand for no character become the byte 0xFF, which never occurs in UTF-8. So exactly the row that
/// contains them is found to be bad.
struct Transcoder {
    private var encoding: TextEncoding
    private let name: String
    private var isAtStart = true
    private var isBigEndian = false
    /// For UTF-16: an odd byte at the end of a piece, and the first half of a surrogate pair.
    private var oddByte: UInt8?
    private var high: UInt16?

    /// The byte that replaces what is not a character.
    private static let none: UInt8 = 0xFF

    init(_ encoding: TextEncoding, name: String) {
        self.encoding = encoding
        self.name = name
    }

    /// Converts the next piece. Throws `TableError.noByteOrder` if UTF-16 does not begin with a byte order
    /// mark.
    mutating func utf8(_ piece: [UInt8]) throws(TableError) -> [UInt8] {
        defer { isAtStart = false }
        // UTF-8 never begins with the byte order mark of UTF-16, but spreadsheets write UTF-16 files.
        if isAtStart, encoding == .utf8,
            piece.starts(with: [0xFE, 0xFF]) || piece.starts(with: [0xFF, 0xFE])
        {
            encoding = .utf16
        }
        switch encoding {
        case .utf8:
            return isAtStart && piece.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(piece.dropFirst(3)) : piece
        case .latin1: return singleBytes(piece) { UInt32($0) }
        case .windows1252:
            return singleBytes(piece) {
                (0x80..<0xA0).contains($0) ? Self.windows[Int($0) - 0x80] : UInt32($0)
            }
        case .utf16: return try pairs(piece)
        }
    }

    /// The rest at the end of the input: an invalid byte if UTF-16 ends within a character, otherwise nothing.
    func rest() -> [UInt8] { oddByte != nil || high != nil ? [Self.none] : [] }

    private func singleBytes(_ piece: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        guard piece.contains(where: { $0 >= 0x80 }) else { return piece }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count + piece.count / 4)
        for byte in piece {
            if byte < 0x80 { bytes.append(byte) } else { Self.append(scalar(byte), to: &bytes) }
        }
        return bytes
    }

    private mutating func pairs(_ piece: [UInt8]) throws(TableError) -> [UInt8] {
        var input = piece[...]
        if let odd = oddByte { input = ([odd] + piece)[...] }
        oddByte = input.count % 2 == 1 ? input.popLast() : nil
        if isAtStart {
            guard let first = input.popFirst(), let second = input.popFirst(),
                (first, second) == (0xFE, 0xFF) || (first, second) == (0xFF, 0xFE)
            else { throw .noByteOrder(name) }
            isBigEndian = first == 0xFE
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(input.count)
        var index = input.startIndex
        while index < input.endIndex {
            let (one, two) = (UInt16(input[index]), UInt16(input[index + 1]))
            append(isBigEndian ? one << 8 | two : two << 8 | one, into: &bytes)
            index += 2
        }
        return bytes
    }

    private mutating func append(_ unit: UInt16, into bytes: inout [UInt8]) {
        let isLow = (0xDC00...0xDFFF).contains(unit)
        if let first = high {
            high = nil
            if isLow {
                return Self.append(
                    0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(unit) - 0xDC00, to: &bytes)
            }
            bytes.append(Self.none)
        }
        if (0xD800...0xDBFF).contains(unit) {
            high = unit
        } else if isLow {
            bytes.append(Self.none)
        } else {
            Self.append(UInt32(unit), to: &bytes)
        }
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(number), number != noCharacter else { return bytes.append(none) }
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(unit) }
    }

    /// The value for the five bytes of windows-1252 that stand for no character; it is no Unicode scalar.
    private static let noCharacter: UInt32 = 0x11_0000

    /// The characters of 0x80 to 0x9F, where windows-1252 differs from latin-1.
    private static let windows: [UInt32] = [
        0x20AC, noCharacter, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, noCharacter, 0x017D, noCharacter, noCharacter, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, noCharacter, 0x017E, 0x0178,
    ]
}
