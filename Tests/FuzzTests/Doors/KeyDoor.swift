import EventLog

extension Door {
    /// The line of a key's file.
    static let key = Door("key", longest: 256, changes: 2000, words: ["PRIVATE+KEY+", "+", "\n", "="]) {
        bytes in
        guard let text = String(validating: bytes, as: UTF8.self), let key = SigningKey(line: text) else {
            return
        }
        let again = SigningKey(line: key.line)
        try expect(again?.line == key.line, "its line is not read as itself")
        try expect(again?.verifierKey == key.verifierKey, "another verifier key")
        try expect(SigningKey.isName(key.name), "the name \(key.name)")
        try expect(key.line.utf8.count <= bytes.count, "a longer line than was read")
        try expect(try key.signature(of: text).count == 64, "no signature")
    }
}
