import DisputeModel
import EventLog

/// What projections and snapshots are drawn with. Another fingerprint means that they must be drawn again.
package enum Rules {
    /// Raised with every change of the fold's meaning, or of the form in which its values are kept.
    private static let revision = 13

    /// A version whose logs are opened. What was drawn with its rules is not believed, and is no damage where it is what that
    /// version makes.
    package struct Release {
        package let version: String
        /// Digests of its schema, without the views and with them.
        package let tables: String
        package let tablesAndViews: String
    }

    /// By their fingerprints.
    package static let ofReleases = [
        "9859f1a234bbcdd8": Release(
            version: "0.1.0",
            tables: "48e029ab0a86919ef7e2a5347a17a40bdf2054842da5aa594b2907a9e2c804d9",
            tablesAndViews: "417908f5a976b754894c2c4b73182a0aae12ff272c15bf636596c7d6f3f8d43f")
    ]

    package static let fingerprint = fingerprint(
        of: Vocabulary.kinds.lazy.map { ($0.name, $0.effects, $0.detail) })

    /// - Parameter kinds: of each row of the vocabulary all that the fold and the scanner before it read. The constants of
    ///   the fold are in its code, and are covered by `revision`.
    static func fingerprint(of kinds: some Sequence<(name: String, effects: KindEffects, detail: String?)>)
        -> String
    {
        var text = "\(revision)"
        for kind in kinds { text += "\n\(kind.name) \(kind.effects.words) \(kind.detail ?? "")" }
        return TreeHash.leaf(text).prefix(8).hexadecimal
    }
}
