/// A signed statement about a log: its name, how many events it has, and the root of the tree over them (C2SP
/// tlog-checkpoint).
package struct Checkpoint: Sendable, Equatable {
    /// The name of the log.
    package let origin: String
    /// How many events the checkpoint covers.
    package let size: Int
    /// The root of the Merkle tree over these events.
    package let root: TreeHash.Digest
    /// The signed note from which the other values are read.
    package let note: SignedNote

    /// Makes and signs a checkpoint. Throws if a signature cannot be made.
    package init(origin: String, size: Int, root: TreeHash.Digest, signedBy keys: [SigningKey]) throws {
        self.origin = origin
        self.size = size
        self.root = root
        note = try SignedNote("\(origin)\n\(size)\n\(root.base64)\n", by: keys)
    }

    /// Reads a checkpoint without checking its signatures; nil if the text is malformed.
    package init?(_ text: String) {
        guard let note = SignedNote(text) else { return nil }
        // tlog-checkpoint allows extension lines after the third line. They are ignored.
        let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard lines.count >= 3, !lines.contains(""), let size = Int(lines[1]), size >= 0,
            "\(size)" == lines[1],
            let root = TreeHash.Digest(base64: lines[2]), root.count == TreeHash.count
        else { return nil }
        origin = String(lines[0])
        self.size = size
        self.root = root
        self.note = note
    }

    /// The text of the signed note, for publication.
    package var text: String { note.description }

    /// The keys that have the log's name and whose signatures are valid; empty if one of these keys has a
    /// signature that is not valid.
    package func signers(among keys: some Sequence<VerifierKey>) -> [VerifierKey] {
        note.signers(among: keys.filter { $0.name == origin })
    }
}
