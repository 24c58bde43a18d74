import CanonicalJSON
import DisputeModel
import EventLog

/// An event in which the words that were looked for stand.
package struct SearchHit: Sendable {
    /// As known.
    package let mention: Mention
    /// Where they stand: `summary`, `quote`, `source`, `name`, `title`, `reason`.
    package let key: String
    /// Some words before, the words themselves, some words after.
    package let before: String
    package let match: String
    package let after: String

    package var json: JSON {
        var object = mention.json.object ?? JSONObject()
        object["key"] = .string(key)
        object["snippet"] = .string(before + match + after)
        return .object(object)
    }
}

extension Casebook {
    /// The events whose summary, quotation, sources or names hold these words, in log order; capitals and accents do not
    /// matter. Goes through the whole log: memory grows with what is found only.
    package func search(_ words: String) throws -> [SearchHit] {
        try store.read { db in
            let reading = try Reading(db, faults)
            let needle = Needle(words)
            guard !needle.isEmpty else { return [] }
            var found: [(position: Int, key: String, snippet: Needle.Snippet)] = []
            try reading.log.forEach { position, _, text in
                if needle.mayBe(in: text), let event = Event(text: text) {
                    for (key, words) in event.searchable {
                        if let snippet = needle.snippet(of: words) {
                            found.append((position, key, snippet))
                            break
                        }
                    }
                }
                return true
            }
            let mentions = try reading.mentions(found.map(\.position), knownAt: nil)
            return found.compactMap { hit in
                mentions[hit.position].map {
                    SearchHit(
                        mention: $0, key: hit.key, before: hit.snippet.before, match: hit.snippet.match,
                        after: hit.snippet.after)
                }
            }
        }
    }
}

extension Event {
    /// What people have written in it, with the name of the place.
    fileprivate var searchable: [(key: String, words: String)] {
        var texts: [(key: String, words: String)] = []
        func add(_ key: String, _ json: JSON?) { json?.string.map { texts.append((key, $0)) } }
        add("summary", fields["summary"])
        add("quote", fields["quote"]?.object?["text"])
        for source in fields["sources"]?.array ?? [] { add("source", source.object?["citation"]) }
        add("name", fields["speaker"]?.object?["name"])
        add("name", fields["reportedBy"]?.object?["name"])
        for party in actors + addressees { texts.append(("name", party.reference)) }
        add("title", details["title"])
        for side in details["sides"]?.array ?? [] { add("name", side.object?["name"]) }
        add("reason", details["reason"])
        add("name", details["name"])
        // What a correction puts in the place of what was there.
        if let replaced = details["fields"]?.object { texts += Event(replaced).searchable }
        return texts
    }
}

/// Words that are looked for, letter by letter: capitals and accents do not matter, marks do.
private struct Needle {
    private let letters: [String]
    /// Where all is ASCII, a text that is ASCII too can be passed over by its bytes.
    private let bytes: [UInt8]?

    struct Snippet {
        let before: String
        let match: String
        let after: String
    }

    init(_ words: String) {
        letters = words.map(Self.plain)
        let isPlain = words.utf8.allSatisfy {
            $0 < 0x80 && $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        bytes = isPlain ? words.utf8.map(Self.small) : nil
    }

    var isEmpty: Bool { letters.allSatisfy { $0 == " " } }

    func mayBe(in text: String) -> Bool {
        guard let bytes else { return true }
        let found = text.utf8.withContiguousStorageIfAvailable { text in
            var matched = 0
            var index = 0
            while index < text.count {
                if text[index] >= 0x80 { return true }
                if Self.small(text[index]) == bytes[matched] {
                    matched += 1
                    if matched == bytes.count { return true }
                } else if matched > 0 {
                    index -= matched
                    matched = 0
                }
                index += 1
            }
            return false
        }
        return found ?? true
    }

    func snippet(of words: String) -> Snippet? {
        let characters = Array(words)
        let plain = characters.map(Self.plain)
        guard plain.count >= letters.count,
            let start = (0...(plain.count - letters.count)).first(where: { start in
                letters.indices.allSatisfy { plain[start + $0] == letters[$0] }
            })
        else { return nil }
        let end = start + letters.count
        let (first, last) = (max(0, start - 40), min(characters.count, end + 60))
        return Snippet(
            before: (first > 0 ? "…" : "") + String(characters[first..<start]),
            match: String(characters[start..<end]),
            after: String(characters[end..<last]) + (last < characters.count ? "…" : ""))
    }

    private static func plain(_ character: Character) -> String {
        let letter = folded(String(character))
        return letter.isEmpty ? String(character) : letter
    }

    private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
