import EventLog
import Glibc
import LogStoreSuite
import Synchronization

/// What a store in memory can do wrong.
enum Fault: CaseIterable {
    case hasAnEventFromTheStart, keepsToItself, mendsTexts, cutsLongTexts, repeatsAtBatches, givesTooMany,
        takesStaleHeads, saysAnOldHead, takesIDsTwice, takesKeysTwice, takesEarlierTimes, keepsHalfABatch,
        hasNoTurns

    /// In every store that is made meanwhile.
    @TaskLocal static var planted: Fault?
}

/// A log in memory, which each who opens it sees.
final class SoundPlace: LogStorePlace {
    private let log: MemoryLog

    init() throws {
        log = MemoryLog(Fault.planted)
    }

    func open() throws -> MemoryStore {
        MemoryStore(log.fault == .keepsToItself ? MemoryLog(log.fault) : log)
    }
}

final class MemoryLog: Sendable {
    let fault: Fault?
    private let entries: Mutex<[Log.Entry]>

    init(_ fault: Fault?) {
        self.fault = fault
        entries = Mutex(fault == .hasAnEventFromTheStart ? [.numbered(0)] : [])
    }

    func withEntries<Result>(_ body: (inout [Log.Entry]) throws -> Result) rethrows -> Result {
        guard fault == .hasNoTurns else {
            return try entries.withLock { entries in try body(&entries) }
        }
        // Each works on what it has seen, and whoever is last is right.
        var seen = entries.withLock { $0 }
        let before = seen.count
        let result = try body(&seen)
        if seen.count > before {
            usleep(200)
            entries.withLock { [seen] in $0 = seen }
        }
        return result
    }
}

struct MemoryStore: LogStore {
    private let log: MemoryLog
    private var fault: Fault? { log.fault }

    init(_ log: MemoryLog) { self.log = log }

    func head() throws -> LogHead { log.withEntries { Self.head(of: $0) } }

    private static func head(of entries: [Log.Entry]) -> LogHead {
        entries.last.map { LogHead(position: entries.count, recordedAt: $0.recordedAt) } ?? .empty
    }

    func texts(after position: Int, limit: Int) throws -> [String] {
        log.withEntries { entries in
            guard position < entries.count else { return [] }
            let start = fault == .repeatsAtBatches && position > 0 ? position - 1 : position
            let count = fault == .givesTooMany && limit < .max ? limit + 1 : limit
            return entries[start...].prefix(count).map { entry in
                switch fault {
                // As by way of a normal form, or a column that is too short.
                case .mendsTexts: entry.text == "{\"s\":\"e\u{301}\"}" ? "{\"s\":\"\u{E9}\"}" : entry.text
                case .cutsLongTexts: String(entry.text.prefix(65_000))
                default: entry.text
                }
            }
        }
    }

    func append(_ added: [Log.Entry], after position: Int) throws -> LogHead {
        try log.withEntries { kept in
            let before = Self.head(of: kept)
            if before.position != position, fault != .takesStaleHeads {
                throw LogError.headMoved(to: fault == .saysAnOldHead ? .empty : before)
            }
            var entries = kept
            for entry in added {
                if let other = entries.firstIndex(where: { isSame($0, entry) }) {
                    if fault == .keepsHalfABatch { kept = entries }
                    throw LogError.alreadyThere(position: other + 1)
                }
                let head = Self.head(of: entries)
                guard entry.recordedAt >= head.recordedAt || fault == .takesEarlierTimes else {
                    throw LogError.tooEarly(after: head)
                }
                entries.append(entry)
            }
            kept = entries
            return Self.head(of: entries)
        }
    }

    private func isSame(_ one: Log.Entry, _ other: Log.Entry) -> Bool {
        if one.id == other.id, fault != .takesIDsTwice { return true }
        guard let key = one.key, fault != .takesKeysTwice else { return false }
        return key == other.key
    }
}
