import DisputeModel
import EventLog

/// What projections and snapshots are drawn with. Another fingerprint means that they must be drawn again.
enum Rules {
    /// Raised with every change of the fold's meaning, or of the form in which its values are kept.
    private static let revision = 5

    /// The fingerprints of released versions, whose logs are opened. What was drawn with them is not believed, and no damage.
    static let ofReleases = ["9859f1a234bbcdd8": "0.1.0"]

    static let fingerprint: String = {
        let rows = Vocabulary.kinds.map { kind in
            "\(kind.name) \(kind.phase?.rawValue ?? "") \(kind.acts.rawValue) "
                + "\(words(kind.temperature)) \(kind.reply?.rawValue ?? "")"
        }
        let digest = TreeHash.leaf("\(revision)\n" + rows.joined(separator: "\n"))
        return digest.prefix(8).hexadecimal
    }()

    /// Written out, as every command asks for the fingerprint, and Swift's own description looks the case up by its name.
    private static func words(_ effect: TemperatureEffect?) -> String {
        switch effect {
        case .raise(let level): "raise \(level)"
        case .raiseByForce: "raise by force"
        case .cool(let degrees): "cool \(degrees)"
        case nil: ""
        }
    }
}
