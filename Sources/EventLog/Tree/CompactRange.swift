/// The roots of the perfect subtrees that a tree over so many leaves consists of, from left to right: all that is needed
/// to add a leaf or to say the root.
package struct CompactRange: Sendable {
    private var subtrees: [(height: Int, hash: TreeHash.Digest)] = []

    package init() {}

    /// Adds a perfect subtree at the right; its height is at most that of the last one.
    package mutating func append(_ hash: TreeHash.Digest, height: Int = 0) {
        var subtree = (height: height, hash: hash)
        while let last = subtrees.last, last.height == subtree.height {
            subtrees.removeLast()
            subtree = (subtree.height + 1, TreeHash.node(last.hash, subtree.hash))
        }
        subtrees.append(subtree)
    }

    package var root: TreeHash.Digest {
        guard var root = subtrees.last?.hash else { return TreeHash.empty }
        for subtree in subtrees.dropLast().reversed() { root = TreeHash.node(subtree.hash, root) }
        return root
    }
}
