/// Every kind that an event can be of.
///
/// To add a kind is to add a row under `Kinds/`: nothing else names them one by one.
package enum Vocabulary {
    package static let kinds: [Kind] =
        positions + instruments + requestsAndReplies + dialogue + thirdParties + adjudication + coercion
        + settlement + records

    package static func kind(_ name: String) -> Kind? { number(of: name).map { kinds[$0] } }

    /// What the fold reads of each kind, by its row; and of a kind that this copy has never heard of, behind the last.
    static let effects: [KindEffects] = kinds.map(\.effects) + [.none]

    /// The kind's row, counted from 0.
    static func number(of name: String) -> Int? { byName[name] }

    private static let byName: [String: Int] = Dictionary(
        zip(kinds.map(\.name), kinds.indices), uniquingKeysWith: { first, _ in first })
}
