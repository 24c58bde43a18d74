import CanonicalJSON
import Crypto
import Deflate
import SQLite

/// The table of snapshots, inside one transaction: compressed bytes from which later work begins.
///
/// Each snapshot is bound to the position at which it was taken, to the root hash of the log at that
/// position, and to the fingerprint of the rules with which it was made. This type does not interpret the
/// bytes.
package struct Snapshots {
    private let db: Database

    /// Reads and writes on a connection; the caller opens the transaction.
    package init(_ db: Database) { self.db = db }

    /// A snapshot's metadata, as its row states it.
    package struct Label: Sendable, Hashable {
        /// What the snapshot is of: the name of a family of disputes.
        package let subject: String
        /// The position of the log's last event when the snapshot was taken.
        package let position: Int
        /// The fingerprint of the rules with which the snapshot was made.
        package let rules: String
        /// The size uncompressed, in bytes.
        package let count: Int
        /// The size compressed, in bytes.
        package let packedCount: Int
    }

    /// Why a snapshot cannot be used.
    package enum Fault: Error, Equatable {
        /// The row is missing, or does not match its checksum.
        case damaged
        /// The log's root at the snapshot's position is a different one.
        case otherLog
        /// The snapshot was made with other rules.
        case otherRules

        /// The fault as a clause that continues a sentence.
        package var words: String {
            switch self {
            case .damaged: "it is damaged"
            case .otherLog: "it was taken of another log"
            case .otherRules: "it was made with other rules"
            }
        }
    }

    /// Compresses and stores a snapshot. A snapshot that would be too large to decompress is not stored.
    ///
    /// - Parameters:
    ///   - bytes: the snapshot, uncompressed.
    ///   - subject: what the snapshot is of.
    ///   - position: the position of the log's last event.
    ///   - rules: the fingerprint of the rules with which it was made.
    package func store(_ bytes: [UInt8], of subject: String, at position: Int, rules: String) throws {
        // Snapshots are optional, so this is not an error.
        guard bytes.count <= Deflate.largest else { return }
        let packed = try Deflate.pack(bytes)
        let root = try Log(db).root(size: position)
        let checksum = Self.checksum(subject, position, root, rules, bytes.count, packed)
        if try !db.hasTable("snapshot") { try db.execute(LogSchema.snapshot) }
        try db.execute(
            "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(subject), .number(position), .blob(root), .text(rules), .number(bytes.count),
                .blob(packed), .blob(checksum),
            ])
    }

    /// The metadata of the snapshots at or before a position, ordered by subject; of each subject the latest
    /// comes first. None if the table has been dropped.
    ///
    /// - Parameters:
    ///   - subject: what the snapshots are of; nil for all subjects.
    ///   - position: a position in the log. Snapshots that were taken after it are left out.
    package func labels(of subject: String? = nil, through position: Int = .max) throws -> [Label] {
        // Snapshots are derived data, so the table may have been dropped.
        try db.unlessMissing("snapshot") {
            try PreparedStatement(
                db,
                """
                SELECT subject, position, rules, count, length(packed) FROM snapshot
                WHERE (subject = ?1 OR ?1 IS NULL) AND position <= ?2 ORDER BY subject, position DESC
                """, [.text(subject), .number(position)]
            ).all {
                Label(
                    subject: $0.textBeforeNUL(0), position: $0.number(1), rules: $0.textBeforeNUL(2),
                    count: $0.number(3), packedCount: $0.number(4))
            }
        } ?? []
    }

    /// The uncompressed bytes of a snapshot.
    ///
    /// - Throws: `Fault` if the snapshot is damaged, belongs to another log, or was made with other rules.
    package func bytes(_ label: Label, rules: String) throws -> [UInt8] {
        let row = try PreparedStatement(
            db,
            "SELECT root, rules, count, packed, checksum FROM snapshot WHERE subject = ? AND position = ?",
            [.text(label.subject), .number(label.position)])
        guard try row.step() else { throw Fault.damaged }
        let (root, packed) = (Array(row.bytes(0)), Array(row.bytes(3)))
        let expected = Self.checksum(
            label.subject, label.position, root, row.wholeText(1), row.number(2), packed)
        guard row.bytes(4).elementsEqual(expected) else { throw Fault.damaged }
        guard row.wholeText(1) == rules else { throw Fault.otherRules }
        // If the log has a gap before that position, the root cannot be computed.
        guard try Log(db).head().position >= label.position,
            let found = try? Log(db).root(size: label.position), found == root
        else { throw Fault.otherLog }
        do {
            return try Deflate.unpack(packed, count: row.number(2))
        } catch {
            throw Fault.damaged
        }
    }

    /// The log's root at the snapshot's position, as its row states it; empty if there is no such row.
    package func root(_ label: Label) throws -> TreeHash.Digest {
        try PreparedStatement(
            db, "SELECT root FROM snapshot WHERE subject = ? AND position = ?",
            [.text(label.subject), .number(label.position)]
        ).first { Array($0.bytes(0)) } ?? []
    }

    /// Deletes a snapshot.
    package func drop(_ label: Label) throws {
        try db.execute(
            "DELETE FROM snapshot WHERE subject = ? AND position = ?",
            [.text(label.subject), .number(label.position)])
    }

    private static func checksum(
        _ subject: String, _ position: Int, _ root: [UInt8], _ rules: String, _ count: Int, _ packed: [UInt8]
    ) -> [UInt8] {
        // The canonical JSON array delimits its items, so two different labels never give the same bytes.
        let label: JSON = [
            .string(subject), .integer(position), .array(root.map { .integer(Int($0)) }), .string(rules),
            .integer(count),
        ]
        var hash = SHA256()
        hash.update(data: label.canonicalBytes)
        hash.update(data: packed)
        return Array(hash.finalize())
    }
}
