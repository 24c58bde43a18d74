import CanonicalJSON
import Casebook
import DisputeModel
import Testing

/// Replays that meet.
@Suite struct ReplayTests {
    @Test func `a replay that another has overtaken does not draw old rows over new ones`() throws {
        let log = try TemporaryLog(restoring: RandomHistory(seed: 7, events: 200).events.map(\.canonical))
        let other = try Casebook(at: log.path, .writing)
        let now = try #require(Instant("2031-01-01T00:00:00.000Z"))
        var families: Set<String> = []
        for text in try log.texts() {
            families.insert(DisputeID.family(of: Event(text: text)?.dispute ?? ""))
        }
        try #require(families.count > 1)
        var isFirst = true
        _ = try Replay(log.casebook, batch: 1) { _, _ in
            defer { isFirst = false }
            do {
                if isFirst {
                    _ = try Replay(other).run()
                    for family in families {
                        let draft = JSONObject([
                            ("kind", "demand"), ("dispute", .string(family)), ("actors", .array(["RUS"])),
                            ("occurred", "2030-01-01"),
                        ])
                        _ = try other.file([draft], by: "desk", at: now)
                    }
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
        let other = try Casebook(at: log.path, .writing)
        let now = try #require(Instant("2031-01-01T00:00:00.000Z"))
        var disputes: Set<String> = []
        for text in try log.texts() {
            disputes.insert(DisputeID.family(of: Event(text: text)?.dispute ?? ""))
        }
        try #require(disputes.count > 1)
        var isFirst = true
        let report = try Replay(log.casebook, batch: 1) { _, _ in
            guard isFirst else { return }
            isFirst = false
            do {
                for dispute in disputes {
                    let draft = JSONObject([
                        ("kind", "demand"), ("dispute", .string(dispute)), ("actors", .array(["RUS"])),
                        ("occurred", "2030-01-01"),
                    ])
                    _ = try other.file([draft], by: "desk", at: now)
                }
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
}
