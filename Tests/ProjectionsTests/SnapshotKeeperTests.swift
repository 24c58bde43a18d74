import CanonicalJSON
import EventLog
import SQLite
import Testing
import TimeLimits

@testable import Projections

/// When a family gets a snapshot by itself.
@Suite(.endsInTime) struct SnapshotKeeperTests {
    @Test func `a new snapshot is due after a thousand events, or after a quarter of a large family`() {
        for (gained, before, isDue) in [
            (999, 0, false), (1000, 0, true), (1000, 4003, true), (1000, 4004, false), (1001, 4004, true),
            (1249, 5000, false), (1250, 5000, true), (249_999, 1_000_000, false), (250_000, 1_000_000, true),
        ] {
            #expect(
                SnapshotKeeper.isDue(gained: gained, before: before) == isDue,
                "\(gained) events after \(before)")
        }
    }

    /// The text of the event at a position: the first of a dispute opens it.
    private static func text(_ position: Int, _ dispute: String, isFirst: Bool = false) -> String {
        let number = String(position, radix: 16)
        let id = "017cdb60-b2c0-7002-8000-" + String(repeating: "0", count: 12 - number.count) + number
        var fields: JSONObject = JSONObject([
            ("id", .string(id)), ("recordedAt", "2021-11-01T12:00:00.000Z"), ("recordedBy", "x"),
            ("dispute", .string(dispute)), ("kind", isFirst ? "dispute-opened" : "note"),
        ])
        if isFirst {
            fields["details"] = [
                "title": "T",
                "sides": [["members": ["RUS"], "name": "A"], ["members": ["UN"], "name": "B"]],
            ]
        }
        return JSON.object(fields).canonical
    }

    private func snapshots(_ log: ScratchLog, of family: String) throws -> [Int] {
        try log.projected.store.read { try Snapshots($0).labels(of: family).map(\.position) }
    }

    @Test
    func `a family in which exactly a hundred events were recorded is looked at, though another was last`()
        throws
    {
        let log = try ScratchLog()
        try log.append(
            [Self.text(1, "a", isFirst: true), Self.text(2, "b", isFirst: true)]
                + (3...950).map { Self.text($0, "a") })
        #expect(try snapshots(log, of: "a") == [])
        try log.append((951...1050).map { Self.text($0, "a") } + [Self.text(1051, "b")])
        #expect(try snapshots(log, of: "a") == [1051])
        #expect(try snapshots(log, of: "b") == [])
    }

    @Test func `a family that grows by one event at a time is looked at when its event is the hundredth`()
        throws
    {
        let log = try ScratchLog()
        try log.append([Self.text(1, "a", isFirst: true)] + (2...998).map { Self.text($0, "a") })
        for position in 999...1100 {
            // Each event comes from a process of its own.
            let other = ProjectedLog(store: try EventStore(at: log.path, .writing))
            try other.write { db, projector in
                try ScratchLog.append(Self.text(position, "a"), db, projector)
            }
            try other.close()
        }
        #expect(try snapshots(log, of: "a") == [1000])
    }
}
