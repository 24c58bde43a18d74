/// Every kind of event.
///
/// To add a kind, add a row under `Kinds/`. No other code lists all kinds.
package enum Vocabulary {
    /// All rows, group by group.
    package static let kinds: [Kind] =
        positions + instruments + requestsAndReplies + dialogue + thirdParties + adjudication + coercion
        + settlement + records

    /// The kind of this name; nil where the vocabulary has none.
    package static func kind(_ name: String) -> Kind? { number(of: name).map { kinds[$0] } }

    /// The effects of each kind, by row. The last element is for a kind that this version does not know.
    static let effects: [KindEffects] = kinds.map(\.effects) + [.none]

    /// The row of a kind, counted from 0.
    static func number(of name: String) -> Int? { byName[name] }

    private static let byName: [String: Int] = Dictionary(
        zip(kinds.map(\.name), kinds.indices), uniquingKeysWith: { first, _ in first })
}
