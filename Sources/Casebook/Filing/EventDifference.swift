import CanonicalJSON
import DisputeModel

/// What two texts of one event say otherwise.
enum EventDifference {
    /// What differs when an event is recorded once more, and does not count.
    private static let ofRecording: Set<String> = ["id", "recordedAt", "recordedBy", "origin", "key"]

    /// What each of them says where they differ, as JSON, no longer than a line or two; nil where they say the same.
    ///
    /// Parties are compared in NFC: what came through another log was brought to it.
    static func words(
        _ filed: JSONObject, _ given: JSONObject, besides ignored: Set<String> = []
    ) -> (filed: String, given: String)? {
        let (filed, given) = (filed.withComposedParties, given.withComposedParties)
        let keys = Set(filed.keys).union(given.keys).subtracting(ofRecording).subtracting(ignored)
        let differing = keys.filter { filed[$0] != given[$0] }.sorted()
        guard !differing.isEmpty else { return nil }
        return (excerpt(filed, differing), excerpt(given, differing))
    }

    private static func excerpt(_ event: JSONObject, _ keys: [String]) -> String {
        let members = keys.compactMap { key in event[key].map { (key, $0) } }
        guard !members.isEmpty else { return "nothing" }
        let text = JSON.object(JSONObject(members)).canonical
        return text.count > longest ? text.prefix(longest) + "…" : text
    }

    private static let longest = 200
}
