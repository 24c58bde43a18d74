extension Range<Int> {
    /// The first index at which a condition holds; `upperBound` where it holds at none.
    ///
    /// A binary search: where the condition holds at an index, it must hold at all later ones.
    @inlinable @inline(__always)
    package func partitionPoint(_ isMet: (Int) throws -> Bool) rethrows -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if try isMet(middle) { high = middle } else { low = middle &+ 1 }
        }
        return low
    }
}
