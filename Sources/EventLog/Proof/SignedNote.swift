/// A text with signatures (C2SP signed-note; Go's `sumdb/note`).
package struct SignedNote: Sendable, Equatable {
    /// The signed text, including its final newline.
    package let text: String
    /// The signatures in the order in which they are written. They have not been checked.
    package let signatures: [Signature]

    /// One signature line of a note.
    package struct Signature: Sendable, Equatable {
        /// The name of the signing key.
        package let name: String
        /// The key id, four bytes.
        package let keyID: [UInt8]
        /// The signature itself.
        package let bytes: [UInt8]

        /// Whether the line names this key. Names are compared byte by byte, because Swift compares strings
        /// by canonical equivalence.
        func isNamed(after key: VerifierKey) -> Bool {
            keyID == key.id && name.utf8.elementsEqual(key.name.utf8)
        }

        var line: String { "\u{2014} \(name) \((keyID + bytes).base64)\n" }
    }

    /// Signs a text. The text has to end with a newline.
    package init(_ text: String, by keys: [SigningKey]) throws {
        self.text = text
        signatures = try keys.map {
            Signature(name: $0.name, keyID: $0.verifierKey.id, bytes: try $0.signature(of: text))
        }
    }

    /// Parses a note without checking its signatures; nil if it is malformed or has more than 100 signatures.
    package init?(_ note: String) {
        let bytes = Array(note.utf8)
        // The last empty line separates the text from the signatures.
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
            let end = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A })
        else { return nil }
        let lines = String(decoding: bytes[(end + 2)...], as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last == "", (2...101).contains(lines.count) else { return nil }
        let signatures = lines.dropLast().map { Signature(line: $0) }
        guard !signatures.contains(nil) else { return nil }
        self.signatures = signatures.compactMap { $0 }
        text = String(decoding: bytes[...end], as: UTF8.self)
    }

    /// The whole note: text, empty line, signatures.
    package var description: String { text + "\n" + signatures.map(\.line).joined() }

    /// The keys that have a valid signature on this note. Empty if a signature names one of the keys and is
    /// not valid, because then the note has been changed.
    package func signers(among keys: some Sequence<VerifierKey>) -> [VerifierKey] {
        var signers: [VerifierKey] = []
        for key in keys {
            for signature in signatures where signature.isNamed(after: key) {
                guard key.accepts(signature.bytes, of: text) else { return [] }
                signers.append(key)
            }
        }
        return signers
    }
}

extension SignedNote.Signature {
    fileprivate init?(line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", VerifierKey.isKeyName(parts[1]),
            let bytes = [UInt8](base64: parts[2]), bytes.count > 4
        else { return nil }
        self.init(name: String(parts[1]), keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }
}
