import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Foundation
import Projections
import SQLite
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Oracle

/// Whatever of the log's file is touched, `verify` finds it and says where.
///
/// One byte in a hundred is touched here; `Scripts/damage` touches every one, and prints the table.
@Suite(.endsInTime) struct DamageTests {
    static let isFull = ProcessInfo.processInfo.environment["DAMAGE"] != nil
    private let every = Self.isFull ? 1 : 100

    @Test func `every byte of every row that is touched is found and named`() throws {
        let log = try Self.smallLog()
        let kept = try log.casebook.signCheckpoint { _ in try log.signer() }
        var score = Score()
        try log.casebook.store.write { db in
            try Self.dropTriggers(db)
            let verification = Verification(
                log.casebook,
                externalCheckpoints: [Verification.ExternalCheckpoint(name: "kept", checkpoint: kept)])
            let baseline = try verification.run(db).findings
            #expect(baseline.allSatisfy { $0.words.hasPrefix("trigger ") })
            for damage in try bytes(db) + Self.rows(db) {
                try db.undoing {
                    // What a constraint of the table does not let happen is no damage.
                    do { try db.execute(damage.sql, damage.cells) } catch { return }
                    guard db.totalChangesCount > 0 else { return }
                    let findings = try verification.run(db).findings.filter { !baseline.contains($0) }
                    score.add(damage.what, isFound: findings.contains(where: damage.isNamed))
                    #expect(
                        findings.contains(where: damage.isNamed),
                        "\(damage.sql) \(damage.cells): \(findings)")
                }
            }
        }
        try score.print()
        #expect(score.total > (Self.isFull ? 10_000 : 120))
    }

    /// A few disputes, a party of the keeper's own, a key that was added, snapshots, checkpoints.
    static func smallLog() throws -> TemporaryLog {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 11, events: 24).events.map(\.canonical))
        let now = try #require(Instant("2031-01-01T00:00:00.000Z"))
        let party = try #require(RegisteredParty(code: "ZZZ", name: "Zed", aliases: ["Z"], sort: .own))
        _ = try log.casebook.register(party, by: "desk", at: now)
        _ = try log.casebook.takeSnapshots()
        _ = try log.casebook.signCheckpoint { _ in try log.signer() }
        _ = try log.casebook.register(party, by: "desk", at: now)
        return log
    }

    private static func dropTriggers(_ db: Database) throws {
        let triggers = try PreparedStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .all { $0.textBeforeNUL(0) }
        for trigger in triggers { try db.execute("DROP TRIGGER \(trigger)") }
    }

    @Test func `any byte of the file that is touched is found, or nothing comes of it`() throws {
        let log = try Self.smallLog()
        let whole = log.folder + "/whole.db"
        try log.casebook.store.backup(to: FilePath(whole))
        let bytes = try Data(contentsOf: URL(filePath: whole))
        let texts = try log.texts()
        let moment = Moment(asOf: try #require(Day("2031-01-01")))
        let answers = try log.casebook.statuses(at: moment).map(\.json)
        var dice = SplitMix64(seed: 2)
        var score = Score()
        for _ in 0..<(Self.isFull ? 3000 : 30) {
            var damaged = bytes
            let (place, bit) = (dice.below(bytes.count), dice.below(8))
            damaged[place] ^= 1 << UInt8(bit)
            let copy = log.folder + "/damaged.db"
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(copy + suffix) }
            try damaged.write(to: URL(filePath: copy))
            let isFound =
                (try? Verification(Casebook(at: FilePath(copy), .reading)).run().findings.isEmpty) != true
            // What was not found must not have mattered: the same events, the same answers.
            if !isFound {
                let casebook = try Casebook(at: FilePath(copy), .reading)
                var found: [String] = []
                try casebook.store.read { db in
                    try Log(db).forEach { _, _, text in
                        found.append(text)
                        return true
                    }
                }
                #expect(found == texts, "byte \(place), bit \(bit)")
                #expect(try casebook.statuses(at: moment).map(\.json) == answers, "byte \(place), bit \(bit)")
            }
            score.add("a bit of the file itself", isFound: isFound, isOfNoEffect: !isFound)
        }
        try score.print()
    }

    @Test func `an index that says otherwise than its table is found by SQLite's own check`() throws {
        let log = try Self.smallLog()
        let whole = log.folder + "/whole.db"
        try log.casebook.store.backup(to: FilePath(whole))
        var bytes = try Data(contentsOf: URL(filePath: whole))
        let id = Data(try #require(try log.casebook.store.read { try Log($0).id(at: 20) }))
        // In the table's row, and in the index of ids.
        let first = try #require(bytes.firstRange(of: id))
        let second = try #require(bytes[first.upperBound...].firstRange(of: id))
        var points: Set<Int> = []
        for range in [first, second] {
            bytes[range.upperBound - 1] ^= 1
            let copy = log.folder + "/damaged-\(range.lowerBound).db"
            try bytes.write(to: URL(filePath: copy))
            bytes[range.upperBound - 1] ^= 1
            let findings = try Verification(Casebook(at: FilePath(copy), .reading)).run().findings
            #expect(findings.contains { $0.point == 6 }, "\(findings)")
            points.formUnion(findings.map(\.point))
        }
        #expect(points.isSuperset(of: [2, 6]))
    }

    // MARK: Bytes

    private func bytes(_ db: Database) throws -> [Damage] {
        var damages: [Damage] = []
        func add(
            _ table: String, _ what: String,
            isNamed: (_ row: [String: Cell], String) -> (VerificationReport.Finding) -> Bool
        ) throws {
            var cells = CellDamage(db: db, table: table, dice: SplitMix64(seed: 1), every: every)
            damages += try cells.all(what: what, isNamed: isNamed)
        }
        try add("event", "a byte of an event: text, hash, columns") { row, column in
            guard case .number(let position)? = row["position"] else { return { _ in false } }
            // An event whose number is another is missed where it stood: the one behind it says so, or the checkpoint.
            if column == "position" {
                return { $0.position == position + 1 || $0.words.contains("follows #\(position - 1):") }
            }
            return { $0.position == position }
        }
        for table in try Self.projections(db) {
            try add(table, "a byte of a projection's cell") { _, _ in { $0.point == 4 } }
        }
        try add("projection", "a byte of a projection's cell") { _, _ in { $0.point == 4 } }
        try add("snapshot", "a byte of a snapshot") { _, _ in { $0.point == 5 } }
        try add("checkpoint", "a byte of a kept checkpoint") { _, _ in { $0.point == 3 } }
        try add("setting", "a byte of a setting") { _, _ in { $0.point == 2 || $0.point == 3 } }
        return damages
    }

    /// The tables of all generations in the file.
    private static func projections(_ db: Database) throws -> [String] {
        try PreparedStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
            .all { $0.textBeforeNUL(0) }
            .filter { name in
                ProjectionTable.allCases.contains {
                    name.hasPrefix("\($0.name)_") && Int(name.dropFirst($0.name.count + 1)) != nil
                }
            }
    }

    // MARK: Rows

    private static func rows(_ db: Database) throws -> [Damage] {
        let count = try PreparedStatement(db, "SELECT count(*) FROM event").first { $0.number(0) } ?? 0
        var damages: [Damage] = []
        for position in 1...count {
            damages.append(
                Damage("an event deleted", "DELETE FROM event WHERE position = \(position)") {
                    $0.position == position + 1 || ($0.point == 3 && position == count)
                })
            damages.append(
                Damage("the newest events cut off", "DELETE FROM event WHERE position >= \(position)") {
                    $0.point == 3 && $0.words.contains("cut")
                })
            // The shell cannot know what it would say, but it can copy one: with a new id, all in its place.
            damages.append(
                Damage(
                    "an event put in",
                    """
                    UPDATE event SET position = -position - 1 WHERE position >= \(position);
                    UPDATE event SET position = -position WHERE position < 0;
                    INSERT INTO event SELECT \(position), randomblob(16), stream, recorded_at, NULL, hash, text
                    FROM event WHERE position = \(position + 1)
                    """
                ) { $0.position == position || $0.position == position + 1 })
        }
        for (first, second) in [(2, 3), (3, 7), (10, 20), (count - 1, count)] {
            damages.append(
                Damage(
                    "two events swapped",
                    """
                    UPDATE event SET position = -1 WHERE position = \(first);
                    UPDATE event SET position = \(first) WHERE position = \(second);
                    UPDATE event SET position = \(second) WHERE position = -1
                    """
                ) { [first, second].contains($0.position) || $0.point == 3 })
            for columns in ["text = copy.text", "text = copy.text, hash = copy.hash"] {
                damages.append(
                    Damage(
                        "two events swapped",
                        """
                        CREATE TEMP TABLE copy AS SELECT * FROM event WHERE position IN (\(first), \(second));
                        UPDATE event SET \(columns) FROM copy
                        WHERE event.position IN (\(first), \(second))
                            AND copy.position = \(first + second) - event.position
                        """
                    ) { [first, second].contains($0.position) })
            }
        }
        for table in try projections(db) {
            let columns = try CellDamage.keys(of: table, db)
            let keys = try PreparedStatement(db, "SELECT \(columns.joined(separator: ", ")) FROM \(table)")
                .all {
                    row in
                    columns.enumerated().map { "\($1) = \(row.number(Int32($0)))" }.joined(separator: " AND ")
                }
            for key in keys {
                damages.append(
                    Damage("a projection's row deleted", "DELETE FROM \(table) WHERE \(key)") {
                        $0.point == 4
                    })
            }
            if let key = keys.first, let column = columns.first {
                damages.append(
                    Damage(
                        "a projection's row put in",
                        """
                        CREATE TEMP TABLE copy AS SELECT * FROM \(table) WHERE \(key);
                        UPDATE copy SET \(column) = 999\(table.hasPrefix("dispute") ? ", id = 'forged'" : "");
                        INSERT INTO \(table) SELECT * FROM copy
                        """
                    ) { $0.point == 4 })
            }
            if !keys.isEmpty {
                damages.append(
                    Damage("a projection emptied", "DELETE FROM \(table)") { $0.point == 4 })
            }
        }
        damages.append(
            Damage(
                "a snapshot put in",
                "INSERT INTO snapshot SELECT 'forged', position, root, rules, count, packed, checksum FROM snapshot LIMIT 1"
            ) { $0.point == 5 })
        damages.append(
            Damage("a kept checkpoint deleted", "DELETE FROM checkpoint WHERE number = 1") { $0.point == 3 })
        return damages
    }
}
