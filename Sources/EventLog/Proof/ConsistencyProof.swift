/// Proves, without the log, that a later checkpoint covers all events of an earlier one, unchanged and in the
/// same order.
///
/// The text form follows tlog-proof: a header line, the consistency path of RFC 9162 (section 2.1.4) with one
/// hash per line, an empty line, the earlier checkpoint, an empty line, and the later checkpoint.
package struct ConsistencyProof: Sendable, Equatable {
    /// The consistency path.
    package let path: [TreeHash.Digest]
    /// The checkpoint that is continued.
    package let earlier: Checkpoint
    /// The checkpoint that continues `earlier`.
    package let later: Checkpoint

    static let header = "chancery/consistency-proof@v1"

    package init(path: [TreeHash.Digest], earlier: Checkpoint, later: Checkpoint) {
        self.path = path
        self.earlier = earlier
        self.later = later
    }

    /// The proof in its text form.
    package var text: String {
        ([Self.header] + path.map(\.base64)).map { $0 + "\n" }.joined() + "\n" + earlier.text + "\n"
            + later.text
    }

    /// Parses a proof without checking it. Throws if the text is malformed.
    package init(_ text: String) throws(Unproved) {
        guard let proof = ProofText(text, header: Self.header) else {
            throw Unproved("It is not laid out as a proof of consistency is.")
        }
        guard let path = proof.hashes(from: 0) else { throw Unproved("One of its hashes is none.") }
        // A checkpoint itself contains one empty line, before its signatures.
        let divisions = proof.rest.utf8.ranges(of: "\n\n".utf8)
        guard divisions.count == 3 else { throw Unproved("It does not end in two checkpoints.") }
        guard let earlier = Checkpoint(String(proof.rest[..<divisions[1].lowerBound]) + "\n"),
            let later = Checkpoint(String(proof.rest[divisions[1].upperBound...]))
        else { throw Unproved("It does not end in two checkpoints.") }
        self.init(path: path, earlier: earlier, later: later)
    }

    /// Checks the signatures of both checkpoints and the path between them.
    ///
    /// - Parameter keys: the keys of the log that the caller trusts.
    /// - Throws: `Unproved` with the reason if the proof does not hold.
    package func check(_ keys: [VerifierKey]) throws(Unproved) {
        guard earlier.origin == later.origin else {
            throw Unproved("The checkpoints are of two logs, \(earlier.origin) and \(later.origin).")
        }
        try earlier.checkSignature(keys, "earlier checkpoint")
        try later.checkSignature(keys, "later checkpoint")
        guard earlier.size <= later.size else {
            throw Unproved("The first checkpoint has more events than the second.")
        }
        // Every log continues the empty one. RFC 9162 has no path for this case.
        if earlier.size == 0, earlier.root == TreeHash.empty, path.isEmpty { return }
        guard TreeProof.holds(from: earlier.size, earlier.root, to: later.size, later.root, path: path) else {
            throw Unproved("The hashes do not lead from the earlier checkpoint to the later.")
        }
    }
}
