import CanonicalJSON
import DisputeModel

/// Computes the words of acts for the search index directly from the canonical bytes, without parsing the
/// whole text.
///
/// The result is the same as that of `SearchWords(event)`, which a test checks. Parties, kinds and disputes
/// repeat often, so their words are cached.
package struct SearchScanner {
    private var scanner = CanonicalScanner()
    private var inner = CanonicalScanner()
    private var names = KeptWords()
    private var actors = KeptWords()
    private var kinds = KeptWords()
    private var disputes = KeptWords()

    package init() {}

    /// The words of an act; nil if the event has to be parsed as a whole, because it is a record event or has
    /// unusual content.
    mutating func words(_ text: Span<UInt8>) -> SearchWords? {
        guard scanner.scan(text) else { return nil }
        let bytes = text.bytes
        var found = Found()
        for member in scanner.members { found.note(member, bytes) }
        guard !found.kind.isEmpty, !found.dispute.isEmpty,
            let kind = kinds.words(found.kind, bytes, Self.kind),
            let dispute = disputes.words(found.dispute, bytes, Self.dispute)
        else { return nil }
        var words = SearchWords()
        if !found.summary.isEmpty {
            guard let summary = bytes.plainText(found.summary) else { return nil }
            words.add(.summary, summary)
        }
        guard add("text", of: found.quote, as: .quote, text, &words),
            addCitations(found.sources, text, &words),
            add("name", of: found.speaker, as: .name, text, &words),
            add("name", of: found.reportedBy, as: .name, text, &words)
        else { return nil }
        for list in [found.actors, found.addressees] where !list.isEmpty {
            guard let parties = names.words(list, bytes, Self.names) else { return nil }
            if !parties.isEmpty { words.add(.name, parties) }
        }
        guard !holdsWords(found.details, text) else { return nil }
        words.add(.kind, kind)
        if !found.actors.isEmpty {
            guard let tokens = actors.words(found.actors, bytes, Self.tokens) else { return nil }
            if !tokens.isEmpty { words.add(.by, tokens) }
        }
        words.add(.dispute, dispute)
        return words
    }

    /// The ranges of the members whose words are indexed.
    private struct Found {
        var actors = 0..<0, addressees = 0..<0, details = 0..<0, dispute = 0..<0, kind = 0..<0, quote = 0..<0,
            reportedBy = 0..<0, sources = 0..<0, speaker = 0..<0, summary = 0..<0

        mutating func note(_ member: CanonicalScanner.Member, _ bytes: RawSpan) {
            let (key, value) = (member.key, member.value)
            switch key.count {
            case 4: if bytes.has("kind", at: key) { kind = value }
            case 5: if bytes.has("quote", at: key) { quote = value }
            case 6: if bytes.has("actors", at: key) { actors = value }
            case 7:
                if bytes.has("summary", at: key) { summary = value }
                if bytes.has("dispute", at: key) { dispute = value }
                if bytes.has("sources", at: key) { sources = value }
                if bytes.has("details", at: key) { details = value }
                if bytes.has("speaker", at: key) { speaker = value }
            case 10:
                if bytes.has("addressees", at: key) { addressees = value }
                if bytes.has("reportedBy", at: key) { reportedBy = value }
            default: break
            }
        }
    }

    /// Adds the string of one member of an object. False if it cannot be read without parsing.
    private mutating func add(
        _ name: StaticString, of object: Range<Int>, as column: SearchColumn, _ text: Span<UInt8>,
        _ words: inout SearchWords
    ) -> Bool {
        if object.isEmpty { return true }
        guard inner.scan(object, of: text) else { return false }
        for member in inner.members where text.bytes.has(name, at: member.key) {
            guard let string = text.bytes.plainText(member.value) else { return false }
            words.add(column, string)
        }
        return true
    }

    private mutating func addCitations(
        _ list: Range<Int>, _ text: Span<UInt8>, _ words: inout SearchWords
    ) -> Bool {
        if list.isEmpty { return true }
        guard let sources = scanner.items(of: list, in: text) else { return false }
        for source in sources {
            guard add("citation", of: source, as: .source, text, &words) else { return false }
        }
        return true
    }

    /// Whether an act's details may contain words for the index, which is rare.
    private mutating func holdsWords(_ details: Range<Int>, _ text: Span<UInt8>) -> Bool {
        if details.isEmpty { return false }
        guard inner.scan(details, of: text) else { return true }
        return inner.members.contains { member in
            let (bytes, key) = (text.bytes, member.key)
            return bytes.has("name", at: key) || bytes.has("reason", at: key) || bytes.has("sides", at: key)
                || bytes.has("title", at: key)
        }
    }

    // MARK: The words of a value

    private static func kind(_ value: JSON) -> String? {
        guard let name = value.string, let kind = Vocabulary.kind(name), !kind.isRecord else { return nil }
        return SearchWords.token(name)
    }

    private static func dispute(_ value: JSON) -> String? {
        value.string.map { SearchWords.tokens(ofDispute: $0) }
    }

    private static func names(_ value: JSON) -> String? {
        value.strings.compactMap { Party($0)?.reference }.joined(separator: "; ")
    }

    private static func tokens(_ value: JSON) -> String? {
        value.strings.compactMap { Party($0) }.map { SearchWords.tokens($0) }.joined(separator: "; ")
    }
}

/// A cache of the words of up to 4096 values, by their bytes.
private struct KeptWords {
    private var table = InternTable()
    private var words: [String?] = []

    /// The words of a value; nil if `make` gives none.
    mutating func words(_ value: Range<Int>, _ bytes: RawSpan, _ make: (JSON) -> String?) -> String? {
        if words.count >= 4096 { self = KeptWords() }
        let (number, isNew) = table.intern(value, of: bytes)
        if isNew {
            let json = try? bytes.extracting(value).withUnsafeBytes {
                try JSON.parse($0.bindMemory(to: UInt8.self))
            }
            words.append(json.flatMap(make))
        }
        return words[number]
    }
}

extension RawSpan {
    /// The string at this range, if it contains no escape sequence.
    fileprivate func plainText(_ value: Range<Int>) -> String? { plainString(value).map { string($0) } }
}
