import Crypto
import FoundationEssentials

/// The Ed25519 key with which a log signs its checkpoints, written as signed notes have it (C2SP signed-note; Go's
/// `sumdb/note`).
package struct SigningKey {
    package let name: String
    private let key: Curve25519.Signing.PrivateKey

    /// The algorithm byte of Ed25519.
    private static let algorithm: UInt8 = 1

    /// A new one. nil where the name is none that a key can have.
    package init?(name: String) {
        guard Self.isName(name) else { return nil }
        self.name = name
        key = Curve25519.Signing.PrivateKey()
    }

    /// Reads `PRIVATE+KEY+<name>+<hash>+<base64(0x01 ‖ seed)>`, with or without the end of its line.
    package init?(line: String) {
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", Self.isName(String(parts[2])),
            let data = Data(base64Encoded: parts[4].filter { !$0.isWhitespace }),
            data.first == Self.algorithm,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data.dropFirst())
        else { return nil }
        name = String(parts[2])
        self.key = key
        guard hash == parts[3] else { return nil }
    }

    /// As its file has it, without the line's end.
    package var line: String { "PRIVATE+KEY+\(name)+\(hash)+\(encoded(key.rawRepresentation))" }

    /// What a reader of the log needs to check its signatures: `<name>+<hash>+<base64(0x01 ‖ public key)>`.
    package var verifierKey: String { "\(name)+\(hash)+\(encoded(key.publicKey.rawRepresentation))" }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    package var keyID: [UInt8] {
        let text = Array(name.utf8) + [0x0A, Self.algorithm] + Array(key.publicKey.rawRepresentation)
        return Array(SHA256.hash(data: text).prefix(4))
    }

    package func signature(of message: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: message)) }

    private var hash: String {
        keyID.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func encoded(_ bytes: Data) -> String { (Data([Self.algorithm]) + bytes).base64EncodedString() }
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
