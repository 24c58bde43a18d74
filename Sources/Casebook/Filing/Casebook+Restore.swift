import CanonicalJSON
import DisputeModel
import EventLog
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
    package static func restore(
        to path: String, settings: [String: String], isAsIs: Bool = false, lines: () throws -> String?,
        progress: (Int) -> Void = { _ in }
    ) throws -> Restored {
        var result = Restored()
        try EventStore.create(at: path, settings: settings) { store in
            var isDone = false
            // What the checks remember of one event serves those after it, through all the transactions.
            var restoring: Restoring?
            while !isDone {
                try store.write { db in
                    var current = restoring ?? Restoring(Log(db), isAsIs: isAsIs)
                    // One holder at a time, or its sets would be copied.
                    restoring = nil
                    for _ in 0..<10_000 {
                        guard let line = try lines() else {
                            isDone = true
                            break
                        }
                        result.events += 1
                        try current.take(line, &result)
                    }
                    restoring = current
                }
                progress(result.events)
            }
            if result.events == 0 { throw LogError.nothingToRestore }
            result.laterKinds = restoring?.audit.laterKinds ?? [:]
            restoring = nil
            let casebook = Casebook(store: store)
            _ = try Replay(casebook).run()
            try casebook.drawSearchIndex()
        }
        return result
    }
}

private struct Restoring {
    let log: Log
    let isAsIs: Bool
    var inspection: Inspection
    var audit: RecordingAudit

    init(_ log: Log, isAsIs: Bool) {
        self.log = log
        self.isAsIs = isAsIs
        let positions = PositionsByID(log)
        inspection = Inspection(log: log, positions)
        audit = RecordingAudit(log, positions)
    }

    mutating func take(_ line: String, _ result: inout Casebook.Restored) throws {
        var line = line
        let position = result.events
        let (event, problem) = try line.withUTF8 { text in
            let (event, findings) = try inspection.inspect(text, at: position)
            guard let event, findings.isEmpty else {
                let words = findings.first?.words ?? "its text is no event"
                throw LogError.discontinuous(position: position, reason: words)
            }
            return (event, try audit.problem(with: event, text, inspection.reader))
        }
        if let problem {
            guard isAsIs else { throw LogError.notRecordable(position: position, problem: problem) }
            result.remarkable += 1
            if result.remarks.count < Casebook.Restored.mostRemarks {
                result.remarks.append((position, problem))
            }
        }
        try log.append(event.entry(line), at: position)
        try audit.apply(event)
    }
}
