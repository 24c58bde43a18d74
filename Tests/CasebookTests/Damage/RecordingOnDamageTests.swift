import CanonicalJSON
import DisputeModel
import EventLog
import Foundation
import Projections
import SQLite
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// Whatever stands in the derived rows, recording goes on or throws, and never stops the program; and what is acknowledged
/// is in the log.
@Suite(.endsInTime) struct RecordingOnDamageTests {
    private static let columns = ProjectionTable.allCases.flatMap { table in
        table.storedColumns.map { (table.name, $0) }
    }

    /// A log of a few disputes, closed and whole in its file.
    private static func whole() throws -> (log: TemporaryLog, path: String) {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 11, events: 40).events.map(\.canonical))
        let whole = log.folder + "/whole.db"
        try log.casebook.store.backup(to: FilePath(whole))
        return (log, whole)
    }

    /// An act at the end of each dispute's course, an early one, a reply to each event, and an end.
    private static func record(_ casebook: Casebook, _ texts: [String]) -> Int {
        let now = Instant(milliseconds: 1_900_000_000_000)
        var recorded = 0
        func record(_ kind: String, _ dispute: String, _ fields: [(String, JSON)]) {
            let draft = JSONObject(
                [("kind", .string(kind)), ("dispute", .string(dispute)), ("actors", ["RUS"])] + fields)
            if (try? casebook.file([draft], by: "desk", at: now)) != nil { recorded += 1 }
        }
        let events = texts.compactMap { Event(text: $0) }
        for dispute in Set(events.map(\.dispute)).sorted() where !dispute.isEmpty {
            record("note", dispute, [("occurred", "2029-01-01")])
            record("protest", dispute, [("occurred", "2019-01-01")])
            let asked = events.filter { $0.dispute == dispute && !$0.isRecord }.map(\.id)
            record("reply", dispute, [("inResponseTo", .array(asked.prefix(3).map { .string($0) }))])
        }
        return recorded
    }

    private static func check(
        _ folder: String, _ whole: String, _ texts: [String], damage: (Database) throws -> Void
    )
        throws -> (kept: Int, recorded: Int)
    {
        let path = folder + "/damaged.db"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.copyItem(atPath: whole, toPath: path)
        let casebook = try Casebook(at: FilePath(path), .writing)
        // What a constraint of the table does not let happen is no damage.
        guard (try? casebook.store.write { try damage($0) }) != nil else { return (0, 0) }
        let recorded = record(casebook, texts)
        let kept = try casebook.store.read { try Log($0).head().position } - texts.count
        try casebook.close()
        return (kept, recorded)
    }

    @Test(arguments: columns) func `in any column there may be any number`(table: String, column: String)
        throws
    {
        let (log, whole) = try Self.whole()
        let texts = try log.texts()
        for value in ["-9223372036854775808", "9223372036854775807", "-1", "x''", "''"] {
            let (kept, recorded) = try Self.check(log.folder, whole, texts) { db in
                try db.execute("UPDATE OR IGNORE \(table)_1 SET \(column) = \(value)")
            }
            #expect(kept == recorded, "\(table).\(column) = \(value)")
        }
    }

    @Test(arguments: seeds(from: 1, 2, long: 60))
    func `in the packed steps of a course there may be any number`(seed: UInt64) throws {
        let (log, whole) = try Self.whole()
        let texts = try log.texts()
        var dice = SplitMix64(seed: seed)
        let greatest: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        var all = 0
        for _ in 0..<12 {
            let (kept, recorded) = try Self.check(log.folder, whole, texts) { db in
                let rows = try PreparedStatement(db, "SELECT id, body FROM run_1").all {
                    ($0.number(0), Array($0.bytes(1)))
                }
                let (id, body) = rows[dice.below(rows.count)]
                // Numbers end with a byte below 128.
                let ends = body.indices.filter { body[$0] < 0x80 }
                let number = dice.below(ends.count)
                let start = number == 0 ? 0 : ends[number - 1] + 1
                var forged = body
                forged.replaceSubrange(start...ends[number], with: greatest)
                try db.execute("UPDATE run_1 SET body = ? WHERE id = ?", [.blob(forged), .number(id)])
            }
            #expect(kept == recorded, "seed \(seed)")
            all += recorded
        }
        #expect(all > 20, "seed \(seed): hardly anything was recorded")
    }
}
