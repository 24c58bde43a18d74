import Crypto
import FoundationEssentials

/// The Ed25519 key with which a log signs its checkpoints, written as signed notes have it (C2SP signed-note; Go's
/// `sumdb/note`).
package struct SigningKey {
    private let key: Curve25519.Signing.PrivateKey
    package let verifierKey: VerifierKey

    /// A new one. nil where the name is none that a key can have.
    package init?(name: String) {
        guard Self.isName(name) else { return nil }
        self.init(name: name, Curve25519.Signing.PrivateKey())
    }

    /// Reads `PRIVATE+KEY+<name>+<hash>+<base64(0x01 ‖ seed)>`, with or without the end of its line.
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

    package var name: String { verifierKey.name }

    /// As its file has it, without the line's end.
    package var line: String {
        "PRIVATE+KEY+\(name)+\(verifierKey.hash)+\(([VerifierKey.algorithm] + key.rawRepresentation).base64)"
    }

    package func signature(of message: String) throws -> [UInt8] {
        Array(try key.signature(for: Array(message.utf8)))
    }
}

extension SigningKey {
    /// Letters and digits of ASCII, and `. _ -` between them: a signed note's key name, and a file's.
    package static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...100).contains(bytes.count), bytes.first.map(isLetterOrDigit) == true else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    }

    /// A name of which no other log is likely: the file's, without its ending, and eight hexadecimal digits.
    package static func newName(forLogAt path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
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
