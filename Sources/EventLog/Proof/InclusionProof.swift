/// Proves, without the log, that an event is in it: the event's text, its position, and the path from it to a
/// signed checkpoint (C2SP tlog-proof v1).
package struct InclusionProof: Sendable, Equatable {
    /// The event's canonical text.
    package let event: String
    /// The event's position, counted from 1.
    package let position: Int
    /// The inclusion path of RFC 9162, section 2.1.3.
    package let path: [TreeHash.Digest]
    /// The checkpoint that covers the event.
    package let checkpoint: Checkpoint

    static let header = "c2sp.org/tlog-proof@v1"

    package init(event: String, position: Int, path: [TreeHash.Digest], checkpoint: Checkpoint) {
        self.event = event
        self.position = position
        self.path = path
        self.checkpoint = checkpoint
    }

    /// The proof in its text form.
    package var text: String {
        let lines = [Self.header, "extra \(event.utf8.base64)", "index \(position - 1)"] + path.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.text
    }

    /// Parses a proof without checking it. Throws if the text is malformed.
    package init(_ text: String) throws(Unproved) {
        guard let proof = ProofText(text, header: Self.header), proof.lines.count >= 2 else {
            throw Unproved("It is not laid out as a proof of inclusion is.")
        }
        guard proof.lines[0].hasPrefix("extra "), let bytes = [UInt8](base64: proof.lines[0].dropFirst(6)),
            let event = String(validating: bytes, as: UTF8.self)
        else { throw Unproved("Its second line does not hold an event.") }
        guard proof.lines[1].hasPrefix("index "), let index = Int(proof.lines[1].dropFirst(6)),
            (0..<Int.max).contains(index), "index \(index)" == proof.lines[1]
        else { throw Unproved("Its third line does not say where the event stands.") }
        guard let path = proof.hashes(from: 2) else { throw Unproved("One of its hashes is none.") }
        guard let checkpoint = Checkpoint(String(proof.rest)) else {
            throw Unproved("It does not end in a checkpoint.")
        }
        self.init(event: event, position: index + 1, path: path, checkpoint: checkpoint)
    }

    /// Checks the checkpoint's signature and the path from the event to its root.
    ///
    /// - Parameter keys: the keys of the log that the caller trusts.
    /// - Throws: `Unproved` with the reason if the proof does not hold.
    package func check(_ keys: [VerifierKey]) throws(Unproved) {
        try checkpoint.checkSignature(keys, "checkpoint")
        guard position <= checkpoint.size else {
            throw Unproved("The checkpoint is of \(checkpoint.size) events, and the event is #\(position).")
        }
        guard
            TreeProof.holds(
                leaf: TreeHash.leaf(event), at: position - 1, size: checkpoint.size, path: path,
                root: checkpoint.root)
        else {
            throw Unproved("The event, its place and the hashes do not lead to what the checkpoint signs.")
        }
    }
}
