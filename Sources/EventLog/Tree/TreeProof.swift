/// Inclusion and consistency proofs over a Merkle tree (RFC 9162, section 2.1): the hashes that connect a
/// leaf, or an earlier tree, with a root.
///
/// Leaves are numbered from 0. The functions that make a proof ask for the roots of ranges of leaves. The
/// functions that check a proof need no access to the tree.
package enum TreeProof {
    /// The inclusion path of a leaf in the tree over `size` leaves, from the leaf's sibling upwards (RFC
    /// 9162, section 2.1.3.1).
    ///
    /// - Parameters:
    ///   - index: the number of the leaf, from 0.
    ///   - size: the number of leaves in the tree.
    ///   - root: gives the root over a range of leaves.
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

    /// The consistency path from the tree over `first` leaves to the tree over `second` leaves (RFC 9162,
    /// section 2.1.4.1). It is empty if both are the same or the first tree is empty.
    ///
    /// - Parameters:
    ///   - first: the number of leaves in the earlier tree.
    ///   - second: the number of leaves in the later tree.
    ///   - root: gives the root over a range of leaves of the later tree.
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
        // If the first tree is a complete subtree, its root is left out: the verifier already has it.
        if run.lowerBound > 0 { path.append(try root(run)) }
        return path.reversed()
    }

    /// Whether an inclusion path leads from the leaf to the root (RFC 9162, section 2.1.3.2).
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

    /// Whether a consistency path proves that the tree over `second` leaves begins with the tree over `first`
    /// leaves (RFC 9162, section 2.1.4.2).
    package static func holds(
        from first: Int, _ firstRoot: TreeHash.Digest, to second: Int, _ secondRoot: TreeHash.Digest,
        path: [TreeHash.Digest]
    ) -> Bool {
        // Every tree continues the empty tree, so a path from it would prove nothing.
        guard first > 0, first <= second, areDigests(path) else { return false }
        guard first < second else { return path.isEmpty && firstRoot == secondRoot }
        // If the first tree is perfect, its root is the first node of the path and is left out of it.
        let isPerfect = first & (first - 1) == 0
        guard let start = isPerfect ? firstRoot : path.first else { return false }
        // Both computations start from the largest perfect subtree at the right edge of the first tree.
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

    /// Where the tree over a range of more than one leaf splits: after the largest power of two that is less
    /// than the number of leaves.
    private static func middle(of run: Range<Int>) -> Int {
        run.lowerBound + 1 << (Int.bitWidth - 1 - (run.count - 1).leadingZeroBitCount)
    }

    /// Walks from a node up to the root and calls `step` with the sibling at each level.
    ///
    /// - Parameters:
    ///   - node: the number of the node, within its level, at which the walk begins.
    ///   - last: the number of the last node of that level.
    ///   - step: gets each sibling, and whether it is the left child.
    /// - Returns: false if the path is too short or too long to end at the root.
    private static func climb(
        _ path: some Sequence<TreeHash.Digest>, from node: Int, last: Int,
        _ step: (_ sibling: TreeHash.Digest, _ isLeft: Bool) -> Void
    ) -> Bool {
        var (node, last) = (node, last)
        for sibling in path {
            guard last > 0 else { return false }
            let isLeft = node & 1 == 1 || node == last
            step(sibling, isLeft)
            // At the right edge of the tree, a node without a sibling moves up unchanged.
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
