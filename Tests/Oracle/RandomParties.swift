import CanonicalJSON
import Seeds

extension HistoryWriter {
    /// No member of one pool equals or lies within one of another (section 1).
    private static let pools = [
        ["RUS", "BLR", "KAZ"], ["USA", "UN:OHCHR", "GBR"], ["DEU:BMF", "FRA", "POL"],
    ]
    private static let outsiders = ["CHE", "UN", "DEU", "NATO", "AUT:MFA", "UN:ICAO", "UN:OHCHRX"]
    private static let unnamed = ["?", "?:a diplomat"]

    mutating func sides() -> JSON {
        let count = dice.chance(70) ? 2 : 3
        let sides = Self.pools.prefix(count).enumerated().map { number, pool -> JSON in
            var members = pool.filter { _ in dice.chance(50) }
            if members.isEmpty { members = [dice.pick(pool)] }
            return [
                "name": .string("Side \(number + 1)"), "members": .array(members.map(JSON.string)),
            ]
        }
        return .array(sides)
    }

    /// The sides of a dispute as they now stand in the record.
    func members(of dispute: String) -> [[String]] {
        let opening = survey.events.first { $0.dispute == dispute && $0.kind == "dispute-opened" }
        let sides = opening?.details["sides"]?.array ?? []
        return sides.map { $0.object?["members"]?.strings ?? [] }
    }

    /// A member, someone within a member, or the whole of which the member is part.
    mutating func near(_ member: String) -> String {
        if dice.chance(70) || PlainParties.isUnnamed(member) { return member }
        let parts = member.split(separator: ":").map(String.init)
        if parts.count > 1, dice.chance(50) { return parts[0] }
        return member + dice.pick([":MFA", ":ARMY", ":MFA:PRESS"])
    }

    mutating func stranger() -> String {
        dice.chance(30) ? dice.pick(Self.unnamed) : dice.pick(Self.outsiders)
    }

    /// Who acts, and to whom: by the vocabulary's `acts` column most often so that the act moves status.
    mutating func cast(_ row: PlainVocabulary.Row, in dispute: String) -> (by: [String], to: [String]) {
        let sides = members(of: dispute)
        let first = dice.below(sides.count)
        let second = (first + 1 + dice.below(sides.count - 1)) % sides.count
        var actors = dice.chance(86) ? [near(dice.pick(sides[first]))] : [stranger()]
        if row.acts == "two-sides", dice.chance(85) { actors.append(near(dice.pick(sides[second]))) }
        if dice.chance(10) { actors.append(dice.chance(50) ? stranger() : near(dice.pick(sides[first]))) }
        if row.acts == "any", dice.chance(15) { actors = [] }

        var addressees: [String] = []
        switch dice.choose([(66, "other"), (16, "none"), (6, "own"), (12, "stranger")]) {
        case "other": addressees = [near(dice.pick(sides[second]))]
        case "own": addressees = [near(dice.pick(sides[first]))]
        case "stranger": addressees = [stranger()]
        default: break
        }
        if !addressees.isEmpty, dice.chance(12) {
            addressees.append(dice.chance(50) ? stranger() : near(dice.pick(sides[second])))
        }
        return (distinct(actors), distinct(addressees))
    }

    /// Someone who is often akin to one of a list: one of it, one of his side, or one within him.
    mutating func akin(to list: [String], in dispute: String) -> String {
        guard let one = dice.pickIfAny(list) else { return stranger() }
        let sides = members(of: dispute)
        switch dice.choose([(40, "same"), (20, "near"), (24, "side"), (12, "other"), (4, "stranger")]) {
        case "same": return one
        case "near": return near(one)
        case "side":
            let side = PlainParties(sides: sides).side(of: one)
            return side.map { near(dice.pick(sides[$0])) } ?? one
        case "other": return near(dice.pick(dice.pick(sides)))
        default: return stranger()
        }
    }

    func distinct(_ list: [String]) -> [String] {
        list.enumerated().filter { list.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    }
}
