import CanonicalJSON
import Crypto
import Deflate
import SQLite

/// Compressed states of what is drawn from the log, each bound to the position that it was taken at, to the hash of the
/// log up to there, and to the rules that it was made with. What they hold is their maker's business.
package struct Snapshots {
    private let db: Database

    package init(_ db: Database) { self.db = db }

    /// What is said of a snapshot beside its bytes.
    package struct Label: Sendable, Hashable {
        package let subject: String
        package let position: Int
        package let rules: String
        /// Bytes when unpacked, and packed.
        package let count: Int
        package let packedCount: Int
    }

    /// Why a snapshot is of no use.
    package enum Fault: Error, Equatable {
        case damaged
        /// The log up to its position is not the one that it was taken of.
        case otherLog
        case otherRules

        package var words: String {
            switch self {
            case .damaged: "it is damaged"
            case .otherLog: "it was taken of another log"
            case .otherRules: "it was made with other rules"
            }
        }
    }

    package func store(_ bytes: [UInt8], of subject: String, at position: Int, rules: String) throws {
        // It would not be unpacked again; and a snapshot is never needed.
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

    /// The labels, the latest of each subject first.
    package func labels(of subject: String? = nil, through position: Int = .max) throws -> [Label] {
        // Snapshots are pencil: somebody may have thrown the table out.
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

    /// The bytes of a snapshot that is sound, of this log, and made with these rules.
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
        // A log with a gap in it has no root there.
        guard try Log(db).head().position >= label.position,
            let found = try? Log(db).root(size: label.position), found == root
        else { throw Fault.otherLog }
        do {
            return try Deflate.unpack(packed, count: row.number(2))
        } catch {
            throw Fault.damaged
        }
    }

    /// The root that the snapshot says it was taken at.
    package func root(_ label: Label) throws -> TreeHash.Digest {
        try PreparedStatement(
            db, "SELECT root FROM snapshot WHERE subject = ? AND position = ?",
            [.text(label.subject), .number(label.position)]
        ).first { Array($0.bytes(0)) } ?? []
    }

    package func drop(_ label: Label) throws {
        try db.execute(
            "DELETE FROM snapshot WHERE subject = ? AND position = ?",
            [.text(label.subject), .number(label.position)])
    }

    private static func checksum(
        _ subject: String, _ position: Int, _ root: [UInt8], _ rules: String, _ count: Int, _ packed: [UInt8]
    ) -> [UInt8] {
        // Lengths first, so that no two labels run together into the same bytes.
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
