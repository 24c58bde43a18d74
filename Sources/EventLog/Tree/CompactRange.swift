/// A compact range of a Merkle tree: the roots of its maximal perfect subtrees, from left to right.
///
/// This is all that is needed to append a leaf and to compute the root of the tree.
package struct CompactRange: Sendable {
    private var subtrees: [(height: Int, hash: TreeHash.Digest)] = []

    package init() {}

    /// Appends a perfect subtree at the right.
    ///
    /// - Parameters:
    ///   - hash: the subtree's root; for a leaf, its leaf hash.
    ///   - height: the subtree's height, 0 for a leaf; at most the height of the last subtree.
    package mutating func append(_ hash: TreeHash.Digest, height: Int = 0) {
        precondition(
            subtrees.last.map { height <= $0.height } ?? true,
            "a subtree is higher than the one before it, so that the root would be another")
        var subtree = (height: height, hash: hash)
        while let last = subtrees.last, last.height == subtree.height {
            subtrees.removeLast()
            subtree = (subtree.height + 1, TreeHash.node(last.hash, subtree.hash))
        }
        subtrees.append(subtree)
    }

    /// The Merkle tree hash over all leaves (RFC 9162, section 2.1.1).
    package var root: TreeHash.Digest {
        guard var root = subtrees.last?.hash else { return TreeHash.empty }
        for subtree in subtrees.dropLast().reversed() { root = TreeHash.node(subtree.hash, root) }
        return root
    }
}
