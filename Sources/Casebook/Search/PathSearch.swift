import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// Whether and how a party path, such as `AUT:MFA`, occurs in the log.
    package enum Sighting: Sendable, Equatable {
        case asWritten
        /// Only with different case or accents, as in this party.
        case otherwise(Party)
        case never
        /// Not found, but not all of the log was searched.
        case unknown
    }

    /// How each of these parties occurs in acts before a position. A party that is unnamed or has no path counts as
    /// `asWritten`.
    ///
    /// Uses the search index. Of the events not yet in it, only the last `fewEvents` are searched, so that the time
    /// does not grow with the log.
    package func sightings(of parties: [Party], before position: Int) throws -> [Sighting] {
        let codes = Set(parties.filter(\.isPath).map(\.code))
        guard !codes.isEmpty else { return parties.map { _ in .asWritten } }
        return try store.read { db in
            let search = try PathSearch(db, codes, before: position)
            return try parties.map { try $0.isPath ? search.sighting(of: $0) : .asWritten }
        }
    }
}

extension Party {
    /// Whether the party is something within a code, such as `AUT:MFA`, and not unnamed.
    package var isPath: Bool { !isUnnamed && path != nil }

    /// The reference without case and accents, for comparison.
    package var plainSpelling: String {
        reference.unicodeScalars.reduce(into: "") { spelling, scalar in
            switch scalar.value {
            // Combining accents.
            case 0x300...0x36F: break
            default: spelling += DisputeModel.plainSpelling(of: scalar)
            }
        }
    }
}

/// Searches the texts of a log's events for party paths.
private struct PathSearch {
    private let log: Log
    private let position: Int
    private let hasIndex: Bool
    /// Whether every event before the position is in the index or was searched for `last`.
    private let isWhole: Bool
    /// Paths in the events that are not in the index, by plain spelling.
    private var last: [String: [Party]] = [:]
    private let db: Database

    /// The maximum number of index hits that are read for one expression.
    private static let mostRows = 20

    init(_ db: Database, _ codes: Set<String>, before position: Int) throws {
        self.db = db
        log = Log(db)
        self.position = position
        var indexed = 0
        if case .sound(let index) = try SearchIndex.state(db) { indexed = index.position }
        hasIndex = indexed > 0
        let first = max(indexed + 1, position - Casebook.fewEvents)
        isWhole = first == indexed + 1
        let texts = try PreparedStatement(
            db, "SELECT text FROM event WHERE position >= ? AND position < ? AND instr(text, ?)")
        try texts.bind(first, at: 1)
        try texts.bind(position, at: 2)
        try texts.bind(text: codes.count == 1 ? codes.first.map { "\"\($0):" } : ":", at: 3)
        defer { texts.reset() }
        while try texts.step() {
            for party in Self.paths(in: texts.bytes(0)) where codes.contains(party.code) {
                let spelling = party.plainSpelling
                if last[spelling]?.contains(party) != true { last[spelling, default: []].append(party) }
            }
        }
    }

    func sighting(of party: Party) throws -> Casebook.Sighting {
        let spelling = party.plainSpelling
        var other: Party?
        /// Whether the path is written exactly as searched for.
        func isAsWritten(_ found: Party) -> Bool {
            if found == party { return true }
            if other == nil, found.plainSpelling == spelling { other = found }
            return false
        }
        if last[spelling]?.contains(where: isAsWritten) == true { return .asWritten }
        // An actor is a single token of the index. An addressee is found only by consecutive words.
        for expression in [
            SearchColumn.by.expression(is: party.reference),
            SearchColumn.name.expression(has: party.reference),
        ] {
            for row in try candidates(expression) where row / 2 < position {
                guard let text = try log.text(at: row / 2) else { continue }
                let isFound = text.utf8.withContiguousStorageIfAvailable { bytes in
                    Self.paths(in: bytes).contains(where: isAsWritten)
                }
                if isFound == true { return .asWritten }
            }
        }
        if let other { return .otherwise(other) }
        return isWhole ? .never : .unknown
    }

    private func candidates(_ expression: String) throws -> [Int] {
        guard hasIndex else { return [] }
        return try PreparedStatement(
            db,
            """
            SELECT rowid FROM \(SearchIndex.table) WHERE \(SearchIndex.table) MATCH ?
            ORDER BY rowid DESC LIMIT \(Self.mostRows)
            """, [.text(expression)]
        ).all { $0.number(0) }
    }

    /// The strings of a canonical text that are party paths. A path that contains a quotation mark is missed, since
    /// canonical text escapes it.
    private static func paths(in text: UnsafeBufferPointer<UInt8>) -> [Party] {
        let (quote, colon) = (UInt8(ascii: "\""), UInt8(ascii: ":"))
        var paths: [Party] = []
        var place = 0
        while let open = text[place...].firstIndex(of: quote) {
            place = open + 1
            let code = text[place...].prefix { $0 != colon && $0 != quote }
            guard (2...12).contains(code.count), code.endIndex < text.endIndex, text[code.endIndex] == colon,
                let close = text[code.endIndex...].firstIndex(of: quote),
                let party = Party(String(decoding: text[place..<close], as: UTF8.self)), party.isPath
            else { continue }
            paths.append(party)
            place = close
        }
        return paths
    }
}
