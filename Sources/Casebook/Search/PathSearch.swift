import DisputeModel
import EventLog
import Projections
import SQLite

extension Casebook {
    /// Whether a path of a party, such as `AUT:MFA`, was in the log already.
    package enum Sighting: Sendable, Equatable {
        case asWritten
        /// With other capitals or accents only.
        case otherwise(Party)
        case never
        /// Not found, where not all of the log was looked through.
        case unknown
    }

    /// Of each of these parties, before the event at a position. Somebody who is unnamed, and a code alone, are as written.
    ///
    /// Parties of acts are meant; the index of words finds them, and of the events that it has not taken in the last are
    /// looked through: so it takes no longer in a long log.
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
    /// It lies within something that has a code.
    package var isPath: Bool { !isUnnamed && path != nil }

    /// The form in which two are the same that differ by capitals or accents alone.
    package var plainSpelling: String {
        reference.unicodeScalars.reduce(into: "") { spelling, scalar in
            switch scalar.value {
            // Accents that are written by themselves.
            case 0x300...0x36F: break
            default: spelling += DisputeModel.plainSpelling(of: scalar)
            }
        }
    }
}

/// Looks for paths of parties in the texts of a log's events.
private struct PathSearch {
    private let log: Log
    private let position: Int
    private let hasIndex: Bool
    /// Every event is in the index or among `last`.
    private let isWhole: Bool
    /// Paths of the events that are not in the index, by their plain spelling.
    private var last: [String: [Party]] = [:]
    private let db: Database

    /// So many rows in which a path may stand are looked at.
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
        /// Whether it is written so there.
        func isAsWritten(_ found: Party) -> Bool {
            if found == party { return true }
            if other == nil, found.plainSpelling == spelling { other = found }
            return false
        }
        if last[spelling]?.contains(where: isAsWritten) == true { return .asWritten }
        // In which it acts is found by one word of the index; in which it is addressed, by several that stand together.
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

    /// What stands in a canonical text between quotation marks and is a path: no path holds a quotation mark that is not
    /// written otherwise there, so none is missed but those.
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
