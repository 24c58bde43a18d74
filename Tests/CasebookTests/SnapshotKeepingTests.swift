import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import GRDB
import Testing

@Suite struct SnapshotKeepingTests {
    private static let opening =
        #"{"kind":"dispute-opened","dispute":"d","details":{"title":"T","sides":[{"name":"A","members":["RUS"]},{"name":"B","members":["UN"]}]}}"#

    private func grow(_ log: TemporaryLog, by count: Int) throws {
        let draft = try #require(
            try JSON.parse(
                #"{"kind":"demand","dispute":"d","actors":["RUS"],"addressees":["UN"],"occurred":"2021-11-01"}"#
            )
            .object)
        _ = try log.casebook.file(
            Array(repeating: draft, count: count), by: "desk", at: Instant(milliseconds: 1_636_545_600_000))
    }

    @Test func `snapshots are taken by themselves as a family grows`() throws {
        let log = try TemporaryLog()
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)], by: "desk",
            at: Instant(milliseconds: 1_636_545_600_000))
        try grow(log, by: 400)
        #expect(try log.casebook.snapshots().isEmpty)
        try grow(log, by: 700)
        #expect(try log.casebook.snapshots().map(\.position) == [1101])
        for _ in 1...11 { try grow(log, by: 100) }
        #expect(try log.casebook.snapshots().count == 2)
        #expect(try log.casebook.snapshotFaults().isEmpty)
    }

    @Test func `a damaged snapshot is reported, ignored and replaced`() throws {
        let log = try TemporaryLog()
        _ = try log.casebook.file(
            [try #require(try JSON.parse(Self.opening).object)], by: "desk",
            at: Instant(milliseconds: 1_636_545_600_000))
        try grow(log, by: 20)
        _ = try log.casebook.takeSnapshots()
        try grow(log, by: 5)
        let moment = Moment(asOf: Day(number: 19_000), knownAt: Instant(milliseconds: 1_636_545_700_000))
        let answer = try log.casebook.status(of: "d", at: moment).json
        try log.casebook.store.write {
            try $0.execute(sql: "UPDATE snapshot SET packed = zeroblob(length(packed))")
        }
        try log.reopen()
        #expect(try log.casebook.status(of: "d", at: moment).json == answer)
        #expect(log.casebook.faults.found.map(\.fault) == [.damaged])
        #expect(try Verification(log.casebook).run().findings.map(\.point) == [5])
        try grow(log, by: 1)
        #expect(try log.casebook.snapshotFaults().isEmpty)
        #expect(try log.casebook.snapshots().map(\.position) == [27])
        #expect(try Verification(log.casebook).run().findings == [])
    }
}
