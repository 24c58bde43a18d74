/// The name of a dispute: `[a-z0-9-]+`; a sub-dispute's is its parent's, `/`, and one more such part.
package struct DisputeID: Hashable, Sendable {
    package let text: String

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

    package var parent: DisputeID? {
        text.utf8.lastIndex(of: Self.slash).flatMap { DisputeID(String(text[..<$0])) }
    }

    /// The family is named for the dispute at its head.
    package var family: String { Self.family(of: text) }

    package static func family(of dispute: String) -> String {
        dispute.utf8.firstIndex(of: slash).map { String(dispute[..<$0]) } ?? dispute
    }

    /// Whether an event of the one may reply to an event of the other: the same dispute, its parent, or one of its own
    /// sub-disputes, one level.
    package static func mayRefer(_ one: String, to other: String) -> Bool {
        one == other || isChild(one, of: other) || isChild(other, of: one)
    }

    private static func isChild(_ child: String, of parent: String) -> Bool {
        isPart(child, of: parent) && !child.utf8.dropFirst(parent.utf8.count + 1).contains(slash)
    }

    /// Whether the one is a sub-dispute of the other, at whatever depth. By bytes: of characters, a slash with an accent behind
    /// it is another.
    package static func isPart(_ name: String, of whole: String) -> Bool {
        name.utf8.starts(with: whole.utf8) && name.utf8.dropFirst(whole.utf8.count).first == slash
    }

    private static let slash = UInt8(ascii: "/")
}
