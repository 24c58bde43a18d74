import CanonicalJSON
import DisputeModel

/// An event in which the words that were looked for stand.
package struct SearchHit: Sendable {
    /// As known.
    package let mention: Mention
    /// Where they stand: `summary`, `quote`, `source`, `name`, `title`, `reason`.
    package let key: String
    /// Some words round those that were found.
    package let snippet: [(text: String, isMatch: Bool)]
    /// They stood there before the event was corrected, or a correction of it retracted; they do not now.
    package let isEarlier: Bool

    package init(mention: Mention, key: String, snippet: [(text: String, isMatch: Bool)], isEarlier: Bool) {
        self.mention = mention
        self.key = key
        self.snippet = snippet
        self.isEarlier = isEarlier
    }

    package var json: JSON {
        var object = mention.json.object ?? JSONObject()
        object["key"] = .string(key)
        object["snippet"] = .string(snippet.map(\.text).joined())
        if isEarlier { object["earlier"] = true }
        return .object(object)
    }
}
