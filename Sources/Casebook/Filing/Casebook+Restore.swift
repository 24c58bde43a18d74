import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite
import SystemPackage

extension Casebook {
    /// The result of `restore`.
    package struct Restored: Sendable {
        /// The number of events restored.
        package fileprivate(set) var events = 0
        /// The number of events that could not have been recorded and were accepted because of `isAsIs`.
        package fileprivate(set) var unrecordableCount = 0
        /// What is wrong with those events, for the first 1000 of them.
        package fileprivate(set) var remarks: [(line: Int, problem: String)] = []
        /// Kinds that this version does not know, with the number of their events.
        package fileprivate(set) var laterKinds: [String: Int] = [:]

        package init() {}

        static let mostRemarks = 1000
    }

    /// Creates a log from the event texts of another, one on each line. The new log holds the same bytes.
    ///
    /// Accepted are events that could have been recorded, and events of kinds of a later version; with `isAsIs`, every
    /// text that is an event. The file gets its name only when it is complete, so the projections are built at the end,
    /// family by family. Lines are read, scanned and hashed on a second thread, ahead of the checks that query the log.
    ///
    /// Throws `LogError.discontinuous`, `LogError.notRecordable` or `LogError.nothingToRestore`.
    ///
    /// - Parameters:
    ///   - path: path of the new log's file.
    ///   - settings: the settings of the new log, by name.
    ///   - isAsIs: whether to accept events that could not have been recorded.
    ///   - lines: gives the next line, and nil after the last. It is called on the second thread only.
    ///   - progress: called with the number of events restored so far.
    ///   - beforeRename: called when the file is complete and on the disk, before it gets its name.
    package static func restore(
        to path: FilePath, settings: [String: String], isAsIs: Bool = false,
        lines: @escaping () throws -> String?, progress: (Int) -> Void = { _ in },
        beforeRename: () throws -> Void = {}
    ) throws -> Restored {
        var result = Restored()
        try EventStore.create(at: path, settings: settings) { store in
            nonisolated(unsafe) let lines = lines
            let ahead = LinesAhead<ReceivedText>(size: { $0.text.utf8.count }) {
                var (reader, position) = (TextReader(), 0)
                return {
                    guard let text = try lines() else { return nil }
                    position += 1
                    return ReceivedText(text, &reader, at: position)
                }
            }
            defer { ahead.stop() }
            var isDone = false
            // The state of the checks is carried through all transactions.
            var restoring: Restoring?
            while !isDone {
                try store.write { db in
                    var current = restoring ?? Restoring(Log(db), isAsIs: isAsIs)
                    // Drops the second reference, which would make every change copy the sets.
                    restoring = nil
                    let end = result.events + 10_000
                    while result.events < end {
                        guard let batch = try ahead.next() else {
                            isDone = true
                            break
                        }
                        for line in batch {
                            result.events += 1
                            try current.append(line, &result)
                        }
                    }
                    restoring = current
                }
                progress(result.events)
            }
            if result.events == 0 { throw LogError.nothingToRestore }
            result.laterKinds = restoring?.audit.laterKinds ?? [:]
            restoring = nil
            let casebook = Casebook(store: store)
            _ = try casebook.replay()
            try casebook.updateSearchIndex()
        } beforeRename: {
            try beforeRename()
        }
        return result
    }
}

private struct Restoring {
    let log: Log
    let isAsIs: Bool
    var inspection: EventAudit
    var audit: RecordingAudit

    init(_ log: Log, isAsIs: Bool) {
        self.log = log
        self.isAsIs = isAsIs
        let positions = PositionsByID(log)
        inspection = EventAudit(log: log, positions)
        audit = RecordingAudit(log, positions)
    }

    mutating func append(_ line: ReceivedText, _ result: inout Casebook.Restored) throws {
        let read = line.read
        var line = line.text
        let position = result.events
        let (event, problem) = try line.withUTF8 { text in
            let (event, findings) = try inspection.inspect(read, text, at: position)
            guard let event, findings.isEmpty else {
                let words = findings.first?.words ?? "its text is not an event"
                throw LogError.discontinuous(position: position, reason: words)
            }
            return (event, try audit.problem(with: read, text))
        }
        if let problem {
            guard isAsIs else { throw LogError.notRecordable(position: position, problem: problem) }
            result.unrecordableCount += 1
            if result.remarks.count < Casebook.Restored.mostRemarks {
                result.remarks.append((position, problem))
            }
        }
        try log.append(event.entry(line), leaf: read.leaf, at: position)
        try audit.apply(event)
    }
}
