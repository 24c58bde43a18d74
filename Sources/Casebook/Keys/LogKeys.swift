import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// The keys that a log's checkpoints are signed with: the founding key, and those added later by events of the log.
package struct LogKeys: Sendable {
    /// A key, and the event that added it.
    package struct Added: Sendable {
        /// Position of the event that added the key; 0 for the founding key.
        package let position: Int
        /// The public key, which verifies signatures.
        package let key: VerifierKey
    }

    /// The log's name: the origin of its checkpoints and the name of all its keys.
    package let name: String
    /// All keys in the order in which they were added. Never empty.
    package let added: [Added]

    /// All keys, without their positions.
    package var all: [VerifierKey] { added.map(\.key) }

    /// The key that signs now.
    package var current: Added { added[added.count - 1] }

    init(_ db: Database) throws {
        guard let name = try Log(db).setting("name"),
            let founding = try Log(db).setting("vkey").flatMap(VerifierKey.init), founding.name == name
        else {
            throw LogError.damaged(reason: "it does not say by which key it is signed")
        }
        self.name = name
        var added = [Added(position: 0, key: founding)]
        for (position, text) in try Log(db).textsOfLog() {
            // A key counts only if it replaces the one before it. So the keys of a log that this one was restored from
            // do not count: the new log has a founding key of its own. No key is added twice. Otherwise an attacker
            // with write access could insert a key between the current key and a repetition of it, and have the current
            // key vouch for it.
            guard let event = Event(text: text), event.kindName == Self.kind,
                event.key("replaces") == added.last?.key, let key = event.key("verifierKey"),
                key.name == name,
                !added.contains(where: { $0.key == key })
            else { continue }
            added.append(Added(position: position, key: key))
        }
        self.added = added
    }

    /// The kind of an event that adds a key.
    static let kind = "key-added"

    /// The kind of an event that acknowledges that the events under a checkpoint are lost.
    static let lossKind = "loss-acknowledged"

    /// The details of an event that adds this key.
    func details(adding key: VerifierKey) -> JSONObject {
        JSONObject([
            ("verifierKey", .string(key.description)), ("replaces", .string(current.key.description)),
        ])
    }
}

extension Event {
    fileprivate func key(_ name: String) -> VerifierKey? { details[name]?.string.flatMap(VerifierKey.init) }
}

extension LogKeys {
    /// Signs a checkpoint of the log as it is now. Throws `LogError.damaged` if an event replaces one of the signing
    /// keys by a key not among `keys`: the signature would make that key count (`TrustChain`). The check reads the
    /// texts, not the columns or settings, which an attacker could change temporarily.
    func sign(
        _ db: Database, with keys: [SigningKey], _ memory: SignedRoots
    ) throws -> Checkpoint {
        let signing = keys.map(\.verifierKey)
        let losses = try AcknowledgedLosses(db)
        return try Checkpoints(db).sign(
            origin: name, with: keys, memory: memory, except: losses.contains
        ) { position, text in
            // Few events are of this kind. A search in the bytes skips the others without parsing them.
            guard text.holds(Self.kind), let event = Event(text: String(decoding: text, as: UTF8.self)),
                event.kindName == Self.kind,
                let replaced = event.key("replaces"), signing.contains(replaced)
            else { return }
            guard let key = event.key("verifierKey"), signing.contains(key), key != replaced else {
                throw LogError.damaged(
                    reason: "#\(position) replaces its key by one that is not here")
            }
        }
    }
}

/// A key that signs for a log, and the record of what has been signed with it and its predecessors.
package struct Signer {
    let key: SigningKey
    let memory: SignedRoots

    /// Makes a signer.
    ///
    /// - Parameters:
    ///   - key: the private key that signs.
    ///   - memory: the file that remembers every signed checkpoint.
    package init(key: SigningKey, memory: SignedRoots) {
        self.key = key
        self.memory = memory
    }
}
