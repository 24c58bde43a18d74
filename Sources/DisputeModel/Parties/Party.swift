import CanonicalJSON

/// Who acts or is addressed: a code, or a path from a code to something within it; section 3 of the rules.
///
/// `RUS`, `UN:OHCHR`, `AUT:Federal Chancellor`, `?` (someone unnamed), `?:officials in Brussels`. Only the syntax is
/// looked at here; whether the code is one that anybody knows is for the `PartyRegister` to say.
package struct Party: Sendable {
    package let reference: String

    /// The longest part of a path, in Unicode scalars: that count is the same in every version of Unicode.
    package static let longestPart = 100

    /// nil where it is not written as a reference must be.
    package init?(_ reference: String) {
        // Most are a code and no more.
        if Self.isCode(reference.utf8) {
            self.reference = reference
            return
        }
        var parts = reference.utf8.split(separator: colon, omittingEmptySubsequences: false)[...]
        guard let code = parts.popFirst() else { return nil }
        if code.elementsEqual([questionMark]) {
            guard parts.count <= 1 else { return nil }
        } else {
            guard Self.isCode(code) else { return nil }
        }
        guard parts.allSatisfy({ Self.isPart(Substring($0)) }) else { return nil }
        self.reference = reference
    }

    /// `UN` of `UN:OHCHR`; `?` for someone unnamed.
    package var code: String { String(reference.prefix(upTo: codeEnd ?? reference.endIndex)) }

    /// What follows the code: `OHCHR` of `UN:OHCHR`; nil where nothing does.
    package var path: String? {
        codeEnd.map { String(reference[reference.utf8.index(after: $0)...]) }
    }

    /// Not the first character that is a colon: with an accent that stands behind it, it is another.
    private var codeEnd: String.Index? { reference.utf8.firstIndex(of: colon) }

    package var isUnnamed: Bool { reference.utf8.first == questionMark }

    /// `UN:OHCHR` lies within `UN`, and nothing within itself. Someone unnamed lies within nobody, nor anybody within
    /// someone unnamed.
    package func liesWithin(_ other: Party) -> Bool {
        guard reference.utf8.count > other.reference.utf8.count, !isUnnamed else { return false }
        let rest = reference.utf8.dropFirst(other.reference.utf8.count)
        return rest.first == colon && reference.utf8.starts(with: other.reference.utf8)
    }

    /// 2 to 12 capitals, digits and hyphens, a capital first.
    static func isCode(_ bytes: some Collection<UInt8>) -> Bool {
        guard (2...12).contains(bytes.count), let first = bytes.first, capitals.contains(first) else {
            return false
        }
        return bytes.allSatisfy { capitals.contains($0) || digits.contains($0) || $0 == hyphen }
    }

    /// Not a comma, since lists of parties are typed with commas; nothing that a terminal or a reader's eye would
    /// take for something else than text.
    private static func isPart(_ part: Substring) -> Bool {
        let scalars = part.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, scalars.count <= longestPart,
            !first.properties.isWhitespace, !last.properties.isWhitespace
        else { return false }
        return scalars.allSatisfy { $0 != "," && !isForbidden($0) }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        // Those that turn the direction of writing; other format characters belong to the spelling of some scripts.
        case .format: return scalar.properties.isBidiControl
        default: return false
        }
    }
}

private let colon = UInt8(ascii: ":")
private let questionMark = UInt8(ascii: "?")
private let hyphen = UInt8(ascii: "-")
private let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

/// Byte by byte: two spellings that only look the same are two parties, as they are two texts in the log.
extension Party: Hashable {
    package static func == (left: Party, right: Party) -> Bool {
        ExactText(left.reference) == ExactText(right.reference)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(ExactText(reference)) }
}

extension Party: CustomStringConvertible {
    package var description: String { reference }
}
