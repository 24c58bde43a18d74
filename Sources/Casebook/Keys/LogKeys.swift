import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

/// The keys with which a log's checkpoints are signed: the one that it was founded with, and those that were added since,
/// each by an event of the log.
package struct LogKeys: Sendable {
    package struct Added: Sendable {
        /// Of the event that adds it; 0 for the key that the log was founded with.
        package let position: Int
        package let key: VerifierKey
    }

    /// The log's name: the origin of its checkpoints, and what all its keys are called.
    package let name: String
    /// In the order in which they were added.
    package let added: [Added]

    package var all: [VerifierKey] { added.map(\.key) }

    /// The one that signs now.
    package var current: Added { added[added.count - 1] }

    init(_ db: Database) throws {
        guard let name = try Log(db).setting("name"),
            let founding = try Log(db).setting("vkey").flatMap(VerifierKey.init), founding.name == name
        else {
            throw LogError.damaged(path: "The log", reason: "it does not say by which key it is signed")
        }
        self.name = name
        var added = [Added(position: 0, key: founding)]
        for (position, text) in try Log(db).textsOfLog() {
            // A key is added to the one before. So those of a log from which this one was restored, which has a key of its
            // own, sign nothing here. None is added twice: who can write to the file could put his own between the key
            // that signs and that key again, and have it vouched for.
            guard let event = Event(text: text), event.kindName == Self.kind,
                event.key("replaces") == added.last?.key, let key = event.key("verifierKey"),
                key.name == name,
                !added.contains(where: { $0.key == key })
            else { continue }
            added.append(Added(position: position, key: key))
        }
        self.added = added
    }

    /// The kind of the event that adds a key.
    static let kind = "key-added"

    /// What the event says that adds a key to those that there are.
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
    /// Signs what the log holds now, but no event by which somebody else would replace a key that signs: it would count
    /// from then on (`TrustChain`). The texts are asked for that, and not the columns or the settings, which he may have
    /// changed for as long as it takes.
    func sign(
        _ db: Database, with keys: [SigningKey], _ memory: SignedRoots
    ) throws -> Checkpoint {
        let signing = keys.map(\.verifierKey)
        return try Checkpoints(db).sign(origin: name, with: keys, memory: memory) { position, text in
            // Nearly none is of this kind, and those are seen without making anything of the bytes.
            guard text.holds(Self.kind), let event = Event(text: String(decoding: text, as: UTF8.self)),
                event.kindName == Self.kind,
                let replaced = event.key("replaces"), signing.contains(replaced)
            else { return }
            guard let key = event.key("verifierKey"), signing.contains(key), key != replaced else {
                throw LogError.damaged(
                    path: "The log", reason: "#\(position) replaces its key by one that is not here")
            }
        }
    }
}

/// Who signs for a log: a key, and what was signed before with it and with those before it.
package struct Signer {
    let key: SigningKey
    let memory: SignedRoots

    package init(key: SigningKey, memory: SignedRoots) {
        self.key = key
        self.memory = memory
    }
}
