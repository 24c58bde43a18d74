import Foundation

/// A place in a source file that can be changed, and the change.
struct Site {
    /// A third of the mutations is of each group, as far as there are enough: constants would be most of them otherwise.
    enum Group: CaseIterable {
        case constant, comparison, statement
    }

    enum Change {
        /// Another text in the place of this one.
        case replaced(by: String)
        /// Another operator, at this place, between the same operands.
        case operated(Range<Int>, by: String)
        case dropped
    }

    let path: String
    let line: Int
    /// In bytes, without the white space and comments around it.
    let range: Range<Int>
    let group: Group
    let kind: Change
    /// As it is shown to people.
    let change: String
    var number = 0

    /// The same for the same sources.
    var name: String { "\(path):\(range.lowerBound)-\(range.upperBound)" }
}

/// The order in which the sites of some sources are taken.
struct Choice {
    private let order: [Site]

    /// Shuffles each group by the seed, and takes one of each in turn.
    init(sites: [Site], seed: UInt64) {
        var random = SplitMix64(state: seed)
        var groups = Site.Group.allCases.map { group in
            sites.filter { $0.group == group }.shuffled(using: &random)[...]
        }
        var order: [Site] = []
        while groups.contains(where: { !$0.isEmpty }) {
            for index in groups.indices {
                if let site = groups[index].popFirst() { order.append(site) }
            }
        }
        self.order = order
    }

    func first(_ count: Int, without dropped: Set<String>) -> [Site] {
        Array(order.lazy.filter { !dropped.contains($0.name) }.prefix(count))
    }
}

/// Steele, Lea and Flood's generator: the same numbers for the same seed on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
