import EventLog
import SQLite

/// The tables of one generation of the projections. Everything in them is derived from the log, and can be
/// dropped and rebuilt.
///
/// A rebuild fills the tables of a new generation beside the live one and then swaps. So the names of the
/// tables contain the generation's number, and the views for people select from the live generation.
package struct ProjectionSchema: Sendable {
    /// The number of the generation.
    package let generation: Int

    package init(generation: Int) {
        self.generation = generation
    }

    /// The name of a table in this generation.
    package subscript(table: ProjectionTable) -> String { "\(table.name)_\(generation)" }

    /// The names of all tables of this generation.
    package var tables: [String] { ProjectionTable.allCases.map { self[$0] } }

    /// The SQL of the table that lists the generations: which one is live, which one is being built, and how
    /// far each has come. The search index has a row in it, too.
    package static let generationList = """
        CREATE TABLE IF NOT EXISTS projection (
            name       TEXT PRIMARY KEY,  -- 'live' or 'building'
            generation INTEGER NOT NULL,
            position   INTEGER NOT NULL,  -- of the last event taken in
            rules      TEXT NOT NULL      -- fingerprint of the rules that they were drawn with
        ) STRICT, WITHOUT ROWID;
        """

    /// The SQL that creates the tables of this generation.
    package var sql: String {
        ProjectionTable.allCases.map { $0.creation(as: self[$0]) }.joined(separator: "\n")
    }

    /// The SQL of the views for people who use the sqlite3 shell or Datasette.
    package var views: String {
        let id =
            "lower(hex(substr(event.id,1,4))||'-'||hex(substr(event.id,5,2))||'-'||hex(substr(event.id,7,2))"
            + "||'-'||hex(substr(event.id,9,2))||'-'||hex(substr(event.id,11,6)))"
        let (retracted, corrected) = (EntryFlag.retracted.rawValue, EntryFlag.corrected.rawValue)
        return """
            CREATE VIEW events AS SELECT
                event.position, \(id) AS id, text ->> '$.dispute' AS dispute, text ->> '$.kind' AS kind,
                text ->> '$.occurred' AS occurred,
                text ->> '$.recordedAt' AS recorded_at, text ->> '$.recordedBy' AS recorded_by,
                text ->> '$.actors' AS actors, text ->> '$.addressees' AS addressees,
                text ->> '$.summary' AS summary, coalesce(text ->> '$.standing', 'asserted') AS standing,
                \(countedMarking) AS marking,
                coalesce(entry.flags, 0) & \(retracted) AS retracted, coalesce(entry.flags, 0) & \(corrected) > 0 AS corrected, text
            FROM event LEFT JOIN \(self[.entry]) AS entry ON entry.position = event.position;
            CREATE VIEW disputes AS SELECT
                id, title, phase, since, cause, assessed, level AS temperature, peak, last_act, beginning
            FROM \(self[.dispute]);
            CREATE VIEW obligations AS SELECT
                opener AS event, dispute.id AS dispute, kind, owed_by, owed_to, obligation.state AS state, due,
                is_soft AS soft
            FROM \(self[.obligation]) AS obligation JOIN \(self[.dispute]) AS dispute ON dispute.number = obligation.dispute;
            -- Up to which event the views above are drawn, and which event is the last. Each transaction brings the views
            -- up to date, so the two are the same.
            CREATE VIEW log_state AS SELECT
                log_name, last_event, last_recorded_at, drawn_up_to, drawn_up_to = last_event AS is_current
            FROM (SELECT
                (SELECT value FROM setting WHERE name = 'name') AS log_name,
                coalesce((SELECT max(position) FROM event), 0) AS last_event,
                (SELECT text ->> '$.recordedAt' FROM event ORDER BY position DESC LIMIT 1) AS last_recorded_at,
                position AS drawn_up_to
                FROM projection WHERE name = '\(Self.live)');
            """
    }

    /// An SQL expression for the marking of an event that counts now: the highest of its own, those of the
    /// openings of its dispute and parent disputes, and those of the events that it is about, each as changed
    /// by record events that count. An unknown marking ranks above all others.
    private var countedMarking: String {
        """
        (WITH RECURSIVE above(position, stream) AS (
                VALUES (event.position, event.stream)
                UNION SELECT entry.target, about.stream FROM above
                    JOIN \(self[.entry]) AS entry ON entry.position = above.position
                    JOIN event AS about ON about.position = entry.target
                UNION SELECT opened.number, opened.id FROM above
                    JOIN \(self[.dispute]) AS opened ON opened.id = above.stream
                        OR substr(above.stream, 1, length(opened.id) + 1) = opened.id || '/'),
            own(marking) AS (
                SELECT coalesce(
                    (SELECT coalesce(change.text ->> '$.details.fields.marking',
                            change.text ->> '$.details.marking', 'public')
                        FROM \(self[.entry]) AS remark JOIN event AS change ON change.position = remark.position
                        WHERE remark.target = above.position AND remark.\(EntryFlag.isRetracted) = 0
                            AND (change.text ->> '$.kind' = 'marking-changed'
                                OR change.text ->> '$.kind' = 'correction'
                                    AND json_type(change.text, '$.details.fields.marking') IS NOT NULL)
                        ORDER BY remark.first DESC, remark.position DESC LIMIT 1),
                    subject.text ->> '$.marking', 'public')
                FROM above JOIN event AS subject ON subject.position = above.position)
            SELECT marking FROM own ORDER BY CASE marking WHEN 'public' THEN 4 WHEN 'restricted' THEN 3
                WHEN 'confidential' THEN 2 WHEN 'secret' THEN 1 ELSE 0 END LIMIT 1)
        """
    }

    /// Names of rows in `projection`.
    package static let live = "live"
    /// The name of the row of the generation that is being built.
    package static let building = "building"

    /// The names of the views.
    package static let viewNames = ["events", "disputes", "obligations", "log_state"]

    /// Creates the empty tables of this generation.
    func create(_ db: Database) throws { try db.execute(sql) }

    func drop(_ db: Database) throws {
        for table in tables { try db.dropTableOrView(table) }
    }

    /// Creates the views over this generation, and marks it as the live one.
    func makeLive(_ db: Database, position: Int, rules: String) throws {
        try db.execute(Self.generationList)
        for view in Self.viewNames { try db.dropTableOrView(view) }
        try db.execute(views)
        try Watermark(name: "live", generation: generation, position: position, rules: rules).store(db)
    }

    /// A number that no generation has.
    static func nextGeneration(_ db: Database) throws -> Int { (try generations(db).max() ?? 0) + 1 }

    /// Drops the tables of generations that are not listed in `projection`.
    static func dropUnlisted(_ db: Database) throws {
        let listed = Set(
            try Watermark.all(db).filter { [live, building].contains($0.name) }.map(\.generation))
        for generation in try generations(db) where !listed.contains(generation) {
            try ProjectionSchema(generation: generation).drop(db)
        }
    }

    /// The numbers of all generations of which at least one table exists.
    private static func generations(_ db: Database) throws -> Set<Int> {
        // Any object of that name counts: a view would prevent the creation of a table, and SQLite treats
        // `ENTRY_2` and `entry_2` as the same name.
        let names = try PreparedStatement(db, "SELECT lower(CAST(name AS TEXT)) FROM sqlite_schema")
            .all { $0.textBeforeNUL(0) }
        // One table is enough, because a generation may have been dropped in part.
        return Set(
            names.compactMap { name in
                Int(name.drop { !$0.isNumber }).flatMap {
                    $0 < 1 << 50 && ProjectionSchema(generation: $0).tables.contains(name) ? $0 : nil
                }
            })
    }

    /// Whether every table exists with its columns.
    package func isWhole(_ db: Database) throws -> Bool {
        try ProjectionTable.allCases.allSatisfy { table in
            try db.columnsNow(of: self[table]) == table.storedColumns
        }
    }

    /// Whether the tables are exactly what this program creates, without further indexes or triggers.
    func isAsMade(_ db: Database) throws -> Bool {
        var audit = try SchemaAudit(db)
        audit.keep(tables: tables)
        return try audit.findings(sql).isEmpty && audit.unexpected.isEmpty
    }
}
