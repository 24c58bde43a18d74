/// The sides to which the parties of each list belong in one dispute, as bits: computed once for a list, however many acts have
/// it. A list is a number of the `Symbols`.
package struct PartyMasks {
    private let sides: Sides
    private let symbols: Symbols
    private var masks: [UInt32: Mask] = [:]
    /// The list that was asked for last, and the one before.
    private var recent: (list: UInt32, mask: Mask) = (0, Mask())
    private var former: (list: UInt32, mask: Mask) = (0, Mask())

    struct Mask {
        /// A bit for each of the first 63 sides, and one for all the others.
        var sides: UInt64 = 0
        /// More than one side.
        var isOfSeveral = false
        /// Nobody in particular: empty, or all unnamed.
        var isNobody = true
    }

    package init(_ sides: Sides, _ symbols: Symbols) {
        self.sides = sides
        self.symbols = symbols
    }

    mutating func mask(_ list: UInt32) -> Mask {
        if recent.list == list { return recent.mask }
        if former.list != list {
            let mask = masks[list] ?? make(list)
            masks[list] = mask
            former = (list, mask)
        }
        swap(&recent, &former)
        return recent.mask
    }

    private func make(_ list: UInt32) -> Mask {
        var (mask, first) = (Mask(), Int?.none)
        for party in symbols.parties(list) {
            if !party.isUnnamed { mask.isNobody = false }
            guard let side = sides.side(of: party) else { continue }
            mask.sides |= 1 << UInt64(min(side, 63))
            if let first, first != side { mask.isOfSeveral = true }
            first = first ?? side
        }
        return mask
    }

    /// The vocabulary's `acts` column (section 5).
    package mutating func admit(_ event: EventDigest, _ rule: Kind.ActsRule) -> Bool {
        switch rule {
        case .any, .recorder: return true
        case .twoSides: return mask(event.actors).isOfSeveral
        case .side:
            let addressed = mask(event.addressees)
            let acting = mask(event.actors)
            if addressed.sides == 0 || addressed.isOfSeveral { return acting.sides != 0 }
            if acting.isOfSeveral { return true }
            guard acting.sides != 0 else { return false }
            if acting.sides != addressed.sides { return true }
            // One bit stands for many sides.
            guard acting.sides == 1 << 63 else { return false }
            return sides.admit(symbols.parties(event.actors), symbols.parties(event.addressees))
        }
    }

    /// Whether one of these is akin to one of those; anyone will do where those are nobody in particular.
    mutating func areAkin(_ these: UInt32, toAnyOf those: UInt32) -> Bool {
        let (one, other) = (mask(these), mask(those))
        if other.isNobody || these == those { return true }
        if one.sides & other.sides & ~(1 << 63) != 0 { return true }
        return sides.areAkin(symbols.parties(these), toAnyOf: symbols.parties(those))
    }

    func areAkin(_ party: Party, toAnyOf those: UInt32) -> Bool {
        sides.areAkin([party], toAnyOf: symbols.parties(those))
    }
}
