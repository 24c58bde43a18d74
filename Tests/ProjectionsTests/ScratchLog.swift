import CanonicalJSON
import DisputeModel
import EventLog
import Foundation
import Projections
import SQLite
import SystemPackage

/// A log with its projections, in a folder of its own that is removed when the test is over. No rule of recording is
/// checked.
final class ScratchLog {
    let path: FilePath
    let projected: ProjectedLog
    private let folder: URL

    /// A log of these events.
    ///
    /// - Parameter batch: how many of them are appended in one transaction.
    init(_ events: [JSON] = [], batch: Int = .max) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "chancery-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = FilePath(folder.appending(path: "scratch.db").path)
        try EventStore.create(at: path, settings: [:])
        projected = ProjectedLog(store: try EventStore(at: path, .writing))
        var rest = events.map(\.canonical)[...]
        repeat {
            try append(Array(rest.prefix(batch)))
            rest = rest.dropFirst(batch)
        } while !rest.isEmpty
    }

    /// Appends events in one transaction.
    func append(_ texts: [String]) throws {
        try projected.write { db, projector in
            for text in texts { try Self.append(text, db, projector) }
        }
    }

    /// Appends one event and applies it to the projections.
    static func append(_ text: String, _ db: Database, _ projector: Projector) throws {
        guard let event = Event(text: text), let id = EventID(event.id), let recorded = event.recordedAt
        else {
            throw Unreadable(text: text)
        }
        let log = Log(db)
        let position = try log.head().position + 1
        try log.append(
            Log.Entry(
                id: id.bytes, stream: event.stream, recordedAt: recorded.milliseconds, key: event.key,
                text: text), at: position)
        try projector.apply(text, at: position)
    }

    struct Unreadable: Error {
        let text: String
    }

    /// In words, how the rows differ from those that the texts give.
    func differences() throws -> [String] {
        guard let report = try Replay(projected.store, projected.faults).dryRun(), report.hadProjections
        else {
            return ["there are no projections"]
        }
        return report.differences.map { "\($0)" }
    }

    deinit {
        try? projected.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
