import Answers
import CanonicalJSON
import DisputeModel
import EventLog
import Foundation
@testable import Projections
import SQLite
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// The search index is pencil: whatever has become of it, answers are the same, or somebody is told.
@Suite(.endsInTime) struct SearchIndexTests {
    private static func indexed() throws -> TemporaryLog {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 5, events: 90).events.map(\.canonical))
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        return log
    }

    private static func positions(_ casebook: Casebook, _ words: String = "daily OR nyet") throws -> [Int] {
        try casebook.search(SearchQuestion(words)).hits.map(\.mention.position)
    }

    private static func rewrite(_ log: TemporaryLog, _ sql: String) throws {
        try log.casebook.store.write { try $0.execute(sql) }
        try log.reopen()
    }

    @Test(arguments: [
        "DROP TABLE search", "DROP TABLE search_data", "DROP TABLE search_idx", "DROP TABLE search_config",
        "DELETE FROM search_data", "DELETE FROM search_data WHERE id = 10", "DELETE FROM search_config",
        "UPDATE search_data SET block = x'00'", "UPDATE search_config SET v = 9",
        "UPDATE search_data SET block = zeroblob(20) WHERE id = 10",
        "INSERT INTO search(search) VALUES ('delete-all')",
        "INSERT INTO search(rowid, summary) VALUES (40, 'daily')",
        "INSERT INTO search(rowid, summary) VALUES (41, 'daily')",
        "INSERT INTO search(rowid, summary) VALUES (900, 'daily')",
        "INSERT INTO search(rowid, summary) VALUES (-9223372036854775808, 'daily')",
        "INSERT INTO search(rowid, summary) VALUES (9223372036854775807, 'daily')",
        "UPDATE projection SET position = 9223372036854775807 WHERE name = 'search'",
        "UPDATE projection SET position = -1 WHERE name = 'search'",
        "DROP TABLE search; CREATE TABLE search(x)",
    ])
    func `a damaged index is left aside, found by verify, and drawn anew after a replay`(sql: String) throws {
        let log = try Self.indexed()
        let before = try Self.positions(log.casebook)
        #expect(before.count > 3)
        try Self.rewrite(log, sql)
        let answer = try log.casebook.search(SearchQuestion("daily OR nyet"))
        #expect(answer.hits.map(\.mention.position) == before)
        #expect(answer.isIndexDamaged)
        #expect(try Verification(log.casebook, comparingSearch: true).run().findings.map(\.point).contains(4))
        if try log.casebook.searchGap().isIndexDamaged {
            let copy = log.folder + "/copy.db"
            try log.casebook.store.backup(to: FilePath(copy))
            let other = try Casebook(at: FilePath(copy), .writing)
            try other.updateSearchIndex(unlessFewerThan: 1)
            #expect(try Verification(other, comparingSearch: true).run().findings == [])
            #expect(try Self.positions(other) == before)
        }
        _ = try log.casebook.replay()
        #expect(try Verification(log.casebook).run().findings == [])
        #expect(try Self.positions(log.casebook) == before)
    }

    @Test(arguments: [
        "DELETE FROM projection WHERE name = 'search'",
        "UPDATE projection SET rules = 'x' WHERE name = 'search'",
    ])
    func `an index of other rules, or of none, is not asked`(sql: String) throws {
        let log = try Self.indexed()
        let before = try Self.positions(log.casebook)
        try Self.rewrite(log, "\(sql); INSERT INTO search(search) VALUES ('delete-all')")
        #expect(try Self.positions(log.casebook) == before)
        #expect(try Verification(log.casebook).run().findings.map(\.point) == [4])
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        #expect(try Verification(log.casebook, comparingSearch: true).run().findings == [])
    }

    /// What a search cannot see: a word too few.
    @Test func `verify finds each word that is missing or too many, where it is asked to`() throws {
        let log = try Self.indexed()
        let stream = try #require(try log.casebook.store.read { try Log($0).stream(at: 10) })
        for sql in [
            // FTS5 believes what it is told of the words that a row had.
            "INSERT INTO search(search, rowid, dispute) VALUES ('delete', 20, '\(SearchWords.tokens(ofDispute: stream))')",
            "INSERT INTO search(rowid, quote) VALUES (20, 'zebra')",
        ] {
            let log = try Self.indexed()
            #expect(try Verification(log.casebook, comparingSearch: true).run().findings == [])
            try Self.rewrite(log, sql)
            let report = try Verification(log.casebook, comparingSearch: true).run()
            #expect(report.search == .words)
            #expect(report.findings.map(\.point) == [4], "\(sql)")
        }
    }

    @Test func `unexpected parts beside the index are found`() throws {
        for sql in [
            "CREATE UNIQUE INDEX stranger ON search_data(block)",
            "CREATE TRIGGER stranger BEFORE INSERT ON search_data BEGIN SELECT RAISE(IGNORE); END",
            "ALTER TABLE search_data ADD COLUMN x",
        ] {
            let log = try Self.indexed()
            try Self.rewrite(log, sql)
            #expect(try Verification(log.casebook).run().findings != [], "\(sql)")
        }
    }

    @Test func `what was filed since the index was drawn is found in its order too`() throws {
        let lines = RandomHistory(seed: 9, events: 150).events.map(\.canonical)
        let (whole, half) = (try TemporaryLog(restoring: lines), try TemporaryLog(restoring: lines))
        try whole.casebook.updateSearchIndex(unlessFewerThan: 1, batch: 30)
        try SearchTests.index(half, through: 100)
        #expect(try half.casebook.searchGap().events == 50)
        for newestFirst in [true, false] {
            for limit in [nil, 3, 30] as [Int?] {
                var question = SearchQuestion("daily OR nyet")
                question.newestFirst = newestFirst
                question.limit = limit
                let (one, other) = (
                    try half.casebook.search(question), try whole.casebook.search(question)
                )
                #expect(one.hits.map(\.json) == other.hits.map(\.json))
                #expect(one.others == other.others)
                #expect(one.hits.count == min(limit ?? .max, one.hits.count + one.others))
            }
        }
    }

    @Test func `who may not write finds the same`() throws {
        let log = try Self.indexed()
        let before = try Self.positions(log.casebook)
        try Self.rewrite(log, "INSERT INTO search(search) VALUES ('delete-all')")
        let reader = try Casebook(at: FilePath(log.path), .reading)
        #expect(try Self.positions(reader) == before)
        #expect(throws: LogError.self) { try reader.updateSearchIndex(unlessFewerThan: 1) }
    }

    @Test func `without projections a search finds the same`() throws {
        let log = try Self.indexed()
        let day = try #require(try log.casebook.search(SearchQuestion("daily")).hits.first).mention.place.day
        var question = SearchQuestion("daily OR nyet OR rus")
        question.since = day
        let before = try log.casebook.search(question)
        #expect(before.hits.count > 1)
        try Self.rewrite(log, "DELETE FROM projection")
        #expect(try log.casebook.search(question).hits.map(\.json) == before.hits.map(\.json))
    }
}
