import Crypto
import FoundationEssentials
import SystemPackage

/// The Ed25519 key that signs a log's checkpoints, in the text form of signed notes (C2SP signed-note; Go's
/// `sumdb/note`).
package struct SigningKey {
    private let key: Curve25519.Signing.PrivateKey
    /// The public key that checks this key's signatures.
    package let verifierKey: VerifierKey

    /// Generates a new key; nil if `isName` does not allow the name.
    package init?(name: String) {
        guard Self.isName(name) else { return nil }
        self.init(name: name, Curve25519.Signing.PrivateKey())
    }

    /// Reads `PRIVATE+KEY+<name>+<hash>+<base64(0x01 ‖ seed)>`, with or without a trailing newline; nil if
    /// the text is malformed or the hash is wrong.
    package init?(line: String) {
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", Self.isName(String(parts[2])),
            let data = Data(base64Encoded: parts[4].filter { !$0.isWhitespace }),
            data.first == VerifierKey.algorithm,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data.dropFirst())
        else { return nil }
        self.init(name: String(parts[2]), key)
        guard verifierKey.hash == parts[3] else { return nil }
    }

    private init(name: String, _ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verifierKey = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// The key's name, which is also the log's name (its origin).
    package var name: String { verifierKey.name }

    /// The key as its file contains it, without the trailing newline.
    package var line: String {
        "PRIVATE+KEY+\(name)+\(verifierKey.hash)+\(([VerifierKey.algorithm] + key.rawRepresentation).base64)"
    }

    /// The Ed25519 signature (64 bytes) of the message's UTF-8 bytes.
    package func signature(of message: String) throws -> [UInt8] {
        Array(try key.signature(for: Array(message.utf8)))
    }
}

extension SigningKey {
    /// Whether a new key may have this name: 1 to 100 ASCII letters, digits and `. _ -`, the first a letter
    /// or digit. Such a name is valid both in a signed note and as a file name.
    package static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...100).contains(bytes.count), bytes.first.map(isLetterOrDigit) == true else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    }

    /// Makes a name that no other log is likely to have: the file's name without its extension, and eight
    /// random hexadecimal digits.
    package static func newName(forLogAt path: FilePath) -> String {
        let stem = path.stem ?? ""
        let clean = stem.unicodeScalars.map { scalar in
            scalar.isASCII && isLetterOrDigit(UInt8(scalar.value)) ? Character(scalar) : "-"
        }
        let digits = String(UInt32.random(in: 0...(.max)), radix: 16)
        let name = String(clean.drop { $0 == "-" }.prefix(40))
        let suffix = String(repeating: "0", count: 8 - digits.count) + digits
        return "\(name.isEmpty ? "log" : name)-\(suffix)"
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
