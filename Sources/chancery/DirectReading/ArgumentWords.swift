import ArgumentParser

/// The words of a command line, from which each option reads its own.
///
/// Plain command lines are read in the same way as by the parser: options by their long or one-letter names, with their
/// values in the next word or after `=`, each at most once unless it is a list, and arguments in order. Any other line
/// is reported as not plain and left to the parser, which handles `--`, `-abc` and the like, and has the error
/// messages.
struct ArgumentWords {
    private let words: [String]
    private var isTaken: [Bool]
    /// All words before this index have been read.
    private var firstLeft = 0
    private(set) var isPlain = true
    /// The options that were asked for. A test compares them with those of the parser.
    private(set) var asked: [String] = []

    init(_ words: [String]) {
        self.words = words
        isTaken = Array(repeating: false, count: words.count)
    }

    /// Whether every word was read: as an option, the value of an option, or an argument.
    var areUnderstood: Bool { isPlain && !isTaken.contains(false) }

    // MARK: Options

    mutating func flag(_ names: String...) -> Bool {
        asked += names
        let places = places(of: names)
        for place in places { isTaken[place] = true }
        if places.count > 1 { isPlain = false }
        return !places.isEmpty
    }

    /// The value of a flag with an opposite; nil if neither was given.
    mutating func flag(_ name: String, orNot opposite: String) -> Bool? {
        let (isSo, isNotSo) = (flag(name), flag(opposite))
        if isSo, isNotSo { isPlain = false }
        return isSo || isNotSo ? isSo : nil
    }

    mutating func values(_ names: String...) -> [String] { all(names) }

    mutating func value(_ names: String...) -> String? { only(names) }

    mutating func value<Value: ExpressibleByArgument>(_ type: Value.Type, _ names: String...) -> Value? {
        guard let words = only(names) else { return nil }
        guard let value = Value(argument: words) else {
            isPlain = false
            return nil
        }
        return value
    }

    private mutating func only(_ names: [String]) -> String? {
        let values = all(names)
        if values.count > 1 { isPlain = false }
        return values.first
    }

    private mutating func all(_ names: [String]) -> [String] {
        asked += names
        var values: [(place: Int, words: String)] = []
        for place in places(of: names) {
            let next = place + 1
            guard next < words.count, !isTaken[next], !Self.isDashed(words[next]) else {
                isPlain = false
                continue
            }
            isTaken[place] = true
            isTaken[next] = true
            values.append((place, words[next]))
        }
        for place in words.indices where !isTaken[place] && Self.isDashed(words[place]) {
            for name in names {
                guard let value = Self.value(in: words[place], of: name) else { continue }
                isTaken[place] = true
                values.append((place, value))
                break
            }
        }
        return values.sorted { $0.place < $1.place }.map(\.words)
    }

    private func places(of names: [String]) -> [Int] {
        words.indices.filter { !isTaken[$0] && names.contains(words[$0]) }
    }

    /// `--name=value`.
    private static func value(in word: String, of name: String) -> String? {
        let (word, name) = (word.utf8, name.utf8)
        guard name.count > 2, word.count > name.count + 1, word.starts(with: name) else { return nil }
        let equals = word.index(word.startIndex, offsetBy: name.count)
        guard word[equals] == UInt8(ascii: "=") else { return nil }
        return String(word[word.index(after: equals)...])
    }

    /// Whether the word cannot be a value or an argument, unless the parser says so. A single dash is standard input.
    private static func isDashed(_ word: String) -> Bool {
        word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1
    }

    // MARK: Arguments, when all options have been taken

    mutating func argument() -> String? {
        while firstLeft < words.count, isTaken[firstLeft] { firstLeft += 1 }
        guard firstLeft < words.count, !Self.isDashed(words[firstLeft]) else { return nil }
        isTaken[firstLeft] = true
        return words[firstLeft]
    }

    mutating func arguments() -> [String] {
        var arguments: [String] = []
        while let argument = argument() { arguments.append(argument) }
        return arguments
    }
}
