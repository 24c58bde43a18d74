import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
@testable import Projections
import SystemPackage
import Testing
import TimeLimits

@testable import Oracle

/// Replays that meet.
@Suite(.endsInTime) struct ReplayTests {
    @Test func `a replay that another has overtaken does not draw old rows over new ones`() throws {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 7, events: 200).events.map(\.canonical))
        let other = try Casebook(at: FilePath(log.path), .writing)
        var isFirst = true
        _ = try Replay(log.casebook.store, log.casebook.faults, batch: 1) { _, _ in
            defer { isFirst = false }
            do {
                if isFirst {
                    _ = try other.replay()
                    try fileInEveryFamily(of: other, log)
                }
                #expect(try Verification(other).run().findings == [])
            } catch {
                Issue.record(error)
            }
        }.run()
        let findings = try Verification(other).run().findings
        #expect(findings == [])
        try other.close()
    }

    @Test func `what others file and put by during a replay neither differs nor looks damaged`() throws {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 7, events: 200).events.map(\.canonical))
        let other = try Casebook(at: FilePath(log.path), .writing)
        var isFirst = true
        let report = try Replay(log.casebook.store, log.casebook.faults, batch: 1) { _, _ in
            guard isFirst else { return }
            isFirst = false
            do {
                try fileInEveryFamily(of: other, log)
                _ = try other.takeSnapshots()
            } catch {
                Issue.record(error)
            }
        }.run()
        #expect(report.differences.flatMap(\.words) == [])
        #expect(log.casebook.faults.found.map(\.label) == [])
        #expect(try Verification(other).run().findings == [])
        try other.close()
    }

    private func fileInEveryFamily(of casebook: Casebook, _ log: TemporaryLog) throws {
        let families = Set(try log.texts().map { DisputeID.family(of: Event(text: $0)?.dispute ?? "") })
        try #require(families.count > 1)
        for family in families {
            let draft = JSONObject([
                ("kind", "demand"), ("dispute", .string(family)), ("actors", .array(["RUS"])),
                ("occurred", "2030-01-01"),
            ])
            _ = try casebook.file(
                [draft], by: "desk", at: try #require(Instant("2031-01-01T00:00:00.000Z")))
        }
    }
}
