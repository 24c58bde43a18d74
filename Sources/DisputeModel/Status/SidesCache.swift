/// Answers questions about lists of parties by the sides of one dispute, and caches the answer for each pair of
/// lists, however many acts have them. A list is given by its number in the `Symbols`.
package struct SidesCache {
    private let sides: Sides
    private let symbols: Symbols
    private var admitted: [Question: Bool] = [:]
    private var akin: [Question: Bool] = [:]

    private struct Question: Hashable {
        let one: UInt32
        let other: UInt32
        var rule = ActsRule.any
    }

    /// An empty cache for one dispute. `symbols` must hold the party lists of all events that it is asked about.
    package init(_ sides: Sides, _ symbols: Symbols) {
        self.sides = sides
        self.symbols = symbols
    }

    /// Whether the parties of an act satisfy the vocabulary's `acts` column (section 5).
    package mutating func admit(_ event: EventDigest, _ rule: ActsRule) -> Bool {
        guard rule == .side || rule == .twoSides else { return true }
        let question = Question(one: event.actors, other: event.addressees, rule: rule)
        if let known = admitted[question] { return known }
        let answer = sides.admit(symbols.parties(event.actors), symbols.parties(event.addressees), rule)
        admitted[question] = answer
        return answer
    }

    /// Whether one of `these` is akin to one of `those`. If all of `those` are unnamed, every party is.
    mutating func areAkin(_ these: UInt32, toAnyOf those: UInt32) -> Bool {
        let question = Question(one: these, other: those)
        if let known = akin[question] { return known }
        let answer = sides.areAkin(symbols.parties(these), toAnyOf: symbols.parties(those))
        akin[question] = answer
        return answer
    }

    func areAkin(_ party: Party, toAnyOf those: UInt32) -> Bool {
        sides.areAkin([party], toAnyOf: symbols.parties(those))
    }
}
