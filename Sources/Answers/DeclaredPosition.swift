import CanonicalJSON
import DisputeModel

/// What a party holds, from when, and until when: until it declared another position on the same subject.
package struct DeclaredPosition: Sendable {
    package let mention: Mention
    package let party: [Party]
    /// `details.subject`, `topic` or `on`, as it was written; nil: of the dispute as a whole.
    package let subject: String?
    /// The position that took its place.
    package let replacedBy: Mention?

    package init(mention: Mention, party: [Party], subject: String?, replacedBy: Mention?) {
        self.mention = mention
        self.party = party
        self.subject = subject
        self.replacedBy = replacedBy
    }

    package var isInForce: Bool { replacedBy == nil }

    package var json: JSON {
        var object = mention.json.object ?? JSONObject()
        object["subject"] = subject.map(JSON.string) ?? .null
        object["from"] = mention.event.fields["occurred"] ?? .null
        object["to"] = replacedBy.map { .string($0.place.day.description) } ?? .null
        object["replacedBy"] = replacedBy.map { .string($0.event.id) } ?? .null
        return .object(object)
    }
}
