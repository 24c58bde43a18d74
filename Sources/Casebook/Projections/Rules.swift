import DisputeModel
import EventLog

/// What projections and snapshots are drawn with. Another fingerprint means that they must be drawn again.
enum Rules {
    /// Raised with every change of the fold's meaning, or of the form in which its values are kept.
    private static let revision = 3

    static let fingerprint: String = {
        let rows = Vocabulary.kinds.map { kind in
            "\(kind.name) \(kind.phase?.rawValue ?? "") \(kind.acts.rawValue) "
                + "\(kind.temperature.map { "\($0)" } ?? "") \(kind.reply?.rawValue ?? "")"
        }
        let digest = TreeHash.leaf("\(revision)\n" + rows.joined(separator: "\n"))
        return digest.prefix(8).hexadecimal
    }()
}
