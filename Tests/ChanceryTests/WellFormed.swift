import Testing

/// A reader of XML, as far as pictures need one: tags that match, attributes in quotation marks that occur once, references
/// that XML knows, and no character that it forbids.
enum WellFormed {
    struct NotWellFormed: Error, CustomStringConvertible { let description: String }

    /// The names of all elements, in order.
    @discardableResult static func elements(of text: String) throws -> [String] {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: break
            default:
                throw NotWellFormed(
                    description: "U+\(String(scalar.value, radix: 16)) is no character of XML")
            }
        }
        var names: [String] = []
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            try checkReferences(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                throw NotWellFormed(description: "a tag is not ended")
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.first == "/" {
                guard open.popLast() == tag.dropFirst() else {
                    throw NotWellFormed(description: "</\(tag.dropFirst())> ends nothing")
                }
                continue
            }
            let isEmpty = tag.last == "/"
            let body = isEmpty ? tag.dropLast() : tag
            let name = body.prefix { $0 != " " }
            guard name.wholeMatch(of: /[a-z][a-z0-9]*/) != nil else {
                throw NotWellFormed(description: "<\(name)> is no element")
            }
            try checkAttributes(body.dropFirst(name.count))
            names.append(String(name))
            if !isEmpty { open.append(name) }
        }
        guard open.isEmpty else { throw NotWellFormed(description: "\(open) are not ended") }
        return names
    }

    private static func checkAttributes(_ text: Substring) throws {
        var rest = text
        var names: Set<Substring> = []
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: #/ ([a-zA-Z][a-zA-Z0-9-]*)="([^"<]*)"/#) else {
                throw NotWellFormed(description: "\(rest.prefix(60)) is no attribute")
            }
            guard names.insert(match.output.1).inserted else {
                throw NotWellFormed(description: "\(match.output.1) twice")
            }
            try checkReferences(match.output.2)
            rest = rest[match.range.upperBound...]
        }
    }

    private static func checkReferences(_ words: Substring) throws {
        for part in words.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        where part.prefixMatch(of: /(amp|lt|gt|quot|#39);/) == nil {
            throw NotWellFormed(description: "&\(part.prefix(10)) is no reference")
        }
    }
}
