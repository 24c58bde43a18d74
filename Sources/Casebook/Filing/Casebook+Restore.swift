import CanonicalJSON
import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// What came of a restoring.
    package struct Restored: Sendable {
        package fileprivate(set) var events = 0
        /// What could not have been recorded, and was taken as it is: how many events, and what is wrong with the first.
        package fileprivate(set) var remarkable = 0
        package fileprivate(set) var remarks: [(line: Int, problem: String)] = []
        /// Kinds that this version does not know, and how often each was met.
        package fileprivate(set) var laterKinds: [String: Int] = [:]

        package init() {}

        static let mostRemarks = 1000
    }

    /// Makes a new log out of the texts of another, one a line; when it is done the new log holds the same bytes.
    ///
    /// Taken is what could have been recorded, and kinds of a later version; with `isAsIs` whatever is an event of a log.
    /// The log appears only when it is whole, so its projections are drawn at the end, dispute by dispute, and not event by
    /// event.
    /// Lines are read, scanned and hashed on a second thread, ahead of the checks that ask the log.
    ///
    /// - Parameters:
    ///   - lines: is called on that thread alone.
    ///   - beforeItIsNamed: is called when the log is whole and on the disk, and has not got its name yet.
    package static func restore(
        to path: String, settings: [String: String], isAsIs: Bool = false,
        lines: @escaping () throws -> String?, progress: (Int) -> Void = { _ in },
        beforeItIsNamed: () throws -> Void = {}
    ) throws -> Restored {
        var result = Restored()
        try EventStore.create(at: path, settings: settings) { store in
            nonisolated(unsafe) let lines = lines
            let ahead = LinesAhead<Line>(size: { $0.text.utf8.count }) {
                var (reader, position) = (TextReader(), 0)
                return {
                    guard var text = try lines() else { return nil }
                    position += 1
                    return Line(text: text, read: text.withUTF8 { reader.read($0, at: position) })
                }
            }
            defer { ahead.stop() }
            var isDone = false
            // What the checks remember of one event serves those after it, through all the transactions.
            var restoring: Restoring?
            while !isDone {
                try store.write { db in
                    var current = restoring ?? Restoring(Log(db), isAsIs: isAsIs)
                    // One holder at a time, or its sets would be copied.
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
            try casebook.drawSearchIndex()
        } beforeItIsNamed: {
            try beforeItIsNamed()
        }
        return result
    }
}

/// A line of the file, with all that is found without asking the log.
private struct Line: Sendable {
    let text: String
    let read: ReadText
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

    mutating func append(_ line: Line, _ result: inout Casebook.Restored) throws {
        let read = line.read
        var line = line.text
        let position = result.events
        let (event, problem) = try line.withUTF8 { text in
            let (event, findings) = try inspection.inspect(read, text, at: position)
            guard let event, findings.isEmpty else {
                let words = findings.first?.words ?? "its text is no event"
                throw LogError.discontinuous(position: position, reason: words)
            }
            return (event, try audit.problem(with: read, text))
        }
        if let problem {
            guard isAsIs else { throw LogError.notRecordable(position: position, problem: problem) }
            result.remarkable += 1
            if result.remarks.count < Casebook.Restored.mostRemarks {
                result.remarks.append((position, problem))
            }
        }
        try log.append(event.entry(line), leaf: read.leaf, at: position)
        try audit.apply(event)
    }
}
