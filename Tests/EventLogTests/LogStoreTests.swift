import EventLog
import Foundation
import Glibc
import LogStoreSuite
import SystemPackage
import Testing
import TimeLimits

/// The log in one SQLite file is a store as any other: the suite that others must pass, too.
@Suite(.endsInTime) struct LogStoreTests {
    @Test(arguments: LogStoreSuite<SQLitePlace>().trials)
    func `the SQLite store does what a log store must`(trial: LogStoreTrial) throws { try trial.run() }

    @Test(arguments: LogStoreSuite<SQLitePlace>.ofCrashes)
    func `the SQLite store keeps what it has acknowledged`(trial: LogStoreTrial) throws { try trial.run() }

    @Test(arguments: LogStoreSuite<SoundPlace>().trials)
    func `a store in memory can do it too`(trial: LogStoreTrial) throws { try trial.run() }
}

/// A new log in a folder of its own.
class SQLitePlace: Lasting, @unchecked Sendable {
    private let folder: String
    private var path: String { folder + "/log.db" }

    required init() throws {
        var template = Array("/tmp/chancery-store-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        try EventStore.create(at: FilePath(folder + "/log.db"), settings: [:])
    }

    deinit { ScratchFile.removeFolder(folder) }

    func open() throws -> EventStore { try EventStore(at: FilePath(path), .writing) }

    func writer(batch: Int) -> [String] { [Self.program, path, "\(batch)"] }

    /// Beside the tests' own bundle.
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("log-writer").path
}

/// The suite sees what it is there to see: a store with one fault fails the trial that looks for it.
@Suite(.endsInTime) struct LogStoreSuiteTests {
    private func expectViolation(
        _ trials: [LogStoreTrial], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let trial = try #require(trials.first { $0.description == name }, sourceLocation: sourceLocation)
        // Twice two threads may happen not to meet.
        for _ in 1...20 {
            do { try trial.run() } catch is Violation { return }
        }
        Issue.record("nobody saw it", sourceLocation: sourceLocation)
    }

    @Test(
        arguments: [
            (Fault.hasAnEventFromTheStart, "a new log is empty"),
            (.keepsToItself, "what was appended is read, by others too"),
            (.mendsTexts, "texts come back to the byte, whatever stands in them and however long they are"),
            (
                .cutsLongTexts,
                "texts come back to the byte, whatever stands in them and however long they are"
            ),
            (.repeatsAtBatches, "batches of any size give each text once and in order"),
            (.givesTooMany, "batches of any size give each text once and in order"),
            (
                .takesStaleHeads,
                "who appends after another event than the last is told the head, and nothing is written"
            ),
            (
                .saysAnOldHead,
                "who appends after another event than the last is told the head, and nothing is written"
            ),
            (.takesIDsTwice, "an id or a key is there once, and the refusal names the event that has it"),
            (.takesKeysTwice, "an id or a key is there once, and the refusal names the event that has it"),
            (.takesEarlierTimes, "no event is recorded before the one before it"),
            (.keepsHalfABatch, "of a batch of which one event is refused nothing is there"),
            (
                .hasNoTurns,
                "of several who append at once each text is there once, and no position is passed over"
            ),
        ] as [(Fault, String)])
    func `a store with a fault fails its trial`(fault: Fault, name: String) throws {
        try Fault.$planted.withValue(fault) {
            try expectViolation(LogStoreSuite<SoundPlace>().trials, name)
        }
    }

    @Test(arguments: [
        (
            EarlyPlace.self as any Lasting.Type,
            "what append has returned from is there when its process was killed"
        ),
        (ApartPlace.self, "a process that is killed leaves the whole of a batch or nothing"),
    ])
    func `a store that acknowledges too early, or writes a batch in parts, is seen`(
        place: any Lasting.Type, name: String
    ) throws {
        func trials<Place: Lasting>(_: Place.Type) -> [LogStoreTrial] { LogStoreSuite<Place>.ofCrashes }
        try expectViolation(trials(place), name)
    }
}

private final class EarlyPlace: SQLitePlace, @unchecked Sendable {
    override func writer(batch: Int) -> [String] { super.writer(batch: batch) + ["early"] }
}

private final class ApartPlace: SQLitePlace, @unchecked Sendable {
    override func writer(batch: Int) -> [String] { super.writer(batch: batch) + ["apart"] }
}
