import Crypto

/// The public key that checks a log's signatures, written `<name>+<hash>+<base64(0x01 ‖ public key)>` (C2SP
/// signed-note).
package struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    /// The key's name, which is also the log's name (its origin).
    package let name: String
    /// The 32 bytes of an Ed25519 public key (RFC 8032).
    private let publicKey: [UInt8]

    /// The algorithm byte that signed notes use for Ed25519.
    static let algorithm: UInt8 = 1

    init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads a verifier key; nil if the text is malformed, the algorithm is not Ed25519, or the hash is
    /// wrong.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isKeyName(parts[0]),
            let bytes = [UInt8](base64: parts[2]), bytes.count == 33, bytes[0] == Self.algorithm
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
        guard hash == parts[1] else { return nil }
    }

    /// The key in its text form.
    package var description: String { "\(name)+\(hash)+\(([Self.algorithm] + publicKey).base64)" }

    /// The key id of signed notes: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    package var id: [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, Self.algorithm] + publicKey).prefix(4))
    }

    /// The key id as eight hexadecimal digits.
    package var hash: String { id.hexadecimal }

    /// Whether this key made the signature of the message's UTF-8 bytes.
    package func accepts(_ signature: [UInt8], of message: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(message.utf8))
    }

    /// Whether signed notes allow a key name: not empty, without whitespace, plus signs and control
    /// characters.
    static func isKeyName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.properties.generalCategory != .control
            }
    }
}
