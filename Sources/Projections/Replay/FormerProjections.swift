import DisputeModel
import EventLog
import SQLite

/// Projections that a released earlier version made. After an upgrade they are compared with the new ones by
/// what the views show, because a rule may have changed since. The rows are not trusted.
struct FormerProjections {
    private let db: Database
    private let schema: ProjectionSchema

    /// nil if the live projections are not those of an earlier release, or their tables and views are not
    /// exactly what that release created.
    init?(_ db: Database) throws {
        guard let mark = try Watermark(db, name: ProjectionSchema.live),
            let release = Rules.ofReleases[mark.rules]
        else { return nil }
        schema = ProjectionSchema(generation: mark.generation)
        var audit = try SchemaAudit(db)
        let digest = audit.digest(
            tables: schema.tables, views: ProjectionSchema.viewNames, generation: mark.generation)
        guard digest == release.tablesAndViews else { return nil }
        self.db = db
    }

    /// The columns that the views `disputes` and `obligations` show of a dispute's state and of what is owed,
    /// and the words for them.
    private static let columns:
        [(table: ProjectionTable, key: String, compared: [(column: String, words: String)])] = [
            (
                .dispute, "number",
                [
                    ("phase", "phase"), ("since", "since"), ("cause", "cause"), ("level", "temperature"),
                    ("peak", "peak"), ("assessed", "assessed"), ("last_act", "last act"),
                ]
            ),
            (
                .obligation, "opener",
                [
                    ("state", ""), ("owed_by", "owed by"), ("owed_to", "owed to"), ("due", "due"),
                    ("is_soft", "soft"),
                ]
            ),
        ]

    /// The disputes of a family for which the views showed something different.
    func differences(from fresh: FamilyRows) throws -> [FamilyComparison.Difference] {
        var found: [Int: (words: [String], events: Set<Int>)] = [:]
        for (table, key, compared) in Self.columns {
            let names = compared.map(\.column).joined(separator: ", ")
            let statement = try PreparedStatement(
                db, "SELECT \(names) FROM \(schema[table]) WHERE \(key) = ?")
            let places = compared.compactMap { table.columns.firstIndex(of: $0.column) }
            for row in fresh[table] {
                try statement.bind([row[0]])
                defer { statement.reset() }
                let stored = try statement.step() ? statement.cells : nil
                var words: [String] = []
                for (index, place) in places.enumerated()
                where stored.map({ $0[index] != row[place] }) ?? true {
                    let subject = compared[index].words
                    let prefix =
                        table == .obligation
                        ? "obligation #\(row[0].number)\(subject.isEmpty ? "" : ", \(subject)")" : subject
                    words.append(
                        "\(prefix): \(stored?[index].words ?? "absent"), should be \(row[place].words)")
                    if stored == nil { break }
                }
                guard !words.isEmpty else { continue }
                let dispute = row[table.disputeColumn].number
                found[dispute, default: ([], [])].words += words
                found[dispute, default: ([], [])].events.insert(row[0].number)
            }
        }
        return fresh[.dispute].compactMap { row in
            found[row[0].number].map {
                FamilyComparison.Difference(
                    dispute: row[1].words, words: $0.words, events: $0.events.sorted())
            }
        }
    }
}
