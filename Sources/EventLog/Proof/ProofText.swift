/// The layout that both kinds of proof share: a header line, further lines, an empty line, and the rest.
struct ProofText {
    let lines: [Substring]
    let rest: Substring

    /// Splits the text; nil if it does not begin with the header or has no empty line.
    init?(_ text: String, header: String) {
        guard text.hasPrefix(header + "\n"), let division = text.utf8.firstRange(of: "\n\n".utf8) else {
            return nil
        }
        lines = Array(
            text[..<division.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).dropFirst())
        rest = text[division.upperBound...]
    }

    /// The hashes on the lines after the header, starting with the line of index `first`; nil if a line is
    /// not a hash.
    func hashes(from first: Int) -> [TreeHash.Digest]? {
        let hashes = lines.dropFirst(first).map { TreeHash.Digest(base64: $0) }
        return hashes.allSatisfy { $0?.count == TreeHash.count } ? hashes.compactMap { $0 } : nil
    }
}

extension Checkpoint {
    func checkSignature(_ keys: [VerifierKey], _ what: String) throws(Unproved) {
        guard keys.contains(where: { $0.name == origin }) else {
            throw Unproved("The \(what) is of the log \(origin), and no key that was given is that log's.")
        }
        guard !signers(among: keys).isEmpty else {
            throw Unproved("The \(what) is not signed with the key that was given.")
        }
    }
}
