import EventLog
import SQLite

extension Verification.Drawn {
    /// Point 4.
    mutating func checkProjections(_ db: Database, _ tally: Verification.Tally) throws {
        func find(_ words: String, dispute: String? = nil, position: Int? = nil) {
            findings.append(
                Verification.Finding(point: 4, position: position, dispute: dispute, words: words))
        }
        let head = try Log(db).head().position
        guard let mark = try Watermark(db, name: "live") else {
            if head > 0 { find("there are no projections; `chancery replay` draws them") }
            return
        }
        if let release = Rules.ofReleases[mark.rules] {
            formerVersion = release.version
            return
        }
        let schema = ProjectionSchema(generation: mark.generation)
        guard try schema.isWhole(db) else {
            return find("a table of the projections is missing; `chancery replay` draws it")
        }
        if mark.rules != Rules.fingerprint {
            find("they were drawn with other rules; `chancery replay` draws them anew")
        }
        if mark.position != head { find("they stand at #\(mark.position), and the log at #\(head)") }
        let store = FamilyStore(db: db, schema: schema)
        let (families, ofLog) = try Rebuild.families(db)
        var counted = FamilyCounts(entries: ofLog.count)
        var done = 0
        let source = FamilySource(db, schema, SnapshotFaults())
        // In the order in which their rows lie.
        for (family, positions) in families.sorted(by: { $0.value[0] < $1.value[0] }) {
            let record = try source.record(of: family, positions: positions, usingSnapshots: false)
            let fresh = FamilyRows(record, of: family)
            for difference in try FamilyComparison(store, fresh).differences {
                for words in difference.words {
                    find(words, dispute: difference.dispute, position: difference.events.first)
                }
            }
            counted.add(fresh)
            done += positions.count
            self.families += 1
            tally.set("projections", done, of: head)
        }
        for position in ofLog where try !store.hasRow(ofLog: position) {
            find("its row is not what its text says", position: position)
        }
        for words in try counted.findings(store) { find(words) }
    }
}

/// How many rows there should be, for rows that belong to nobody.
private struct FamilyCounts {
    var entries = 0
    var disputes = 0
    var obligations = 0
    var keptDates = 0

    init(entries: Int) { self.entries = entries }

    mutating func add(_ rows: FamilyRows) {
        entries += rows.entries.count
        disputes += rows.disputes.count
        obligations += rows.obligations.count
        keptDates += rows.keptDates.count
    }

    func findings(_ store: FamilyStore) throws -> [String] {
        let schema = store.schema
        return try [
            (schema.entry, entries), (schema.dispute, disputes), (schema.obligation, obligations),
            (schema.keptDate, keptDates),
        ].compactMap { table, expected in
            let found =
                try PreparedStatement(store.db, "SELECT count(*) FROM \(table)").first { $0.number(0) } ?? 0
            return found == expected ? nil : "\(table) has \(found) rows, and should have \(expected)"
        }
    }
}
