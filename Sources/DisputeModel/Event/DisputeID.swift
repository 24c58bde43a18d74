/// The id of a dispute: `[a-z0-9-]+`. A sub-dispute has the id of its parent, `/` and one more part of that form. At
/// most 200 bytes.
package struct DisputeID: Hashable, Sendable {
    /// The whole id, including the parts of its parents.
    package let text: String

    /// nil where `text` does not have the form of an id.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: Self.slash, omittingEmptySubsequences: false)
        let isWellFormed = parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
                }
        }
        guard isWellFormed, text.utf8.count <= 200 else { return nil }
        self.text = text
    }

    /// The dispute that this one is a sub-dispute of; nil at the top level.
    package var parent: DisputeID? {
        text.utf8.lastIndex(of: Self.slash).flatMap { DisputeID(String(text[..<$0])) }
    }

    /// The id of the dispute at the head of the family: the part before the first `/`.
    package var family: String { Self.family(of: text) }

    /// The family of a dispute whose id is given as text. The form of the id is not checked.
    package static func family(of dispute: String) -> String {
        dispute.utf8.firstIndex(of: slash).map { String(dispute[..<$0]) } ?? dispute
    }

    /// Whether an event of one dispute may reply to an event of the other: they are the same dispute, or one is the
    /// direct parent of the other.
    package static func mayRefer(_ one: String, to other: String) -> Bool {
        one == other || isChild(one, of: other) || isChild(other, of: one)
    }

    private static func isChild(_ child: String, of parent: String) -> Bool {
        isPart(child, of: parent) && !child.utf8.dropFirst(parent.utf8.count + 1).contains(slash)
    }

    /// Whether `name` is a sub-dispute of `whole`, at any depth. Compares bytes: as a `Character`, a slash followed
    /// by a combining accent is not a slash.
    package static func isPart(_ name: String, of whole: String) -> Bool {
        name.utf8.starts(with: whole.utf8) && name.utf8.dropFirst(whole.utf8.count).first == slash
    }

    private static let slash = UInt8(ascii: "/")
}
