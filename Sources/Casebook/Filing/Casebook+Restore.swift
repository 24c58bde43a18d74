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
    /// Lines are read, scanned and hashed on a second thread, ahead of the checks that ask the log.
    ///
    /// - Parameter lines: is called on that thread alone.
    package static func restore(
        to path: String, settings: [String: String], isAsIs: Bool = false,
        lines: @escaping () throws -> String?, progress: (Int) -> Void = { _ in }
    ) throws -> Restored {
        var result = Restored()
        try EventStore.create(at: path, settings: settings) { store in
            let ahead = LinesAhead(lines)
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
                            try current.take(line, &result)
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
            _ = try Replay(casebook).run()
            try casebook.drawSearchIndex()
        }
        return result
    }
}

/// The lines of a file, read by a second thread as far ahead as there is room.
private struct LinesAhead {
    struct Line: Sendable {
        let text: String
        let read: ReadText
    }

    private let conveyor = Conveyor<[Line]>(room: 24)
    private let reading: Alongside<Void>

    /// Bytes of text that make one unit of room, and lines that are handed over at once: one at first and then twice as many each
    /// time, so that what is wrong with the beginning of a file is said while the rest of it is still to come.
    private static let (unit, batch) = (1 << 15, 128)

    init(_ lines: @escaping () throws -> String?) {
        nonisolated(unsafe) let lines = lines
        reading = Alongside { [conveyor] in
            defer { conveyor.end() }
            var reader = TextReader()
            var (position, batch, bytes, count) = (0, [Line](), 0, 1)
            do {
                while var text = try lines() {
                    position += 1
                    let read = text.withUTF8 { reader.read($0, at: position) }
                    batch.append(Line(text: text, read: read))
                    bytes += text.utf8.count
                    guard batch.count == count || bytes >= Self.unit else { continue }
                    guard conveyor.give(batch, size: bytes / Self.unit) else { return }
                    (batch, bytes, count) = ([], 0, min(2 * count, Self.batch))
                }
            } catch {
                // What came before it is dealt with first.
                _ = conveyor.give(batch)
                throw error
            }
            _ = conveyor.give(batch)
        }
    }

    /// nil after the last. Throws what reading them did.
    func next() throws -> [Line]? {
        if let batch = conveyor.take() { return batch }
        try reading.finished {}
        return nil
    }

    /// Not waited for: who reads may be waiting for a pipe.
    func stop() { conveyor.stop() }
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

    mutating func take(_ line: LinesAhead.Line, _ result: inout Casebook.Restored) throws {
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
