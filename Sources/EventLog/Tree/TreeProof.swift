/// Proofs over a tree of RFC 9162: the few hashes that tie a leaf, or an earlier tree, to a root.
///
/// Leaves are numbered from 0. What makes a proof is given the roots of runs of leaves; who checks one needs nothing else.
package enum TreeProof {
    /// The hashes that lead from a leaf to the root over `size` leaves, from the leaf's sibling upwards (section 2.1.3.1).
    package static func inclusion(
        of index: Int, size: Int, root: (Range<Int>) throws -> TreeHash.Digest
    ) rethrows -> [TreeHash.Digest] {
        var run = 0..<size
        var path: [TreeHash.Digest] = []
        while run.count > 1 {
            let middle = middle(of: run)
            let (left, right) = (run.lowerBound..<middle, middle..<run.upperBound)
            path.append(try root(index < middle ? right : left))
            run = index < middle ? left : right
        }
        return path.reversed()
    }

    /// The hashes that lead from the root over `first` leaves to the root over `second` (section 2.1.4.1). None where the
    /// two are the same, or the first is empty.
    package static func consistency(
        from first: Int, to second: Int, root: (Range<Int>) throws -> TreeHash.Digest
    ) rethrows -> [TreeHash.Digest] {
        guard first > 0, first < second else { return [] }
        var run = 0..<second
        var path: [TreeHash.Digest] = []
        while run.upperBound != first {
            let middle = middle(of: run)
            let (left, right) = (run.lowerBound..<middle, middle..<run.upperBound)
            path.append(try root(first <= middle ? right : left))
            run = first <= middle ? left : right
        }
        // The first tree itself need not be told to who holds its root.
        if run.lowerBound > 0 { path.append(try root(run)) }
        return path.reversed()
    }

    /// Whether the path leads from the leaf to the root (section 2.1.3.2).
    package static func holds(
        leaf: TreeHash.Digest, at index: Int, size: Int, path: [TreeHash.Digest], root: TreeHash.Digest
    ) -> Bool {
        guard index >= 0, index < size, areDigests(path + [leaf]) else { return false }
        var (node, last) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = TreeHash.node(sibling, hash)
                climb(&node, &last)
            } else {
                hash = TreeHash.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the path shows that the tree over `second` leaves begins with the one over `first` (section 2.1.4.2).
    package static func holds(
        from first: Int, _ firstRoot: TreeHash.Digest, to second: Int, _ secondRoot: TreeHash.Digest,
        path: [TreeHash.Digest]
    ) -> Bool {
        // Every tree continues the empty one, so that is no proof of anything.
        guard first > 0, first <= second, areDigests(path) else { return false }
        guard first < second else { return path.isEmpty && firstRoot == secondRoot }
        // Where the first tree is perfect its root is the path's beginning, and is not said again.
        let isPerfect = first & (first - 1) == 0
        guard let start = isPerfect ? firstRoot : path.first else { return false }
        var (node, last) = (first - 1, second - 1)
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var (old, new) = (start, start)
        for sibling in path.dropFirst(isPerfect ? 0 : 1) {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                old = TreeHash.node(sibling, old)
                new = TreeHash.node(sibling, new)
                climb(&node, &last)
            } else {
                new = TreeHash.node(new, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == firstRoot && new == secondRoot
    }

    /// Where a run of more than one leaf divides: after the greatest power of two that is less than its length.
    private static func middle(of run: Range<Int>) -> Int {
        run.lowerBound + 1 << (Int.bitWidth - 1 - (run.count - 1).leadingZeroBitCount)
    }

    /// At the tree's right edge a node without a sibling is its own parent.
    private static func climb(_ node: inout Int, _ last: inout Int) {
        while node & 1 == 0, node != 0 {
            node >>= 1
            last >>= 1
        }
    }

    private static func areDigests(_ hashes: [TreeHash.Digest]) -> Bool {
        hashes.allSatisfy { $0.count == TreeHash.count }
    }
}
