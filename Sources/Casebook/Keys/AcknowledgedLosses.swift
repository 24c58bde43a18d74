import CanonicalJSON
import DisputeModel
import EventLog
import SQLite

/// The checkpoints of which the log itself says, by events of its own, that the events under them were lost.
///
/// Such a checkpoint was signed over events that the server of a shared log acknowledged and then lost, for example
/// because a standby was promoted that lacked them.
struct AcknowledgedLosses {
    private var lost: Set<[UInt8]> = []

    init(_ db: Database) throws {
        for (_, text) in try Log(db).textsOfLog() {
            guard let event = Event(text: text), event.kindName == LogKeys.lossKind,
                let size = event.details["size"]?.integer,
                let root = event.details["root"]?.string.flatMap({ TreeHash.Digest(base64: $0) })
            else { continue }
            lost.insert(Self.key(size, root))
        }
    }

    func contains(_ checkpoint: Checkpoint) -> Bool { contains(checkpoint.size, checkpoint.root) }

    func contains(_ size: Int, _ root: TreeHash.Digest) -> Bool { lost.contains(Self.key(size, root)) }

    private static func key(_ size: Int, _ root: TreeHash.Digest) -> [UInt8] { Array("\(size) ".utf8) + root }
}
