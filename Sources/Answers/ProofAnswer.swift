import CanonicalJSON

/// The result of checking a proof.
package enum ProofAnswer: Sendable {
    /// An event is in the log at this position.
    case event(log: LogAt, position: Int, text: String)
    /// The second state of the log contains all events of the first, unchanged.
    case growth(from: LogAt, to: LogAt)
    /// The proof is not valid.
    case unproved(reason: String)

    /// The state of a log as a checkpoint describes it.
    package struct LogAt: Sendable {
        /// The log's name, which is the origin of its checkpoints.
        package let name: String
        /// The number of events.
        package let size: Int
        /// Root hash of the Merkle tree (RFC 9162), in hexadecimal.
        package let root: String

        package init(name: String, size: Int, root: String) {
            self.name = name
            self.size = size
            self.root = root
        }
    }

    /// Whether the proof is valid.
    package var isProved: Bool { if case .unproved = self { false } else { true } }

    /// The object that `chancery check-proof --format json` prints.
    package var json: JSON {
        switch self {
        case .event(let log, let position, let text):
            [
                "proved": true, "proof": "inclusion", "origin": .string(log.name),
                "position": .integer(position),
                "size": .integer(log.size), "root": .string(log.root),
                "event": (try? JSON.parse(text)) ?? .string(text),
            ]
        case .growth(let from, let to):
            [
                "proved": true, "proof": "consistency", "origin": .string(to.name),
                "from": .integer(from.size),
                "to": .integer(to.size), "fromRoot": .string(from.root), "toRoot": .string(to.root),
            ]
        case .unproved(let reason): ["proved": false, "reason": .string(reason)]
        }
    }
}
