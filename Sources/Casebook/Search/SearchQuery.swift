import CanonicalJSON
import DisputeModel
import Projections

/// Parses a search query and translates it to an FTS5 expression.
///
///     words    := either (OR either)*          either := both (AND both)*
///     both     := all (NOT all)*               all    := part+, every one of them asked for
///     part     := (words) | column: part | NEAR(text text…, 10) | text
///     text     := word | word* | "a phrase" | "a phrase"*
///
/// Operators are written in capitals. Everything else is text, whatever punctuation it contains: `O'Brien`,
/// `2021-11-10` and `note-verbale` are phrases. Text without a letter or digit is ignored.
struct SearchQuery {
    private var rest: Substring
    private var depth = 0
    private var texts = 0
    /// The log's own party, which `by:us` stands for.
    private let own: Party?
    /// The columns that are searched.
    private var place: Place = .written

    private enum Place {
        case written
        case column(SearchColumn)
    }

    /// The FTS5 expression; nil if no text remains. Throws `SearchError` for a query that is not well formed.
    static func expression(_ words: String, own: Party? = nil) throws(SearchError) -> String? {
        guard words.utf8.count <= 10_000 else { throw .tooLong }
        var query = Self(rest: composed(words)[...], own: own)
        let expression = try query.words()
        if query.rest.first != nil { throw .strayParenthesis }
        return expression
    }

    private init(rest: Substring, own: Party?) {
        self.rest = rest
        self.own = own
        skipSpace()
    }

    // MARK: Operators

    private mutating func words() throws(SearchError) -> String? {
        var result = try either()
        while read("OR") {
            let other = try operand(of: "OR") { query throws(SearchError) in try query.either() }
            result = Self.joined(result, other, "OR")
        }
        return result
    }

    private mutating func either() throws(SearchError) -> String? {
        var result = try both()
        while read("AND") {
            let other = try operand(of: "AND") { query throws(SearchError) in try query.both() }
            result = Self.joined(result, other, "AND")
        }
        return result
    }

    private mutating func both() throws(SearchError) -> String? {
        var result = try all()
        while read("NOT") {
            let other = try operand(of: "NOT") { query throws(SearchError) in try query.all() }
            if result == nil, other != nil { throw .nothingBefore("NOT") }
            result = Self.joined(result, other, "NOT")
        }
        return result
    }

    private mutating func operand(
        of name: String, _ read: (inout Self) throws(SearchError) -> String?
    ) throws(SearchError) -> String? {
        if rest.isEmpty || rest.first == ")" || isAtOperator { throw .nothingAfter(name) }
        return try read(&self)
    }

    private mutating func all() throws(SearchError) -> String? {
        if isAtOperator { throw .nothingBefore(String(rest.prefix { $0.isLetter })) }
        var result: String?
        while !rest.isEmpty, rest.first != ")", !isAtOperator {
            result = Self.joined(result, try part(), "AND")
        }
        return result
    }

    private static func joined(_ one: String?, _ other: String?, _ name: String) -> String? {
        guard let one, let other else { return one ?? other }
        return "(\(one) \(name) \(other))"
    }

    // MARK: Parts

    private mutating func part() throws(SearchError) -> String? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw .tooLong }
        if read(character: "(") {
            let inner = try words()
            guard read(character: ")") else { throw .openParenthesis }
            return inner
        }
        if let column = readColumn() {
            let outer = place
            defer { place = outer }
            place = .column(column)
            guard !rest.isEmpty, rest.first != ")", !isAtOperator else {
                throw .nothingAfter("\(column.rawValue):")
            }
            return try part()
        }
        if rest.hasPrefix("NEAR(") { return try near() }
        return try text().map(placed)
    }

    private mutating func near() throws(SearchError) -> String? {
        rest.removeFirst("NEAR(".count)
        skipSpace()
        var parts: [String] = []
        var distance = 10
        while let next = rest.first, next != ")" {
            if read(character: ",") {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits), number <= 1_000_000 else { throw .nearNeedsNumber }
                distance = number
                rest.removeFirst(digits.count)
                skipSpace()
                guard rest.first == ")" else { throw .nearNeedsNumber }
            } else if let text = try text(isNear: true) {
                parts.append(text)
            }
        }
        guard read(character: ")") else { throw .openParenthesis }
        return parts.isEmpty ? nil : placed("NEAR(\(parts.joined(separator: " ")), \(distance))")
    }

    /// A word or phrase in FTS5 syntax; nil if it has no letter or digit.
    private mutating func text(isNear: Bool = false) throws(SearchError) -> String? {
        texts += 1
        guard texts <= 200 else { throw .tooLong }
        var words: Substring
        var isPrefix = false
        if let quote = rest.first, Self.quotes.contains(quote) {
            rest.removeFirst()
            guard let end = rest.firstIndex(where: Self.quotes.contains) else { throw .openQuote }
            words = rest[..<end]
            rest = rest[end...].dropFirst()
            isPrefix = rest.first == "*"
            if isPrefix { rest.removeFirst() }
        } else {
            words = rest.prefix {
                !$0.isWhitespace && $0 != "(" && $0 != ")" && !Self.quotes.contains($0)
                    && !(isNear && $0 == ",")
            }
            rest.removeFirst(words.count)
            // A word can begin with a parenthesis only within NEAR; the parenthesis is skipped there.
            if words.isEmpty, isNear { rest = rest.dropFirst() }
            isPrefix = words.last == "*"
        }
        skipSpace()
        let indexed: String
        if case .column(let column) = place, !SearchColumn.written.contains(column) {
            while words.last == "*" { words.removeLast() }
            indexed = SearchWords.token(try name(String(words), column))
        } else {
            indexed = IndexedText.of(String(words))
        }
        guard indexed.unicodeScalars.contains(where: \.isLetterOrDigit) else { return nil }
        return SearchColumn.quoted(indexed) + (isPrefix ? " *" : "")
    }

    /// In the column `by`, replaces `us` by the log's own party.
    private func name(_ words: String, _ column: SearchColumn) throws(SearchError) -> String {
        guard column == .by, PartyRegister.isOwn(words) else { return words }
        guard let own else { throw .noOwnParty(words) }
        return own.reference
    }

    private static let quotes: Set<Character> = ["\"", "“", "”", "„", "«", "»"]

    private func placed(_ text: String) -> String {
        switch place {
        case .written: "{\(SearchColumn.written.map(\.rawValue).joined(separator: " "))} : \(text)"
        case .column(let column): "\(column.rawValue) : \(text)"
        }
    }

    // MARK: Letters

    private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

    private mutating func read(character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        skipSpace()
        return true
    }

    private func isAt(_ name: String) -> Bool {
        guard rest.hasPrefix(name) else { return false }
        let next = rest.dropFirst(name.count).first
        return next.map { $0.isWhitespace || $0 == "(" || $0 == ")" || Self.quotes.contains($0) } ?? true
    }

    private var isAtOperator: Bool { isAt("AND") || isAt("OR") || isAt("NOT") }

    private mutating func read(_ name: String) -> Bool {
        guard isAt(name) else { return false }
        rest.removeFirst(name.count)
        skipSpace()
        return true
    }

    private mutating func readColumn() -> SearchColumn? {
        guard
            let column = SearchColumn.allCases.first(where: { rest.hasPrefix("\($0.rawValue):") })
        else { return nil }
        rest.removeFirst(column.rawValue.count + 1)
        skipSpace()
        return column
    }
}

/// Why a search query cannot be used.
package enum SearchError: Error, Equatable {
    case nothingToLookFor
    case openQuote
    case openParenthesis
    case strayParenthesis
    case nothingAfter(String)
    case nothingBefore(String)
    case nearNeedsNumber
    case tooLong
    /// The query contains `by:us`, and the log does not say which party is its own.
    case noOwnParty(String)
    /// FTS5 rejects the translated expression.
    case notUnderstood

    /// The error as one sentence for people.
    package var problem: String {
        switch self {
        case .nothingToLookFor:
            "There is nothing to look for."
        case .openQuote:
            "A phrase has no closing quotation mark."
        case .openParenthesis:
            "A parenthesis is not closed."
        case .strayParenthesis:
            "There is a ) without a (."
        case .nothingAfter(let name):
            "There is nothing to look for after \(name)."
        case .nothingBefore(let name):
            "There is nothing to look for before \(name)."
        case .nearNeedsNumber:
            "The comma in NEAR has no number after it."
        case .noOwnParty(let words):
            "This log does not say whose it is, so \"\(words)\" means nobody."
        case .tooLong:
            "The search is too long."
        case .notUnderstood:
            "These search words cannot be understood."
        }
    }

}
