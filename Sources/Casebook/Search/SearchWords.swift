import CanonicalJSON
import DisputeModel

/// Where words stand in an event, as a search names it: `summary:gift`.
package enum SearchColumn: String, CaseIterable, Sendable {
    case summary, quote, source, name, title, reason
    // What was chosen and not written: the whole of it is one word of the index.
    case kind, by, dispute

    /// Those that are looked in where none is named; they stand first in a row.
    static let written: [Self] = [.summary, .quote, .source, .name, .title, .reason]

    /// Their places in a row.
    static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// What can be found of an event, column by column: a row of the search index.
struct SearchWords {
    /// In the order of the columns; empty where the event has no such words.
    private(set) var columns = [String](repeating: "", count: SearchColumn.allCases.count)

    init(_ event: Event) {
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

    subscript(column: SearchColumn) -> String { columns[SearchColumn.places[column] ?? 0] }

    private mutating func add(_ column: SearchColumn, _ json: JSON?) { json?.string.map { add(column, $0) } }

    private mutating func add(_ column: SearchColumn, _ words: String) {
        let place = SearchColumn.places[column] ?? 0
        columns[place] += columns[place].isEmpty ? words : "; \(words)"
    }

    // MARK: What is one word of the index

    /// A name as one word, which FTS5 does not take apart: what is between its letters and digits becomes a letter that
    /// nobody types.
    static func token(_ name: String) -> String {
        var token = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar {
            case ":", "/": token.append(step)
            case _ where scalar.isLetterOrDigit: token.append(scalar)
            default: token.append(gap)
            }
        }
        return String(token)
    }

    /// A party, and those that it lies within: who asks for `UN` finds `UN:OHCHR` too.
    private static func tokens(_ party: Party) -> String {
        party.isUnnamed ? token(party.reference) : steps(party.reference, ":")
    }

    /// A dispute and those above it. What concerns the log itself has a word too, so that every row has one.
    static func tokens(ofDispute dispute: String) -> String {
        dispute.isEmpty ? token(Event.logStream) : steps(dispute, "/")
    }

    private static func steps(_ path: String, _ separator: Character) -> String {
        var tokens: [String] = []
        for (place, character) in zip(path.indices, path) where character == separator {
            tokens.append(token(String(path[..<place])))
        }
        return (tokens + [token(path)]).joined(separator: " ")
    }

    private static let step: Unicode.Scalar = "\u{E001}"
    private static let gap: Unicode.Scalar = "\u{E000}"
}

extension Unicode.Scalar {
    /// Whether FTS5's tokenizer unicode61 takes it for a part of a word.
    var isLetterOrDigit: Bool {
        if isASCII { return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value & ~0x20) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
