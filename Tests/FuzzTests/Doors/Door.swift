/// A place at which bytes come in that nobody vouches for.
struct Door: Sendable {
    let name: String
    /// Longer inputs are not tried.
    let longest: Int
    /// How many changed inputs the tests send through: few where each takes its time.
    let changes: Int
    /// Words that stand in its inputs, for the fuzzer to put in.
    let words: [String]
    private let enter: @Sendable ([UInt8]) throws -> Void

    init(
        _ name: String, longest: Int, changes: Int, words: [String] = [],
        _ enter: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.name = name
        self.longest = longest
        self.changes = changes
        self.words = words
        self.enter = enter
    }

    /// Sends bytes through. What is refused is well; a promise that does not hold is thrown; a trap is one's end.
    func send(_ bytes: [UInt8]) throws { try enter(bytes) }
}

/// A promise that does not hold.
struct Broken: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

func expect(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
    if !holds { throw Broken(promise()) }
}

/// Splits off the first bytes, which choose something, from the rest.
struct Choices {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

    mutating func number(bytes: Int) -> Int { (0..<bytes).reduce(0) { sum, _ in sum << 8 | byte() } }

    mutating func run(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    var isEmpty: Bool { rest.isEmpty }

    var text: String? { String(validating: rest, as: UTF8.self) }
}
