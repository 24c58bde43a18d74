import CanonicalJSON

extension Door {
    /// What parses is written canonically, and that is read as the same value, and written as the same text.
    static let json = Door(
        "json", longest: 4096, changes: 4000,
        words: [
            #"\u0000"#, #"\ud83d\ude00"#, "9007199254740991", #"{"":"#, "true", "false", "null", "[[[[",
            "}}}}",
        ]
    ) { bytes in
        guard let value = try? bytes.withUnsafeBufferPointer({ try JSON.parse($0) }) else {
            let text = String(validating: bytes, as: UTF8.self)
            return try expect(text.flatMap { try? JSON.parse($0) } == nil, "refused as bytes, taken as text")
        }
        let text = value.canonical
        let again = try JSON.parse(text)
        try expect(again == value, "not the same value when it is read again")
        try expect(again.canonicalBytes == Array(text.utf8), "not the same text when it is written again")
        try expect(text.utf8.count <= bytes.count, "longer than what was read")
        try inOrder(value)
    }

    private static func inOrder(_ value: JSON) throws {
        switch value {
        case .array(let elements): for element in elements { try inOrder(element) }
        case .object(let object):
            for (one, next) in zip(object.keys, object.keys.dropFirst()) {
                try expect(one.utf16.lexicographicallyPrecedes(next.utf16), "\(one) before \(next)")
            }
            for key in object.keys { try expect(object[key] != nil, "\(key) is not found") }
            for member in object.members { try inOrder(member.value) }
        case .null, .bool, .integer, .string: break
        }
    }
}
