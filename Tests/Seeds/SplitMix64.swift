/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators": the same seed, the same dice, everywhere.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< bound.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    package mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of a hundred throws.
    package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of a list that is not empty.
    package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    package mutating func pickIfAny<Element>(_ list: [Element]) -> Element? {
        list.isEmpty ? nil : pick(list)
    }

    /// One of a list, of its last few most often.
    package mutating func pickRecent<Element>(_ list: [Element]) -> Element? {
        chance(65) ? pickIfAny(Array(list.suffix(8))) : pickIfAny(list)
    }

    /// By weight.
    package mutating func choose<Element>(_ weighted: [(Int, Element)]) -> Element {
        var rest = below(weighted.map(\.0).reduce(0, +))
        for (weight, element) in weighted {
            if rest < weight { return element }
            rest -= weight
        }
        return weighted[weighted.count - 1].1
    }
}
