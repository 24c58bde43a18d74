import EventLog
import Testing
import TimeLimits

@Suite(.endsInTime) struct TreeTests {
    /// RFC 6962's and RFC 9162's own definition, written as it stands there.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves.first ?? TreeHash.empty }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return TreeHash.node(root(leaves[..<middle]), root(leaves[middle...]))
    }

    @Test func `a compact range has the root that RFC 9162 defines`() {
        let leaves = (0..<70).map { TreeHash.leaf("event \($0)") }
        var range = CompactRange()
        for size in 0...leaves.count {
            #expect(range.root == root(leaves[..<size]))
            if size < leaves.count { range.append(leaves[size]) }
        }
    }

    @Test func `a leaf is the hash of a zero byte and the text`() {
        #expect(
            TreeHash.leaf("").hexadecimal
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    }
}
