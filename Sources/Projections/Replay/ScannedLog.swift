import CLinux
import DisputeModel
import EventLog
import SQLite

/// The digests of many families' events, read in one pass along the log.
package struct ScannedLog: Sendable {
    package struct Family: Sendable {
        package let name: String
        /// Of its first event.
        let first: Int
        fileprivate var groups: [Int?]
    }

    /// In the order of their first events.
    package private(set) var families: [Family] = []
    package private(set) var symbols: Symbols
    private var halves: [Half]

    /// Digests of so many events are held at once, about 22 MB. Of a longer log some families are read after the others, in a pass
    /// of their own.
    static let capacity = 220_000

    package static func passes(over db: Database) throws -> Int {
        let last = try Log(db).head().position
        guard last > capacity else { return 1 }
        // Counted, as in a log that was tampered with the last event may have any number.
        let events = try PreparedStatement(db, "SELECT count(*) FROM event").first { $0.number(0) } ?? 0
        return max(1, (events + capacity - 1) / capacity)
    }

    /// Reads on this connection.
    ///
    /// - Parameters:
    ///   - last: events behind this one are left out.
    ///   - pass: which of so many parts of the families is read.
    package init(_ db: Database, through last: Int, pass: Int, of passes: Int) throws {
        // What was freed before this would count beside it.
        linux_return_freed_memory()
        var all = Half()
        try all.scan(db, after: 0, through: last, pass, passes)
        all.sort()
        symbols = all.symbols
        all.symbols = Symbols()
        halves = [all]
        gather()
    }

    /// Reads each half of the log on a thread and a connection of its own.
    init(_ path: String, through last: Int, pass: Int = 0, of passes: Int = 1) throws {
        // What was freed before this would count beside it.
        linux_return_freed_memory()
        let middle = last / 2
        let other = BackgroundTask { try Half(path, after: middle, through: last, pass, passes) }
        let one = Result { try Half(path, after: 0, through: middle, pass, passes) }
        var later = try other.finished {}
        let earlier = try one.get()
        symbols = earlier.symbols
        let renumbering = symbols.add(later.symbols)
        for index in later.events.indices { later.events[index].renumber(renumbering) }
        halves = [earlier, later]
        for index in halves.indices {
            halves[index].sort()
            halves[index].symbols = Symbols()
        }
        gather()
    }

    private mutating func gather() {
        var indexOfName: [String: Int] = [:]
        for (half, scanned) in halves.enumerated() {
            for (group, name) in scanned.names.enumerated() {
                guard let index = indexOfName[name] else {
                    indexOfName[name] = families.count
                    var groups = [Int?](repeating: nil, count: halves.count)
                    groups[half] = group
                    families.append(Family(name: name, first: scanned.first(of: group), groups: groups))
                    continue
                }
                families[index].groups[half] = group
            }
        }
        families.sort { $0.first < $1.first }
    }

    /// In log order.
    package func events(of family: Family) -> [EventDigest] {
        zip(halves, family.groups).flatMap { half, group in group.map { half.events(of: $0) } ?? [] }
    }

    func count(of family: Family) -> Int {
        zip(halves, family.groups).reduce(0) { $0 + ($1.1.map($1.0.count) ?? 0) }
    }
}

/// Some events that follow one another in the log, and to which family each belongs.
private struct Half: Sendable {
    var symbols = Symbols()
    var events: [EventDigest] = []
    /// By group.
    private(set) var names: [String] = []
    private var groups: [UInt32] = []
    /// Indices of events, group by group, each in log order; and where each group ends.
    private var order: [UInt32] = []
    private var ends: [Int] = []

    init() {}

    init(_ path: String, after first: Int, through last: Int, _ pass: Int, _ passes: Int) throws {
        let store = try EventStore(at: path, .reading)
        try store.read { db in
            try db.keepFewPages()
            try scan(db, after: first, through: last, pass, passes)
        }
        try store.close()
    }

    mutating func scan(
        _ db: Database, after first: Int, through last: Int, _ pass: Int, _ passes: Int
    ) throws {
        // What is not used of it takes no memory, and what is need not be copied as it grows.
        events.reserveCapacity(
            min(max(last.subtractingReportingOverflow(first).partialValue, 0), ScannedLog.capacity))
        groups.reserveCapacity(events.capacity)
        var scanner = EventScanner()
        var groupOfName: [String: Int] = [:]
        /// By the numbers of disputes; nil where it has not been looked for.
        var groupOfDispute: [Int?] = []
        let rows = try PreparedStatement(
            db,
            "SELECT position, stream, text FROM event WHERE position > ? AND position <= ? ORDER BY position",
            [.number(first), .number(last)])
        while try rows.step() {
            let stream = rows.bytesBeforeNUL(1)
            guard Self.isOfPass(stream, pass, passes) else { continue }
            let event = scanner.scan(rows.bytesBeforeNUL(2).span, at: rows.number(0))
            let dispute = Int(event.dispute)
            while groupOfDispute.count <= dispute { groupOfDispute.append(nil) }
            let isNamed = scanner.symbols.isNamed(event.dispute, stream)
            var group = isNamed ? groupOfDispute[dispute] : nil
            if group == nil {
                let name = DisputeID.family(of: String(decoding: stream, as: UTF8.self))
                group = groupOfName[name] ?? names.count
                if group == names.count {
                    groupOfName[name] = group
                    names.append(name)
                }
                if isNamed { groupOfDispute[dispute] = group }
            }
            events.append(event)
            groups.append(UInt32(group ?? 0))
        }
        symbols = scanner.symbols
    }

    /// Whether the family of a stream is read in this pass: by a number made of its name (FNV-1a), so that it is the same for
    /// whoever reads. What concerns the log itself is read in none.
    private static func isOfPass(_ stream: UnsafeBufferPointer<UInt8>, _ pass: Int, _ passes: Int) -> Bool {
        guard !stream.elementsEqual(Event.logStream.utf8) else { return false }
        guard passes > 1 else { return true }
        var number: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in stream {
            if byte == UInt8(ascii: "/") { break }
            number = (number ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return number >> 8 % UInt64(passes) == UInt64(pass)
    }

    /// Brings the indices of each group together, in time that grows with their number alone.
    mutating func sort() {
        ends = [Int](repeating: 0, count: names.count)
        for group in groups { ends[Int(group)] += 1 }
        var sum = 0
        for group in ends.indices {
            let count = ends[group]
            ends[group] = sum
            sum += count
        }
        order = [UInt32](repeating: 0, count: groups.count)
        for (index, group) in groups.enumerated() {
            order[ends[Int(group)]] = UInt32(index)
            ends[Int(group)] += 1
        }
        groups = []
    }

    private func range(of group: Int) -> Range<Int> { (group == 0 ? 0 : ends[group - 1])..<ends[group] }

    func count(of group: Int) -> Int { range(of: group).count }
    func first(of group: Int) -> Int { events[Int(order[range(of: group).lowerBound])].position }
    func events(of group: Int) -> [EventDigest] { order[range(of: group)].map { events[Int($0)] } }
}
