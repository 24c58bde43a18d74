import DisputeModel
import EventLog
import SQLite

/// The digests of many families' events, read in one pass along the log.
struct ScannedLog: Sendable {
    struct Family: Sendable {
        let name: String
        /// Of its first event.
        let first: Int
        fileprivate var groups: [Int?]
    }

    /// In the order of their first events.
    private(set) var families: [Family] = []
    private(set) var symbols: Symbols
    private var halves: [Half]

    /// Digests of so many events are held at once. Of a longer log some families are read after the others, in a pass of their own.
    static let capacity = 1_000_000

    static func passes(over db: Database) throws -> Int {
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
    init(_ db: Database, through last: Int, pass: Int, of passes: Int) throws {
        var all = Half()
        try all.scan(db, .min...last, pass, passes)
        all.sort()
        symbols = all.symbols
        all.symbols = Symbols()
        halves = [all]
        gather()
    }

    /// Reads each half of the log on a thread and a connection of its own.
    init(_ path: String, through last: Int, pass: Int = 0, of passes: Int = 1) throws {
        let middle = last / 2
        let other = Alongside { try Half(path, middle + 1...max(middle + 1, last), pass, passes) }
        let one = Result { try Half(path, 1...max(1, middle), pass, passes) }
        var later = try other.finished {}
        if last < middle + 1 { later = Half() }
        let earlier = middle < 1 ? Half() : try one.get()
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
    func events(of family: Family) -> [EventDigest] {
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

    init(_ path: String, _ positions: ClosedRange<Int>, _ pass: Int, _ passes: Int) throws {
        let store = try EventStore(at: path, .reading)
        try store.read { db in
            try db.keepFewPages()
            try scan(db, positions, pass, passes)
        }
        try store.close()
    }

    mutating func scan(
        _ db: Database, _ positions: ClosedRange<Int>, _ pass: Int, _ passes: Int
    ) throws {
        var scanner = EventScanner()
        var groupOfName: [String: Int] = [:]
        /// By the numbers of disputes; -1 where it has not been looked for, -2 where it is not of this pass.
        var groupOfDispute: [Int] = []
        func group(_ stream: String, _ half: inout Half) -> Int {
            guard stream != Event.logStream else { return -2 }
            let family = DisputeID.family(of: stream)
            if let known = groupOfName[family] { return known }
            let isOfPass = passes == 1 || Self.number(of: family) % UInt64(passes) == UInt64(pass)
            groupOfName[family] = isOfPass ? half.names.count : -2
            if isOfPass { half.names.append(family) }
            return isOfPass ? half.names.count - 1 : -2
        }
        let rows = try PreparedStatement(
            db, "SELECT position, stream, text FROM event WHERE position BETWEEN ? AND ? ORDER BY position",
            [.number(positions.lowerBound), .number(positions.upperBound)])
        while try rows.step() {
            let stream = rows.bytesBeforeNUL(1)
            if passes > 1, group(String(decoding: stream, as: UTF8.self), &self) < 0 { continue }
            let event = scanner.scan(rows.bytesBeforeNUL(2).span, at: rows.number(0))
            let dispute = Int(event.dispute)
            while groupOfDispute.count <= dispute { groupOfDispute.append(-1) }
            var own = groupOfDispute[dispute]
            if own == -1 || !scanner.symbols.isNamed(event.dispute, stream) {
                own = group(String(decoding: stream, as: UTF8.self), &self)
                if scanner.symbols.isNamed(event.dispute, stream) { groupOfDispute[dispute] = own }
            }
            guard own >= 0 else { continue }
            events.append(event)
            groups.append(UInt32(own))
        }
        symbols = scanner.symbols
    }

    /// The same in every process, so that each pass has the same families (FNV-1a).
    private static func number(of family: String) -> UInt64 {
        family.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 8
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
