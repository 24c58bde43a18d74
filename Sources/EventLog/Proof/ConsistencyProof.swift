/// Shows, without the log, that a later checkpoint's log begins with all the events of an earlier one's, unchanged and in
/// their order.
///
/// Its text is made like a tlog-proof: a first line that says what it is, the hashes of RFC 9162 (section 2.1.4) one a line,
/// an empty line, the earlier checkpoint, an empty line, the later one.
package struct ConsistencyProof: Sendable, Equatable {
    package let path: [TreeHash.Digest]
    package let earlier: Checkpoint
    package let later: Checkpoint

    static let header = "chancery/consistency-proof@v1"

    package init(path: [TreeHash.Digest], earlier: Checkpoint, later: Checkpoint) {
        self.path = path
        self.earlier = earlier
        self.later = later
    }

    package var text: String {
        ([Self.header] + path.map(\.base64)).map { $0 + "\n" }.joined() + "\n" + earlier.text + "\n"
            + later.text
    }

    /// Reads a proof, and checks it no further.
    package init(_ text: String) throws(Unproved) {
        guard let proof = ProofText(text, header: Self.header) else {
            throw Unproved("It is not laid out as a proof of consistency is.")
        }
        guard let path = proof.hashes(from: 0) else { throw Unproved("One of its hashes is none.") }
        // Each checkpoint is a text, an empty line, and its signatures.
        let divisions = proof.rest.utf8.ranges(of: "\n\n".utf8)
        guard divisions.count == 3 else { throw Unproved("It does not end in two checkpoints.") }
        guard let earlier = Checkpoint(String(proof.rest[..<divisions[1].lowerBound]) + "\n"),
            let later = Checkpoint(String(proof.rest[divisions[1].upperBound...]))
        else { throw Unproved("It does not end in two checkpoints.") }
        self.init(path: path, earlier: earlier, later: later)
    }

    /// Throws why it does not prove that one log, whose keys these are, grew from the earlier checkpoint to the later.
    package func check(_ keys: [VerifierKey]) throws(Unproved) {
        guard earlier.origin == later.origin else {
            throw Unproved("The checkpoints are of two logs, \(earlier.origin) and \(later.origin).")
        }
        try earlier.checkSignature(keys, "earlier checkpoint")
        try later.checkSignature(keys, "later checkpoint")
        guard earlier.size <= later.size else {
            throw Unproved("The first checkpoint has more events than the second.")
        }
        // Of nothing every log is a continuation; RFC 9162 has no path for it.
        if earlier.size == 0, earlier.root == TreeHash.empty, path.isEmpty { return }
        guard TreeProof.holds(from: earlier.size, earlier.root, to: later.size, later.root, path: path) else {
            throw Unproved("The hashes do not lead from the earlier checkpoint to the later.")
        }
    }
}
