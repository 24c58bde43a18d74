import DisputeModel
import EventLog
import Platform
import SQLite
import SystemPackage

/// The digests of the events of many families, read in one pass over the log.
package struct ScannedLog: Sendable {
    /// A family and where its events are.
    package struct Family: Sendable {
        /// The family's name.
        package let name: String
        /// The position of the family's first event.
        let first: Int
        fileprivate var groups: [Int?]
    }

    /// In the order of their first events.
    package private(set) var families: [Family] = []
    /// The symbols that the digests refer to.
    package private(set) var symbols: Symbols
    private var halves: [ScannedPart]

    /// The maximum number of digests in memory, about 22 MB. A longer log is read in several passes, each for
    /// a part of the families.
    static let capacity = 220_000

    /// How many passes a log needs.
    package static func passes(over db: Database) throws -> Int {
        let last = try Log(db).head().position
        guard last > capacity else { return 1 }
        // The rows are counted, because in a log that was tampered with the last position may be any number.
        let events = try PreparedStatement(db, "SELECT count(*) FROM event").first { $0.number(0) } ?? 0
        return max(1, (events + capacity - 1) / capacity)
    }

    /// Reads on this connection.
    ///
    /// - Parameters:
    ///   - db: the connection; the caller opens the transaction.
    ///   - last: the position of the last event that is read.
    ///   - pass: which part of the families is read, from 0.
    ///   - passes: how many parts there are.
    package init(_ db: Database, through last: Int, pass: Int, of passes: Int) throws {
        // Returns freed memory to the system, so that it does not add to the memory used here.
        CurrentProcess.returnFreedMemory()
        var all = ScannedPart()
        try all.scan(db, after: 0, through: last, pass, passes)
        all.sort()
        symbols = all.symbols
        all.symbols = Symbols()
        halves = [all]
        gather()
    }

    /// Reads each half of the log on its own thread and connection.
    init(_ path: FilePath, through last: Int, pass: Int = 0, of passes: Int = 1) throws {
        // Returns freed memory to the system, so that it does not add to the memory used here.
        CurrentProcess.returnFreedMemory()
        let middle = last / 2
        let other = BackgroundTask { try ScannedPart(path, after: middle, through: last, pass, passes) }
        let one = Result { try ScannedPart(path, after: 0, through: middle, pass, passes) }
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

    /// The digests of a family's events, in log order.
    package func events(of family: Family) -> [EventDigest] {
        zip(halves, family.groups).flatMap { half, group in group.map { half.events(of: $0) } ?? [] }
    }

    func count(of family: Family) -> Int {
        zip(halves, family.groups).reduce(0) { $0 + ($1.1.map($1.0.count) ?? 0) }
    }
}

/// The digests of a contiguous part of the log, grouped by family.
private struct ScannedPart: Sendable {
    var symbols = Symbols()
    var events: [EventDigest] = []
    /// The families' names, by group.
    private(set) var names: [String] = []
    private var groups: [UInt32] = []
    /// The indices of the events, group by group, each in log order. `ends` says where each group ends.
    private var order: [UInt32] = []
    private var ends: [Int] = []

    init() {}

    init(_ path: FilePath, after first: Int, through last: Int, _ pass: Int, _ passes: Int) throws {
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
        // Unused capacity takes no physical memory, and the array is not copied as it grows.
        events.reserveCapacity(
            min(max(last.subtractingReportingOverflow(first).partialValue, 0), ScannedLog.capacity))
        groups.reserveCapacity(events.capacity)
        var scanner = EventScanner()
        var groupOfName: [String: Int] = [:]
        /// The group of each dispute, by the dispute's symbol; nil if it is not known yet.
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

    /// Whether the family of a stream is read in this pass. It is chosen by a hash of its name (FNV-1a),
    /// which is the same on every thread. Events that concern the log itself are read in no pass.
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

    /// Groups the indices with a counting sort, in linear time.
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
