import CanonicalJSON
import EventLog

/// Writes numbers and words as few bytes: whole numbers in groups of seven bits (zigzag, LEB128), a string once and
/// then by its number.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    private var numberOfString: [ExactText: Int] = [:]

    mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    /// nil is one less than every number that is written with this.
    mutating func write(_ number: Int?) {
        write(number == nil ? 0 : 1)
        if let number { write(number) }
    }

    mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

    mutating func write(_ string: String) {
        let exact = ExactText(string)
        if let number = numberOfString[exact] {
            write(number)
        } else {
            numberOfString[exact] = numberOfString.count + 1
            write(0)
            write(string.utf8.count)
            bytes.append(contentsOf: string.utf8)
        }
    }

    mutating func write<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
        write(list.count)
        for element in list { each(&self, element) }
    }
}

/// Reads what `ByteWriter` wrote, and refuses everything else.
struct ByteReader {
    struct Malformed: UnreadableRow {}

    private let bytes: [UInt8]
    private var offset = 0
    private var strings: [String] = []
    private var known: Set<ExactText> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func number() throws -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 {
                // No number ends in a group that adds nothing, nor in one of which a part has no room.
                guard shift == 0 || byte > 0, shift < 63 || byte == 1 else { break }
                return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
            }
            shift += 7
        }
        throw Malformed()
    }

    mutating func bytes(_ count: Int) throws -> [UInt8] {
        guard count <= bytes.count - offset else { throw Malformed() }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func optionalNumber() throws -> Int? { try flag() ? try number() : nil }

    mutating func flag() throws -> Bool {
        switch try number() {
        case 0: false
        case 1: true
        default: throw Malformed()
        }
    }

    mutating func string() throws -> String {
        let place = try number()
        if place > 0 {
            guard place <= strings.count else { throw Malformed() }
            return strings[place - 1]
        }
        let count = try number()
        guard place == 0, count >= 0, count <= bytes.count - offset,
            let string = bytes[offset..<offset + count].withUnsafeBufferPointer({ String(utf8: $0) }),
            known.insert(ExactText(string)).inserted
        else { throw Malformed() }
        offset += count
        strings.append(string)
        return string
    }

    mutating func list<Element>(_ each: (inout ByteReader) throws -> Element) throws -> [Element] {
        let count = try number()
        guard count >= 0, count <= bytes.count - offset else { throw Malformed() }
        var list: [Element] = []
        // An element may be a hundred times as large as its bytes, and the count may be a lie.
        list.reserveCapacity(min(count, 1024))
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }

    /// Reads to the end with `read`, and refuses what comes after it.
    static func whole<Value>(_ bytes: [UInt8], _ read: (inout ByteReader) throws -> Value) throws -> Value {
        var reader = ByteReader(bytes)
        let value = try read(&reader)
        guard reader.isAtEnd else { throw Malformed() }
        return value
    }

    mutating func value<Value: RawRepresentable<String>>(_ type: Value.Type) throws -> Value {
        guard let value = Value(rawValue: try string()) else { throw Malformed() }
        return value
    }
}
