import CanonicalJSON

/// What a proof proves, or why it proves nothing.
package enum ProofAnswer: Sendable {
    case event(log: LogAt, position: Int, text: String)
    case growth(from: LogAt, to: LogAt)
    case unproved(reason: String)

    /// A log as a checkpoint describes it.
    package struct LogAt: Sendable {
        package let name: String
        package let size: Int
        /// In hexadecimal.
        package let root: String

        package init(name: String, size: Int, root: String) {
            self.name = name
            self.size = size
            self.root = root
        }
    }

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
