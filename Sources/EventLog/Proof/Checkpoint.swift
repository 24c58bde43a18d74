/// What a log vouches for at a moment: its name, how many events it has, and the root of the tree over them, signed
/// (C2SP tlog-checkpoint).
package struct Checkpoint: Sendable, Equatable {
    /// The log's name.
    package let origin: String
    package let size: Int
    package let root: TreeHash.Digest
    package let note: SignedNote

    package init(origin: String, size: Int, root: TreeHash.Digest, signedBy keys: [SigningKey]) throws {
        self.origin = origin
        self.size = size
        self.root = root
        note = try SignedNote("\(origin)\n\(size)\n\(root.base64)\n", by: keys)
    }

    /// Reads a checkpoint, whose signatures are then still to be checked. nil for what is none.
    package init?(_ text: String) {
        guard let note = SignedNote(text) else { return nil }
        // Lines behind the third are allowed, and say nothing to us.
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

    /// The signed note, as it goes to others.
    package var text: String { note.description }

    /// Those of the log's keys whose signatures hold: a log's keys are called what the log is called.
    package func signers(among keys: some Sequence<VerifierKey>) -> [VerifierKey] {
        note.signers(among: keys.filter { $0.name == origin })
    }
}
