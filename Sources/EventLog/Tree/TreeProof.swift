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
        var hash = leaf
        let isWhole = climb(path, from: index, last: size - 1) { sibling, isLeft in
            hash = isLeft ? TreeHash.node(sibling, hash) : TreeHash.node(hash, sibling)
        }
        return isWhole && hash == root
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
        // The greatest perfect tree at the first one's right edge is where the path sets out.
        let height = first.trailingZeroBitCount
        var (old, new) = (start, start)
        let isWhole = climb(
            path.dropFirst(isPerfect ? 0 : 1), from: (first - 1) >> height, last: (second - 1) >> height
        ) { sibling, isLeft in
            if isLeft { old = TreeHash.node(sibling, old) }
            new = isLeft ? TreeHash.node(sibling, new) : TreeHash.node(new, sibling)
        }
        return isWhole && old == firstRoot && new == secondRoot
    }

    /// Where a run of more than one leaf divides: after the greatest power of two that is less than its length.
    private static func middle(of run: Range<Int>) -> Int {
        run.lowerBound + 1 << (Int.bitWidth - 1 - (run.count - 1).leadingZeroBitCount)
    }

    /// Goes up from a node, with the sibling at each level and whether that stands to the left. False where the path does not
    /// end at the root. `last` is the number of the last node at the level where it begins.
    private static func climb(
        _ path: some Sequence<TreeHash.Digest>, from node: Int, last: Int,
        _ step: (_ sibling: TreeHash.Digest, _ isLeft: Bool) -> Void
    ) -> Bool {
        var (node, last) = (node, last)
        for sibling in path {
            guard last > 0 else { return false }
            let isLeft = node & 1 == 1 || node == last
            step(sibling, isLeft)
            // At the tree's right edge a node without a sibling is its own parent.
            let levels = isLeft ? node.trailingZeroBitCount + 1 : 1
            node >>= levels
            last >>= levels
        }
        return last == 0
    }

    private static func areDigests(_ hashes: [TreeHash.Digest]) -> Bool {
        hashes.allSatisfy { $0.count == TreeHash.count }
    }
}
