import CanonicalJSON
import SystemPackage

/// What a file says that carries parts of a shared log between posts without a line.
///
/// The file begins with a line that names the format. Then come frames: the lengths of its packed and its unpacked bytes
/// (four bytes each, big endian), and the packed bytes (RFC 1950). The first frame is this header, as canonical JSON; the
/// others hold lines: the texts of events, and then those of drafts. At the end stands the SHA-256 of everything before.
package struct LogBundle: Sendable, Equatable {
    /// A number of events, and the root of the tree over them.
    package struct Tree: Sendable, Equatable {
        /// How many events there are.
        package let size: Int
        /// The root of the tree over them.
        package let root: TreeHash.Digest

        package init(size: Int, root: TreeHash.Digest) {
            self.size = size
            self.root = root
        }
    }

    /// A draft that was not filed.
    package struct Refusal: Sendable, Equatable {
        /// The draft's id.
        package let id: String
        /// Why it was refused, as a sentence.
        package let reason: String

        package init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }
    }

    /// The identity of the shared log.
    package let identity: String
    /// What the post that made the bundle has. An answer begins there.
    package let has: Tree
    /// The events that the bundle's follow.
    package let from: Tree
    /// The events up to the last one of the bundle; the last of `checkpoints` is signed over them.
    package let to: Tree
    /// The consistency path from `from` to `to` (RFC 9162, section 2.1.4); empty if there are no events.
    package let path: [TreeHash.Digest]
    /// The signed checkpoints that vouch for the events, in the order of their sizes.
    package let checkpoints: [String]
    /// How many drafts follow the events.
    package let drafts: Int
    /// The drafts of the receiving post that were refused.
    package let refusals: [Refusal]

    package init(
        identity: String, has: Tree, from: Tree, to: Tree, path: [TreeHash.Digest], checkpoints: [String],
        drafts: Int,
        refusals: [Refusal]
    ) {
        self.identity = identity
        self.has = has
        self.from = from
        self.to = to
        self.path = path
        self.checkpoints = checkpoints
        self.drafts = drafts
        self.refusals = refusals
    }

    /// How many events the bundle holds.
    package var events: Int { to.size - from.size }

    /// The first line of the file.
    static let format = "chancery-bundle@v1\n"
    /// No frame unpacks to more bytes.
    static let largestFrame = 1 << 26
    /// No text is longer (section 1 of the rules).
    static let longestText = 65_535

    var json: JSON {
        .object(
            JSONObject([
                ("identity", .string(identity)), ("has", has.json), ("from", from.json), ("to", to.json),
                ("path", .array(path.map { .string($0.base64) })),
                ("checkpoints", .array(checkpoints.map { .string($0) })), ("drafts", .integer(drafts)),
                (
                    "refusals",
                    .array(refusals.map { ["id": .string($0.id), "reason": .string($0.reason)] })
                ),
            ]))
    }

    init?(_ json: JSON) {
        guard let fields = json.object, let identity = fields["identity"]?.string,
            let has = Tree(fields["has"]),
            let from = Tree(fields["from"]), let to = Tree(fields["to"]),
            let drafts = fields["drafts"]?.integer,
            drafts >= 0, let path = fields["path"].map(\.strings),
            let checkpoints = fields["checkpoints"].map(\.strings),
            let refusals = fields["refusals"]?.array, from.size <= to.size
        else { return nil }
        let hashes = path.compactMap { TreeHash.Digest(base64: $0) }.filter { $0.count == TreeHash.count }
        guard hashes.count == path.count else { return nil }
        self.init(
            identity: identity, has: has, from: from, to: to, path: hashes, checkpoints: checkpoints,
            drafts: drafts,
            refusals: refusals.compactMap { refusal in
                guard let id = refusal.object?["id"]?.string, let reason = refusal.object?["reason"]?.string
                else { return nil }
                return Refusal(id: id, reason: reason)
            })
    }
}

extension LogBundle.Tree {
    fileprivate var json: JSON { ["size": .integer(size), "root": .string(root.base64)] }

    fileprivate init?(_ json: JSON?) {
        guard let size = json?.object?["size"]?.integer, (0...1 << 40).contains(size),
            let root = json?.object?["root"]?.string.flatMap({ TreeHash.Digest(base64: $0) }),
            root.count == TreeHash.count
        else { return nil }
        self.init(size: size, root: root)
    }
}

/// Why a bundle cannot be made or received.
package enum BundleError: Error, Equatable {
    /// The file is not a bundle.
    case notABundle(FilePath)
    /// The file has been changed or is not complete.
    case damaged(FilePath)
    /// It is of another log.
    case otherLog(FilePath)
    /// It begins after event `from`, and the copy has only `has` events.
    case gap(from: Int, has: Int)
    /// Its events do not continue those of the copy.
    case otherPast(common: Int)
    /// No checkpoint with a valid signature vouches for its events.
    case notSigned
    /// There is no signed checkpoint that vouches for the events that the bundle would hold.
    case noCheckpoint
    /// What the other post has is not part of this log.
    case unknownState(size: Int)
    /// The server has fewer events than the bundle, which are signed.
    case newerThanServer(bundle: Int, server: Int)

    /// The error as one sentence for the user.
    package var problem: String {
        switch self {
        case .notABundle(let path): "\(path) is not a bundle."
        case .damaged(let path): "\(path) is damaged or not complete; nothing was taken from it."
        case .otherLog(let path): "\(path) is a bundle of another log; nothing was taken from it."
        case .gap(let from, let has): "The bundle begins after #\(from), and this copy ends with #\(has)."
        case .otherPast(let common):
            "The bundle does not continue this copy: they differ before or at #\(common). Nothing was taken from it."
        case .notSigned: "No checkpoint with a valid signature vouches for the events of the bundle."
        case .noCheckpoint: "No signed checkpoint covers the events that the bundle would hold."
        case .unknownState(let size): "What the other post has, \(size) events, is not part of this log."
        case .newerThanServer(let bundle, let server):
            "The bundle has signed events up to #\(bundle), and the server has only \(server)."
        }
    }
}
