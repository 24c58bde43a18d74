import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// Recomputes everything from the events' texts and reports all that is not as it should be: points 1, 2, 4, 5 and 6 of
/// `chancery verify`.
package struct Verification {
    package struct Finding: Sendable, Equatable {
        /// 1 texts, 2 columns and indexes, 4 projections, 5 snapshots, 6 SQLite's own check.
        package let point: Int
        package let position: Int?
        package let dispute: String?
        package let words: String
    }

    package struct Report: Sendable {
        package var findings: [Finding] = []
        package var events = 0
        package var families = 0
        package var snapshots = 0
        /// The root of the tree over all events, from their texts.
        package var root: TreeHash.Digest = TreeHash.empty
    }

    private let casebook: Casebook
    private let progress: (_ what: String, _ done: Int, _ of: Int) -> Void

    package init(_ casebook: Casebook, progress: @escaping (String, Int, Int) -> Void = { _, _, _ in }) {
        self.casebook = casebook
        self.progress = progress
    }

    package func run() throws -> Report {
        var report = Report()
        try casebook.store.read { db in
            let labels = try Snapshots(db).labels()
            let roots = try checkEvents(db, rootsAt: Set(labels.map(\.position)), &report)
            try checkProjections(db, &report)
            try checkSnapshots(db, labels, roots, &report)
        }
        for words in try casebook.store.integrityFindings() {
            report.findings.append(Finding(point: 6, position: nil, dispute: nil, words: "SQLite: \(words)"))
        }
        return report
    }

    // MARK: Points 1 and 2

    private func checkEvents(
        _ db: Database, rootsAt sizes: Set<Int>, _ report: inout Report
    ) throws -> [Int: TreeHash.Digest] {
        let log = Log(db)
        let audit = LogAudit(db)
        let total = try log.head().position
        var inspection = Inspection(log: log, after: .empty)
        var range = CompactRange()
        var tileBuilder = TileBuilder()
        var tiles = try audit.tiles()
        var roots: [Int: TreeHash.Digest] = [:]
        var findings: [Finding] = []
        var last = 0
        try audit.forEachRow { row in
            func find(_ point: Int, _ words: String) {
                findings.append(
                    Finding(point: point, position: row.position, dispute: row.stream, words: words))
            }
            if row.position != last &+ 1 {
                find(1, "it follows #\(last): there is a gap in the numbers")
            }
            last = row.position
            let leaf = TreeHash.leaf(row.text)
            if row.hasMore { find(1, "one of its texts goes on behind the character NUL") }
            if leaf != row.hash { find(1, "its leaf hash is not that of its text") }
            do {
                let (_, entry) = try inspection.entry(row.text, at: row.position)
                if entry.id != row.id { find(2, "the column id is not what its text says") }
                if entry.stream != row.stream { find(2, "the column stream is not what its text says") }
                if entry.recordedAt != row.recordedAt {
                    find(2, "the column recorded_at is not what its text says")
                }
                if entry.key != row.key { find(2, "the column key is not what its text says") }
            } catch let finding as Inspection.Finding {
                find(1, finding.words)
            }
            range.append(leaf)
            tileBuilder.append(leaf)
            for tile in tileBuilder.completed {
                if tiles[tile.level]?.removeValue(forKey: tile.number) != tile.hash {
                    find(2, "the tree's tile \(tile.level)/\(tile.number) is not the root of its leaves")
                }
            }
            report.events += 1
            if sizes.contains(report.events) { roots[report.events] = range.root }
            if report.events % 10_000 == 0 { progress("events", report.events, total) }
        }
        for (level, numbers) in tiles {
            for number in numbers.keys.sorted() {
                findings.append(
                    Finding(
                        point: 2, position: nil, dispute: nil,
                        words: "the tree has a tile \(level)/\(number) that its events do not give"))
            }
        }
        findings += try audit.schemaFindings().map {
            Finding(point: 2, position: nil, dispute: nil, words: $0)
        }
        report.findings += findings
        report.root = range.root
        return roots
    }

    // MARK: Point 4

    private func checkProjections(_ db: Database, _ report: inout Report) throws {
        func find(_ words: String, dispute: String? = nil, position: Int? = nil) {
            report.findings.append(Finding(point: 4, position: position, dispute: dispute, words: words))
        }
        let head = try Log(db).head().position
        guard let mark = try Watermark(db, name: "live") else {
            if head > 0 { find("there are no projections; `chancery replay` draws them") }
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
        for (family, positions) in families.sorted(by: { $0.key < $1.key }) {
            let source = FamilySource(db, schema, casebook.faults)
            let record = try source.record(of: family, positions: positions, usingSnapshots: false)
            let fresh = FamilyRows(record)
            for difference in try FamilyComparison(store, family, fresh: fresh).differences {
                for words in difference.words {
                    find(words, dispute: difference.dispute, position: difference.events.first)
                }
            }
            counted.add(fresh)
            done += positions.count
            report.families += 1
            progress("projections", done, head)
        }
        for position in ofLog where try !store.hasRow(ofLog: position) {
            find("its row is not what its text says", position: position)
        }
        for words in try counted.findings(store) + schema.findings(db) { find(words) }
    }

    // MARK: Point 5

    private func checkSnapshots(
        _ db: Database, _ labels: [Snapshots.Label], _ roots: [Int: TreeHash.Digest], _ report: inout Report
    ) throws {
        report.snapshots = labels.count
        let families = labels.isEmpty ? [:] : try Rebuild.families(db).families
        for (index, label) in labels.enumerated() {
            if let words = try fault(label, families[label.subject] ?? [], roots[label.position], db) {
                report.findings.append(
                    Finding(
                        point: 5, position: label.position, dispute: label.subject,
                        words: "the snapshot taken at it: \(words)"))
            }
            progress("snapshots", index + 1, labels.count)
        }
    }

    private func fault(
        _ label: Snapshots.Label, _ positions: [Int], _ root: TreeHash.Digest?, _ db: Database
    ) throws -> String? {
        do {
            let bytes = try Snapshots(db).bytes(label, rules: Rules.fingerprint)
            guard try Snapshots(db).root(label) == root else { return "it was taken of another log" }
            let source = FamilySource(db, ProjectionSchema(generation: 0), casebook.faults)
            let record = try source.record(
                of: label.subject, positions: positions.filter { $0 <= label.position }, usingSnapshots: false
            )
            return FamilySnapshot(record).bytes == bytes ? nil : "it is not what a fold of the log gives"
        } catch let fault as Snapshots.Fault {
            return fault.words
        }
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
            let found = try Int.fetchOne(store.db, sql: "SELECT count(*) FROM \(table)") ?? 0
            return found == expected ? nil : "\(table) has \(found) rows, and should have \(expected)"
        }
    }
}
