import CanonicalJSON
import DisputeModel

/// An event that a search found.
package struct SearchHit: Sendable {
    /// The event as known.
    package let mention: Mention
    /// The part of the event that matched: `summary`, `quote`, `source`, `name`, `title` or `reason`.
    package let key: String
    /// A piece of the text around the match, split into matching and other parts.
    package let snippet: [(text: String, isMatch: Bool)]
    /// Whether only an earlier wording matches: a later correction, or the retraction of a correction, removed the
    /// words.
    package let isEarlier: Bool

    package init(mention: Mention, key: String, snippet: [(text: String, isMatch: Bool)], isEarlier: Bool) {
        self.mention = mention
        self.key = key
        self.snippet = snippet
        self.isEarlier = isEarlier
    }

    /// The event as a mention, with `key`, `snippet` as plain text, and `earlier` if only an earlier wording matches.
    package var json: JSON {
        var object = mention.json.object ?? JSONObject()
        object["key"] = .string(key)
        object["snippet"] = .string(snippet.map(\.text).joined())
        if isEarlier { object["earlier"] = true }
        return .object(object)
    }
}
