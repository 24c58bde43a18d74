import Answers
import CanonicalJSON
import EventLog
import Foundation
import SQLite
import Seeds
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// What is put into a log's file, or beside it, and is no part of it.
@Suite(.endsInTime) struct ForeignPartsTests {
    /// Names as somebody would choose them who wants to be overlooked: that look like ours, like SQLite's, like nothing.
    private static let names = [
        "\u{301}", "\u{20DD}event", "event\u{301}", "ev\u{0435}nt", "EVENT_2", "event ", " event", "",
        "\u{200B}",
        "\u{FEFF}setting", "entry_2", "Entry_0001", "entry_\u{0661}", "obligation_1_", "kept_date_0",
        "dispute_-1",
        "search_docsize2", "search_x", "pragma_table_info", "pragma_integrity_check", "json_each",
        "fts5vocab",
        "temp", "live", "building", "tile\r\n", "\u{202E}tneve", "checkpoint\u{0}", "'; DROP TABLE event; --",
        "\u{1F512}",
    ]

    private static func quoted(_ name: String) -> String {
        "\"\(name.replacing("\0", with: "").replacing("\"", with: "\"\""))\""
    }

    @Test func `whatever is added to the schema is found, whatever it is called and of whatever type`() throws
    {
        let log = try DamageTests.smallLog()
        var score = Score()
        try log.casebook.store.write { db in
            let verification = Verification(log.casebook)
            #expect(try verification.run(db).findings == [])
            for (index, name) in Self.names.enumerated() where DamageTests.isFull || index % 5 == 0 {
                let name = Self.quoted(name)
                for (type, sql) in [
                    ("table", "CREATE TABLE \(name)(a)"), ("view", "CREATE VIEW \(name) AS SELECT 1 AS a"),
                    ("index", "CREATE INDEX \(name) ON setting(value)"),
                    ("index on a projection", "CREATE INDEX \(name) ON OBLIGATION_1(due)"),
                    ("trigger", "CREATE TRIGGER \(name) AFTER INSERT ON Event BEGIN SELECT 1; END"),
                    (
                        "trigger on a projection",
                        "CREATE TRIGGER \(name) AFTER INSERT ON obligation_1 BEGIN DELETE FROM obligation_1; END"
                    ),
                ] {
                    try db.undoing {
                        // What SQLite does not take is no damage.
                        do { try db.execute(sql) } catch { return }
                        let isFound = try verification.run(db).findings.contains {
                            $0.words.contains("does not belong in a log")
                        }
                        score.add("a \(type) put into the schema", isFound: isFound)
                        #expect(isFound, "\(sql)")
                    }
                }
            }
        }
        try score.print()
        #expect(score.total > (DamageTests.isFull ? 150 : 30))
    }

    @Test func `whatever is laid beside the file is found, or nothing comes of it`() throws {
        let log = try DamageTests.smallLog()
        let (whole, other) = (log.folder + "/whole.db", try TemporaryLog(restoring: log.texts()))
        try log.casebook.store.backup(to: FilePath(whole))
        var score = Score()
        // One who is killed while he writes without a write-ahead log leaves a journal.
        let journal = try Self.journal(of: whole, in: log.folder)
        for bytes in [journal, Data(journal.prefix(512)), Data([1]), Data("text\n".utf8)] {
            try bytes.write(to: URL(filePath: whole + "-journal"))
            let isFound =
                (try? Verification(Casebook(at: FilePath(whole), .auditing)).run().findings.isEmpty) != true
            score.add("a rollback journal laid beside it", isFound: isFound)
            #expect(isFound)
            for access: EventStore.Access in [.reading, .writing] {
                #expect(throws: LogError.self) { try Casebook(at: FilePath(whole), access) }
            }
            unlink(whole + "-journal")
        }
        // Another log's, of which some pages or all take the place of this one's.
        let signing = try #require(SigningKey(name: "another"))
        try other.casebook.store.write { try Log($0).set("vkey", signing.verifierKey.description) }
        let ahead = try Data(contentsOf: URL(filePath: other.path + "-wal"))
        for count in [ahead.count, ahead.count / 2, 4152] {
            try ahead.prefix(count).write(to: URL(filePath: whole + "-wal"))
            let report = try? Verification(Casebook(at: FilePath(whole), .auditing)).run()
            let isEmpty = report?.findings.isEmpty == true
            let texts = try? Casebook(at: FilePath(whole), .reading).store.read { db in
                try PreparedStatement(db, "SELECT text FROM event UNION ALL SELECT value FROM setting").all {
                    $0.textBeforeNUL(0)
                }
            }
            unlink(whole + "-wal")
            unlink(whole + "-shm")
            let before = try Casebook(at: FilePath(whole), .reading).store.read { db in
                try PreparedStatement(db, "SELECT text FROM event UNION ALL SELECT value FROM setting").all {
                    $0.textBeforeNUL(0)
                }
            }
            score.add(
                "another log's write-ahead log laid beside it", isFound: !isEmpty,
                isOfNoEffect: isEmpty && texts == before)
            #expect(!isEmpty || texts == before, "\(count) bytes")
        }
        try score.print()
    }

    private static func journal(of log: String, in folder: String) throws -> Data {
        let copy = folder + "/journalled.db"
        try FileManager.default.copyItem(atPath: log, toPath: copy)
        let database = try Database(copy, .writing)
        try database.execute(
            """
            PRAGMA journal_mode = DELETE; PRAGMA cache_spill = 1; PRAGMA cache_size = 1;
            BEGIN; INSERT INTO setting SELECT 'x' || position, zeroblob(50000) || '' FROM event;
            """)
        defer { try? database.execute("ROLLBACK") }
        return try Data(contentsOf: URL(filePath: copy + "-journal"))
    }

    @Test
    func
        `whatever byte of the word index is touched is found where words are compared, or changes no search`()
        throws
    {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 5, events: 160).events.map(\.canonical))
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        var dice = SplitMix64(seed: 4)
        var score = Score()
        try log.casebook.store.write { db in
            let verification = Verification(log.casebook, comparingSearch: true)
            #expect(try verification.run(db).findings == [])
            let found = try Self.found(db)
            #expect(found.count > 50)
            var damages: [(sql: String, cells: [Cell])] = [
                ("DELETE FROM search_idx", []), ("UPDATE OR IGNORE search_idx SET term = x'30'", []),
                ("UPDATE search_idx SET pgno = pgno + 2", []), ("DELETE FROM search_data WHERE id > 10", []),
            ]
            let blocks = try PreparedStatement(db, "SELECT id, block FROM search_data")
                .all { ($0.number(0), Array($0.bytes(1))) }
            for (id, block) in blocks {
                for _ in 0..<(DamageTests.isFull ? 120 : 2) {
                    var changed = block
                    changed[dice.below(block.count)] ^= 1 << UInt8(dice.below(8))
                    damages.append(
                        ("UPDATE search_data SET block = ? WHERE id = ?", [.blob(changed), .number(id)]))
                }
            }
            for damage in damages {
                try db.undoing {
                    try db.execute(damage.sql, damage.cells)
                    let isFound = (try? verification.run(db).findings.isEmpty) != true
                    let isSame = (try? Self.found(db)) == found
                    score.add(
                        "a byte of the word index (--search)", isFound: isFound,
                        isOfNoEffect: !isFound && isSame)
                    #expect(isFound || isSame, "\(damage)")
                }
            }
        }
        try score.print()
    }

    /// In which rows each word is found that the events hold.
    private static func found(_ db: Database) throws -> [String: [[Int]]] {
        var words: Set<String> = []
        for text in try PreparedStatement(db, "SELECT text FROM event").all({ $0.textBeforeNUL(0) }) {
            words.formUnion(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        }
        return try Dictionary(
            uniqueKeysWithValues: words.sorted().map { word in
                (
                    word,
                    try ["ASC", "DESC"].map {
                        try PreparedStatement(
                            db, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid \($0)",
                            [.text("\"\(word)\"")]
                        ).all { $0.number(0) }
                    }
                )
            })
    }
}
