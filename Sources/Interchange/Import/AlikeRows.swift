/// Counts rows of the same words: two acts of one day and place are two.
struct AlikeRows {
    /// The first eight bytes of their fingerprints: of a million rows that takes 16 MB.
    private var seen: Set<UInt64> = []
    private var counts: [UInt64: Int] = [:]

    /// Which of its kind the row of this fingerprint is, from 1.
    mutating func ordinal(of hash: String) -> Int {
        let number = UInt64(hash.prefix(16), radix: 16) ?? 0
        if seen.insert(number).inserted { return 1 }
        let count = counts[number, default: 1] + 1
        counts[number] = count
        return count
    }
}
