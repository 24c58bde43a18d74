/// A value of a statement's parameter, in PostgreSQL's binary format.
enum PostgresValue {
    case bigint(Int)
    case integer(Int)
    case text(String)
    /// 16 bytes; nil is NULL.
    case uuid([UInt8]?)
    case texts([String?])
    case byteArrays([[UInt8]])
    case bigints([Int])

    /// The object id of the type, as `pg_type.dat` of PostgreSQL has it.
    var type: UInt32 {
        switch self {
        case .bigint: 20
        case .integer: 23
        case .text: 25
        case .uuid: 2950
        case .texts: 1009
        case .byteArrays: 1001
        case .bigints: 1016
        }
    }

    /// The bytes that are sent; nil for NULL.
    var bytes: [UInt8]? {
        switch self {
        case .bigint(let number): Self.big(number, 8)
        case .integer(let number): Self.big(number, 4)
        case .text(let text): Array(text.utf8)
        case .uuid(let bytes): bytes
        case .texts(let texts): Self.array(of: 25, texts.map { $0.map { Array($0.utf8) } })
        case .byteArrays(let arrays): Self.array(of: 17, arrays)
        case .bigints(let numbers): Self.array(of: 20, numbers.map { Self.big($0, 8) })
        }
    }

    static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }

    /// `array_send` of PostgreSQL: dimensions, whether there are NULLs, the element's type, length and lower bound,
    /// then each element with its length, which is -1 for NULL.
    private static func array(of type: Int, _ elements: [[UInt8]?]) -> [UInt8] {
        guard !elements.isEmpty else { return big(0, 4) + big(0, 4) + big(type, 4) }
        var bytes = big(1, 4) + big(elements.contains { $0 == nil } ? 1 : 0, 4) + big(type, 4)
        bytes += big(elements.count, 4) + big(1, 4)
        for element in elements {
            bytes += big(element?.count ?? -1, 4)
            bytes += element ?? []
        }
        return bytes
    }
}

/// One row of an answer, with its columns in PostgreSQL's binary format.
struct PostgresRow {
    /// The bytes of each column; nil for NULL.
    let columns: [[UInt8]?]

    func text(_ column: Int) -> String? { columns[column].map { String(decoding: $0, as: UTF8.self) } }

    func bytes(_ column: Int) -> [UInt8]? { columns[column] }

    func bool(_ column: Int) -> Bool { columns[column]?.first == 1 }

    /// A whole number of any width.
    func number(_ column: Int) -> Int? { columns[column].map { Self.big($0[...]) } }

    /// The elements of an array of texts; none for NULL.
    func texts(_ column: Int) -> [String] {
        guard let bytes = columns[column], bytes.count >= 20 else { return [] }
        let count = Self.big(bytes[12..<16])
        var texts: [String] = []
        texts.reserveCapacity(min(max(count, 0), bytes.count / 4))
        var start = 20
        while texts.count < count, start + 4 <= bytes.count {
            let length = max(Self.big(bytes[start..<start + 4]), 0)
            guard start + 4 + length <= bytes.count else { break }
            texts.append(
                bytes.withUnsafeBufferPointer {
                    String(
                        decoding: UnsafeBufferPointer(rebasing: $0[start + 4..<start + 4 + length]),
                        as: UTF8.self)
                })
            start += 4 + length
        }
        return texts
    }

    private static func big(_ bytes: ArraySlice<UInt8>) -> Int {
        let first: Int = (bytes.first ?? 0) & 0x80 == 0 ? 0 : -1
        return bytes.reduce(first) { $0 << 8 | Int($1) }
    }
}
