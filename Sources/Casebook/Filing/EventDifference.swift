import CanonicalJSON
import DisputeModel

/// The difference between two texts of the same event.
enum EventDifference {
    /// Keys that differ whenever an event is recorded again, and are ignored.
    private static let ofRecording: Set<String> = ["id", "recordedAt", "recordedBy", "origin", "key"]

    /// Returns the differing fields of each text as JSON, shortened to `longest` characters; nil if there is no
    /// difference.
    ///
    /// Party references are compared in NFC, since import normalizes them.
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
