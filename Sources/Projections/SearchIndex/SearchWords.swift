import CanonicalJSON
import DisputeModel

/// A column of the search index, as a search names it: `summary:gift`.
package enum SearchColumn: String, CaseIterable, Sendable {
    case summary, quote, source, name, title, reason
    // These are not free text: a whole value is one word of the index.
    case kind, by, dispute

    /// The columns that are searched if a search names none. They are the first ones of a row.
    package static let written: [Self] = [.summary, .quote, .source, .name, .title, .reason]

    /// The index of the column in a row.
    package var place: Int {
        switch self {
        case .summary: 0
        case .quote: 1
        case .source: 2
        case .name: 3
        case .title: 4
        case .reason: 5
        case .kind: 6
        case .by: 7
        case .dispute: 8
        }
    }
}

extension SearchColumn {
    /// The FTS5 expression for a value that is one word of the column.
    package func expression(is name: String) -> String {
        "\(rawValue) : \(Self.quoted(SearchWords.token(name)))"
    }

    /// The FTS5 expression for words that follow each other in the column.
    package func expression(has words: String) -> String {
        "\(rawValue) : \(Self.quoted(IndexedText.of(words)))"
    }

    /// The words as an FTS5 phrase.
    package static func quoted(_ words: String) -> String {
        "\"\(words.replacing(every: "\"", by: " "))\""
    }
}

/// The searchable words of an event, by column: a row of the search index.
package struct SearchWords {
    /// In the order of the columns; empty if the event has no words for a column.
    private(set) var columns = [String](repeating: "", count: SearchColumn.allCases.count)

    init() {}

    /// The words of an event.
    package init(_ event: Event) {
        let (fields, details) = (event.fields, event.details)
        add(.summary, fields["summary"])
        add(.quote, fields["quote"]?.object?["text"])
        for source in fields["sources"]?.array ?? [] { add(.source, source.object?["citation"]) }
        add(.name, fields["speaker"]?.object?["name"])
        add(.name, fields["reportedBy"]?.object?["name"])
        let actors = event.actors
        for party in actors + event.addressees { add(.name, party.reference) }
        for side in details["sides"]?.array ?? [] { add(.name, side.object?["name"]) }
        add(.name, details["name"])
        add(.title, details["title"])
        add(.reason, details["reason"])
        add(.kind, Self.token(event.kindName))
        for party in actors { add(.by, Self.tokens(party)) }
        add(.dispute, Self.tokens(ofDispute: event.dispute))
    }

    /// The words in one column.
    package subscript(column: SearchColumn) -> String { columns[column.place] }

    private mutating func add(_ column: SearchColumn, _ json: JSON?) { json?.string.map { add(column, $0) } }

    mutating func add(_ column: SearchColumn, _ words: String) {
        if columns[column.place].isEmpty {
            columns[column.place] = words
        } else {
            columns[column.place] += "; \(words)"
        }
    }

    // MARK: Values that are one word of the index

    /// A name as one word that FTS5 does not split: characters that separate words are replaced by
    /// private-use letters.
    package static func token(_ name: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * name.utf8.count)
        for scalar in name.unicodeScalars {
            switch scalar {
            case ":", "/": bytes += step
            case _ where scalar.isLetterOrDigit: bytes += scalar.utf8
            default: bytes += gap
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A party and the parties above it, so that a search for `UN` also finds `UN:OHCHR`.
    static func tokens(_ party: Party) -> String {
        party.isUnnamed ? token(party.reference) : steps(party.reference, UInt8(ascii: ":"))
    }

    /// A dispute and its parents. Events that concern the log itself have a word too, so that every row has
    /// one.
    static func tokens(ofDispute dispute: String) -> String {
        dispute.isEmpty ? token(Event.logStream) : steps(dispute, UInt8(ascii: "/"))
    }

    private static func steps(_ path: String, _ separator: UInt8) -> String {
        let ends = path.utf8.indices.filter { path.utf8[$0] == separator }
        return (ends.map { token(String(path[..<$0])) } + [token(path)]).joined(separator: " ")
    }

    // Private-use characters: U+E001 separates the steps of a path, U+E000 replaces all other separators.
    private static let step = Array("\u{E001}".utf8)
    private static let gap = Array("\u{E000}".utf8)
}

extension Unicode.Scalar {
    /// Whether FTS5's tokenizer unicode61 treats the scalar as part of a word.
    package var isLetterOrDigit: Bool {
        if isASCII { return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value & ~0x20) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
