import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

extension Casebook {
    /// Makes a new log out of the texts of another, one a line; when it is done the new log holds the same bytes.
    ///
    /// What is checked is what every log must hold (`Inspection`), not section 1: a log of a later version may hold kinds
    /// that this copy has never heard of. The log appears only when it is whole.
    package static func restore(
        to path: String, settings: [String: String], lines: () throws -> String?,
        progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        var count = 0
        try EventStore.create(at: path, settings: settings) { store in
            let casebook = Casebook(store: store)
            var opened: Set<String> = []
            var isDone = false
            while !isDone {
                try casebook.write { db, projector in
                    let log = Log(db)
                    var inspection = Inspection(log: log, after: try log.head(), opened: opened)
                    for _ in 0..<10_000 {
                        guard let line = try lines() else {
                            isDone = true
                            break
                        }
                        count += 1
                        let entry: (Event, Log.Entry)
                        do {
                            entry = try inspection.entry(line, at: count)
                        } catch let finding as Inspection.Finding {
                            throw LogError.discontinuous(position: count, reason: finding.words)
                        }
                        try log.append(entry.1, at: count)
                        try projector.take(entry.0, at: count, db)
                    }
                    opened = inspection.opened
                }
                progress(count)
            }
            try casebook.drawSearchIndex()
        }
        return count
    }
}
