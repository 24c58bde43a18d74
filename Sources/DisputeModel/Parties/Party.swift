import CanonicalJSON

/// A party, which acts or is addressed: a code, or a path from a code to something within it (section 3 of the
/// rules).
///
/// `RUS`, `UN:OHCHR`, `AUT:Federal Chancellor`, `?` (someone unnamed), `?:officials in Brussels`. Only the syntax is
/// checked here; whether the code exists is for the `PartyRegister` to say.
package struct Party: Sendable {
    /// The party as it is written in an event.
    package let reference: String

    /// The greatest length of a part of a path, in Unicode scalars, whose number is the same in every version of
    /// Unicode.
    package static let longestPart = 100

    /// nil where `reference` does not have the form of a reference.
    package init?(_ reference: String) {
        // Most references are only a code.
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

    /// Searches bytes, not characters: a colon followed by a combining accent is another character.
    private var codeEnd: String.Index? { reference.utf8.firstIndex(of: colon) }

    /// The party is someone unnamed: `?`, with or without a path.
    package var isUnnamed: Bool { reference.utf8.first == questionMark }

    /// Whether the path of the party passes through another: `UN:OHCHR` lies within `UN`. No party lies within
    /// itself. Someone unnamed lies within no party, and no party lies within someone unnamed.
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

    /// Whether the text may be a part of a path. It has no comma, because commas separate parties where lists are
    /// typed, and no character that a terminal or a reader could take for something other than text.
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
        // Characters that change the direction of text. Other format characters belong to the spelling of some
        // scripts.
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

/// Compares bytes: two spellings that look the same are two parties, as they are two texts in the log.
extension Party: Hashable {
    package static func == (left: Party, right: Party) -> Bool {
        ExactText(left.reference) == ExactText(right.reference)
    }

    /// Hashes the bytes of the reference, which `==` compares.
    package func hash(into hasher: inout Hasher) { hasher.combine(ExactText(reference)) }
}

extension Party: CustomStringConvertible {
    /// The reference as written.
    package var description: String { reference }
}
