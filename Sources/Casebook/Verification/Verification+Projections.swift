import Answers
import DisputeModel
import EventLog
import Projections
import SQLite

extension Verification.DerivedCheck {
    /// Check 4, for the projections.
    mutating func checkProjections(_ db: Database, _ tally: Verification.Tally) throws {
        func find(_ words: String, dispute: String? = nil, position: Int? = nil) {
            findings.append(
                Verification.Finding(point: 4, position: position, dispute: dispute, words: words))
        }
        let head = try Log(db).head().position
        guard let mark = try Watermark(db, name: "live") else {
            if head > 0 { find("there are no projections") }
            return
        }
        if let release = Rules.ofReleases[mark.rules] {
            formerVersion = release.version
            return
        }
        let schema = ProjectionSchema(generation: mark.generation)
        guard try schema.isWhole(db) else {
            return find("a table of the projections is missing")
        }
        if mark.rules != Rules.fingerprint {
            find("they were made with other rules")
        }
        if mark.position != head { find("they are at #\(mark.position), and the log is at #\(head)") }
        let store = FamilyStore(db: db, schema: schema)
        var counted: [ProjectionTable: Int] = [:]
        var done = 0
        let passes = try ScannedLog.passes(over: db)
        for pass in 0..<passes {
            let log = try ScannedLog(db, through: .max, pass: pass, of: passes)
            let table = SymbolTable(log.symbols)
            // In the order of the projection rows.
            for family in log.families {
                let record = try FamilyRecord(log.events(of: family), table, text: Log(db).text)
                let fresh = FamilyRows(record, of: family.name)
                for difference in try FamilyComparison(store, fresh).differences {
                    for words in difference.words {
                        find(words, dispute: difference.dispute, position: difference.events.first)
                    }
                }
                for table in ProjectionTable.allCases where table != .run {
                    counted[table, default: 0] += fresh[table].count
                }
                done += fresh.count
                self.families += 1
                tally.set("projections", done, of: head)
            }
        }
        let ofLog = try Log(db).textsOfLog().map(\.position)
        for position in ofLog {
            let fresh = try Rebuild.row(ofLog: position, db)
            if fresh != nil { counted[.entry, default: 0] += 1 }
            if try store.row(of: .entry, position) != fresh {
                find("its row is not what its text says", position: position)
            }
        }
        for words in try Self.unexpected(store, counted) { find(words) }
    }

    /// Rows that belong to no dispute or event.
    private static func unexpected(_ store: FamilyStore, _ counted: [ProjectionTable: Int]) throws -> [String]
    {
        try ProjectionTable.allCases.compactMap { table in
            let name = store.schema[table]
            guard table != .run else {
                let found = try store.count(
                    "\(name) WHERE \(table.disputeColumnName) NOT IN (SELECT number FROM \(store.schema[.dispute]))"
                )
                return found == 0 ? nil : "\(name) has \(found) rows of disputes that do not exist"
            }
            let expected = counted[table] ?? 0
            let found = try store.count(name)
            return found == expected ? nil : "\(name) has \(found) rows, and should have \(expected)"
        }
    }
}

extension FamilyStore {
    fileprivate func count(_ rows: String) throws -> Int {
        try PreparedStatement(db, "SELECT count(*) FROM \(rows)").first { $0.number(0) } ?? 0
    }
}
