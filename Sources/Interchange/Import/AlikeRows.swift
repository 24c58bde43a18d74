/// Counts rows with equal words. Two acts of the same day and place may give equal rows, and each of them is an
/// event.
struct RowOccurrences {
    /// The first eight bytes of each row's fingerprint. A million rows need about 16 MB.
    private var seen: Set<UInt64> = []
    private var counts: [UInt64: Int] = [:]

    /// Returns the ordinal of this row among the rows with this fingerprint, from 1. `hash` is hexadecimal.
    mutating func ordinal(of hash: String) -> Int {
        let number = UInt64(hash.prefix(16), radix: 16) ?? 0
        if seen.insert(number).inserted { return 1 }
        let count = counts[number, default: 1] + 1
        counts[number] = count
        return count
    }
}
