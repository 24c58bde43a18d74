import CanonicalJSON
import DisputeModel

/// A position that a party has declared, and the later declaration on the same subject that replaced it, if any.
package struct DeclaredPosition: Sendable {
    /// The event that declared the position.
    package let mention: Mention
    /// The parties that declared the position together.
    package let party: [Party]
    /// `details.subject`, `details.topic` or `details.on`, as written; nil for a position on the dispute as a whole.
    package let subject: String?
    /// The later declaration that replaced this one; nil while this one is in force.
    package let replacedBy: Mention?

    package init(mention: Mention, party: [Party], subject: String?, replacedBy: Mention?) {
        self.mention = mention
        self.party = party
        self.subject = subject
        self.replacedBy = replacedBy
    }

    /// Whether no later declaration has replaced this one.
    package var isInForce: Bool { replacedBy == nil }

    /// The declaration as a mention, with `subject`, `from` (its date as written), and `to` and `replacedBy`: the day
    /// and the id of the replacement, null while this one is in force.
    package var json: JSON {
        var object = mention.json.object ?? JSONObject()
        object["subject"] = subject.map(JSON.string) ?? .null
        object["from"] = mention.event.fields["occurred"] ?? .null
        object["to"] = replacedBy.map { .string($0.place.day.description) } ?? .null
        object["replacedBy"] = replacedBy.map { .string($0.event.id) } ?? .null
        return .object(object)
    }
}
