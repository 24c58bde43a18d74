import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

extension Casebook {
    /// Makes a new log out of the texts of another, one a line; when it is done the new log holds the same bytes.
    ///
    /// What is checked is what every log must hold (`Inspection`), not section 1: a log of a later version may hold kinds
    /// that this copy has never heard of. The log appears only when it is whole, so its projections are drawn at the end,
    /// dispute by dispute, and not event by event.
    package static func restore(
        to path: String, settings: [String: String], lines: () throws -> String?,
        progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var count = 0
        try EventStore.create(at: path, settings: settings) { store in
            var inspection: Inspection?
            var isDone = false
            while !isDone {
                try store.write { db in
                    let log = Log(db)
                    for _ in 0..<10_000 {
                        guard let line = try lines() else {
                            isDone = true
                            break
                        }
                        count += 1
                        let event = try Self.inspect(line, at: count, &inspection, log)
                        try log.append(event.entry(line), at: count)
                    }
                }
                progress(count)
            }
            // What it remembers of the ids is not wanted any more.
            inspection = nil
            let casebook = Casebook(store: store)
            _ = try Replay(casebook).run()
            try casebook.drawSearchIndex()
        }
        return count
    }

    private static func inspect(
        _ line: String, at position: Int, _ inspection: inout Inspection?, _ log: Log
    ) throws -> LoggedEvent {
        var line = line
        var current = inspection ?? Inspection(log: log, Whereabouts(log))
        // One holder at a time, or its sets would be copied for every event.
        inspection = nil
        let (event, findings) = try line.withUTF8 { try current.inspect($0, at: position) }
        inspection = current
        guard let event, findings.isEmpty else {
            let words = findings.first?.words ?? "its text is no event"
            throw LogError.discontinuous(position: position, reason: words)
        }
        return event
    }
}
