/// Every kind that an event can be of.
///
/// To add a kind is to add a row under `Kinds/`: nothing else names them one by one.
package enum Vocabulary {
    package static let kinds: [Kind] =
        positions + instruments + requestsAndReplies + dialogue + thirdParties + adjudication + coercion
        + settlement + records

    package static func kind(_ name: String) -> Kind? {
        byName[name].map { kinds[$0] }
    }

    private static let byName: [String: Int] = Dictionary(
        zip(kinds.map(\.name), kinds.indices), uniquingKeysWith: { first, _ in first })
}
