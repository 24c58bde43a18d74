import DisputeModel
import EventLog

/// The version of the rules with which projections and snapshots are made. If the fingerprint differs, they
/// must be rebuilt.
package enum Rules {
    /// Raised when the meaning of the fold changes, or the binary form of its values.
    private static let revision = 14

    /// A released version whose logs can be opened. Projections made with its rules are not used, but they do
    /// not count as damage if they are what that version creates.
    package struct Release {
        /// The version of the program.
        package let version: String
        /// A digest of the version's projection schema without its views, 64 hexadecimal digits.
        package let tables: String
        /// A digest of the version's projection schema with its views, 64 hexadecimal digits.
        package let tablesAndViews: String
    }

    /// The earlier releases, by the fingerprint of their rules.
    package static let ofReleases = [
        "9859f1a234bbcdd8": Release(
            version: "0.1.0",
            tables: "48e029ab0a86919ef7e2a5347a17a40bdf2054842da5aa594b2907a9e2c804d9",
            tablesAndViews: "417908f5a976b754894c2c4b73182a0aae12ff272c15bf636596c7d6f3f8d43f")
    ]

    /// The fingerprint of the current rules, 16 hexadecimal digits.
    package static let fingerprint = fingerprint(
        of: Vocabulary.kinds.lazy.map { ($0.name, $0.effects, $0.detail?.key) })

    /// - Parameter kinds: for each kind of the vocabulary, everything that the fold and the scanner read. The
    ///   fold's constants are in its code, and are covered by `revision`.
    static func fingerprint(of kinds: some Sequence<(name: String, effects: KindEffects, detail: String?)>)
        -> String
    {
        var text = "\(revision)"
        for kind in kinds { text += "\n\(kind.name) \(kind.effects.words) \(kind.detail ?? "")" }
        return TreeHash.leaf(text).prefix(8).hexadecimal
    }
}
