import CanonicalJSON
import DisputeModel

/// Where words stand in an event, as a search names it: `summary:gift`.
package enum SearchColumn: String, CaseIterable, Sendable {
    case summary, quote, source, name, title, reason
    // What was chosen and not written: the whole of it is one word of the index.
    case kind, by, dispute

    /// Those that are looked in where none is named; they stand first in a row.
    package static let written: [Self] = [.summary, .quote, .source, .name, .title, .reason]

    /// Its place in a row.
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
    /// The expression of FTS5 for what is one word of the column.
    package func expression(is name: String) -> String {
        "\(rawValue) : \(Self.quoted(SearchWords.token(name)))"
    }

    /// The expression of FTS5 for words that stand one behind another in the column.
    package func expression(has words: String) -> String {
        "\(rawValue) : \(Self.quoted(IndexedText.of(words)))"
    }

    /// The words as a phrase of FTS5.
    package static func quoted(_ words: String) -> String {
        "\"\(words.replacing(every: "\"", by: " "))\""
    }
}

/// What can be found of an event, column by column: a row of the search index.
package struct SearchWords {
    /// In the order of the columns; empty where the event has no such words.
    private(set) var columns = [String](repeating: "", count: SearchColumn.allCases.count)

    init() {}

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

    package subscript(column: SearchColumn) -> String { columns[column.place] }

    private mutating func add(_ column: SearchColumn, _ json: JSON?) { json?.string.map { add(column, $0) } }

    mutating func add(_ column: SearchColumn, _ words: String) {
        if columns[column.place].isEmpty {
            columns[column.place] = words
        } else {
            columns[column.place] += "; \(words)"
        }
    }

    // MARK: What is one word of the index

    /// A name as one word, which FTS5 does not take apart: what is between its letters and digits becomes a letter that
    /// nobody types.
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

    /// A party, and those that it lies within: who asks for `UN` finds `UN:OHCHR` too.
    static func tokens(_ party: Party) -> String {
        party.isUnnamed ? token(party.reference) : steps(party.reference, UInt8(ascii: ":"))
    }

    /// A dispute and those above it. What concerns the log itself has a word too, so that every row has one.
    static func tokens(ofDispute dispute: String) -> String {
        dispute.isEmpty ? token(Event.logStream) : steps(dispute, UInt8(ascii: "/"))
    }

    private static func steps(_ path: String, _ separator: UInt8) -> String {
        let ends = path.utf8.indices.filter { path.utf8[$0] == separator }
        return (ends.map { token(String(path[..<$0])) } + [token(path)]).joined(separator: " ")
    }

    // Letters for private use: U+E001 between the steps of a path, U+E000 for everything else.
    private static let step = Array("\u{E001}".utf8)
    private static let gap = Array("\u{E000}".utf8)
}

extension Unicode.Scalar {
    /// Whether FTS5's tokenizer unicode61 takes it for a part of a word.
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
