import CanonicalJSON
import EventLog

/// Encodes values compactly: integers as zigzag LEB128 (seven bits per byte), and a repeated string as the
/// number of its first occurrence.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []
    private var strings = NumberedStrings()

    mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    mutating func write(bytes more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

    /// Writes a flag, and then the number if there is one.
    mutating func write(_ number: Int?) {
        write(number == nil ? 0 : 1)
        if let number { write(number) }
    }

    mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

    mutating func write(_ string: String) {
        let (number, isNew) = strings.number(of: string)
        guard isNew else { return write(number) }
        write(0)
        write(string.utf8.count)
        bytes.append(contentsOf: string.utf8)
    }

    mutating func write<Element>(_ list: [Element], _ each: (inout ByteWriter, Element) -> Void) {
        write(list.count)
        for element in list { each(&self, element) }
    }
}

/// Decodes what `ByteWriter` wrote, and refuses everything else.
package struct ByteReader {
    /// The bytes are not what `ByteWriter` writes.
    package struct Malformed: UnreadableRow {}

    private let bytes: [UInt8]
    private var offset = 0
    private var strings = NumberedStrings()

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
                // Refuse a last byte of zero, which is not the shortest encoding, and a tenth byte that does
                // not fit into 64 bits.
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
        let number = try stringNumber()
        guard let string = strings[number] else { throw Malformed() }
        return string
    }

    /// The string for a number that `stringNumber` returned.
    func string(numbered number: Int) -> String? { strings[number] }

    /// Reads a string and returns its number.
    mutating func stringNumber() throws -> Int {
        let place = try number()
        if place > 0 {
            guard strings[place] != nil else { throw Malformed() }
            return place
        }
        let count = try number()
        guard place == 0, count >= 0, count <= bytes.count - offset,
            let string = bytes[offset..<offset + count].withUnsafeBufferPointer({ String(utf8: $0) })
        else { throw Malformed() }
        let (number, isNew) = strings.number(of: string)
        guard isNew else { throw Malformed() }
        offset += count
        return number
    }

    mutating func list<Element>(_ each: (inout ByteReader) throws -> Element) throws -> [Element] {
        let count = try number()
        guard count >= 0, count <= bytes.count - offset else { throw Malformed() }
        var list: [Element] = []
        // The count may be wrong, and an element may take a hundred times the memory of its bytes.
        list.reserveCapacity(min(count, 1024))
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }

    /// Decodes with `read`, which has to consume all bytes.
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

/// The distinct strings of an encoded value, numbered from 1 in the order of their first occurrence.
private struct NumberedStrings {
    private var list: [String] = []
    /// Used if there are more than `few` strings; fewer are searched one by one.
    private var numbers: [ExactText: Int] = [:]

    private static let few = 12

    subscript(number: Int) -> String? {
        list.indices.contains(number - 1) ? list[number - 1] : nil
    }

    mutating func number(of string: String) -> (number: Int, isNew: Bool) {
        if list.count > Self.few {
            if let number = numbers[ExactText(string)] { return (number, false) }
        } else {
            let count = string.utf8.count
            for index in list.indices
            where list[index].utf8.count == count && ExactText(list[index]) == ExactText(string) {
                return (index + 1, false)
            }
        }
        list.append(string)
        if list.count > Self.few {
            if numbers.isEmpty {
                for (index, known) in list.enumerated() { numbers[ExactText(known)] = index + 1 }
            } else {
                numbers[ExactText(string)] = list.count
            }
        }
        return (list.count, true)
    }
}
