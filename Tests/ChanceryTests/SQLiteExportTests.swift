import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// For people with the sqlite3 shell or Datasette: the views of a log, and the tables of `export --format sqlite`. Both say
/// what the questions answer.
@Suite(
    .endsInTime,
    .enabled(if: SQLiteShell.isInstalled, "The sqlite3 shell is not installed (Debian: sqlite3)."))
struct SQLiteExportTests {
    private static let ledgers: [String] = ["seed", "everything", "talks"]

    private func desk(_ name: String) throws -> Desk {
        switch name {
        case "seed": try Desk(seeded: true)
        case "everything": try Desk(Ledger.ofEverything)
        default: try Desk(Ledger.ofTalks)
        }
    }

    /// The shell shows a text to its first NUL.
    private static func seen(_ json: JSON) -> JSON {
        guard let text = json.string else { return json }
        return .string(String(text.unicodeScalars.prefix { $0 != "\0" }))
    }

    private func exported(_ desk: Desk, to name: String = "out.db", _ more: String...) throws -> SQLiteShell {
        let file = "\(desk.folder)/\(name)"
        let said = desk.run(["export", "--format", "sqlite", file] + more)
        try #require(said.code == 0, "\(said.err)")
        return SQLiteShell(file: file, desk: desk)
    }

    private func answer(_ desk: Desk, _ words: String...) throws -> [JSONObject] {
        let said = desk.run(words + ["--format", "json"])
        try #require(said.code == 0, "\(said.err)")
        if let list = try? JSON.parse(said.out).array { return list.compactMap(\.object) }
        return try said.lines.map { try #require(JSON.parse($0).object) }
    }

    @Test(arguments: ledgers) func `the views of a log and the tables of its export say what status says`(
        name: String
    ) throws {
        let desk = try desk(name)
        let positions = Dictionary(
            uniqueKeysWithValues: try answer(desk, "log").compactMap { line in
                line["event"]?.object?["id"]?.string.map { ($0, line["position"] ?? .null) }
            })
        let statuses = try answer(desk, "status", "--as-of", "9999-12-31")
        #expect(!statuses.isEmpty)
        for shell in [SQLiteShell(file: desk.log, desk: desk), try exported(desk)] {
            let rows = try shell.rows("SELECT * FROM disputes ORDER BY id")
            #expect(rows.map { $0["id"] } == statuses.map { $0["dispute"] })
            for (row, status) in zip(rows, statuses) {
                for (column, key) in [
                    ("title", "title"), ("phase", "phase"), ("since", "phaseSince"),
                    ("assessed", "assessedPhase"),
                    ("last_act", "lastAct"),
                ] { #expect(row[column] == status[key].map(Self.seen), "\(column) of \(row)") }
                let temperature = status["temperature"]?.object
                #expect(row["temperature"] == temperature?["level"] && row["peak"] == temperature?["peak"])
                #expect(row["cause"] == status["phaseCause"]?.string.flatMap { positions[$0] })
                #expect(row["beginning"] == status["history"]?.array?.first?.object?["on"])
            }
            let owed = statuses.flatMap { status in
                (status["obligations"]?.array ?? []).compactMap(\.object).map { (status["dispute"], $0) }
            }
            let obligations = try shell.rows(
                "SELECT o.* FROM obligations o JOIN events e ON e.position = o.event ORDER BY o.dispute, o.event"
            )
            #expect(obligations.count == owed.count)
            for (dispute, obligation) in owed {
                let event = obligation["event"]?.string.flatMap { positions[$0] }
                let row = try #require(obligations.first { $0["event"] == event })
                #expect(row["dispute"] == dispute && row["kind"] == obligation["kind"])
                #expect(row["state"] == obligation["state"])
                for (column, key) in [("owed_by", "owedBy"), ("owed_to", "owedTo")] {
                    #expect(row[column]?.string == obligation[key]?.canonical)
                }
                let due = obligation["due"]?.object
                #expect(row["due"] == due?["on"] ?? due?["about"] ?? .null)
                #expect(row["soft"] == .integer(due?["about"] == nil ? 0 : 1))
            }
            let open = "state IN ('open', 'acknowledged', 'partial', 'answered')"
            #expect(
                try shell.rows("SELECT event FROM obligations WHERE \(open)").count
                    == answer(desk, "due", "--as-of", "9999-12-31").count)
        }
    }

    @Test(arguments: ledgers) func `the events are those of the log, to the byte`(name: String) throws {
        let desk = try desk(name)
        let (lines, texts) = (try answer(desk, "log"), desk.run("export").lines)
        for shell in [SQLiteShell(file: desk.log, desk: desk), try exported(desk)] {
            let rows = try shell.rows("SELECT * FROM events ORDER BY position")
            #expect(rows.map { $0["text"]?.string } == texts)
            #expect(rows.map { $0["position"] } == lines.map { $0["position"] })
            for (row, line) in zip(rows, lines) {
                let event = try #require(line["event"]?.object)
                for (column, key) in [
                    ("id", "id"), ("kind", "kind"), ("occurred", "occurred"), ("recorded_at", "recordedAt"),
                ] where row["corrected"] == 0 || shell.file == desk.log {
                    #expect(row[column] == event[key] ?? .null, "\(column) of \(row)")
                }
            }
        }
        // What is known now is that of the table of events, where something has been said about an event since.
        let table = try desk.table("csv")
        let shell = try exported(desk, to: "again.db")
        for cells in table.dropFirst() {
            let known = Dictionary(uniqueKeysWithValues: zip(table[0], cells))
            let row = try #require(
                try shell.rows("SELECT * FROM events WHERE position = \(known["position"] ?? "")").first)
            #expect(row["place"]?.string == known["place"] && row["marking"]?.string == known["marking"])
            #expect(row["retracted"] == .integer(known["retracted"] == "true" ? 1 : 0))
            #expect(row["corrected"] == .integer(known["corrected"] == "true" ? 1 : 0))
            let event = try JSON.parse(row["known"]?.string ?? row["text"]?.string ?? "").object
            #expect(event?["summary"].map(Self.seen) ?? .null == row["summary"])
            #expect(event?["occurred"]?.string ?? "" == known["occurred"])
        }
    }

    @Test(arguments: ledgers) func `each step has the phase and the temperature that the timeline gives it`(
        name: String
    ) throws {
        let desk = try desk(name)
        let shell = try exported(desk)
        for dispute in try shell.texts("SELECT id FROM disputes", "id") {
            let rows = try shell.rows(
                "SELECT * FROM events WHERE dispute = '\(dispute)' AND step IS NOT NULL ORDER BY step")
            #expect(rows.map { $0["step"] } == rows.indices.map { .integer($0 + 1) })
            let items =
                try answer(desk, "timeline", dispute, "--as-of", "9999-12-31")[0]["events"]?.array ?? []
            let changed = Dictionary(
                uniqueKeysWithValues: items.compactMap(\.object).map { ($0["position"]?.canonical, $0) })
            var (phase, temperature): (JSON?, JSON?) = ("latent", 0)
            for row in rows {
                let item = try #require(changed[row["position"]?.canonical])
                phase = item["phaseAfter"] ?? phase
                temperature = item["temperatureAfter"] ?? temperature
                #expect(row["phase_after"] == phase && row["temperature_after"] == temperature)
                #expect(row["place"] == item["place"])
            }
            let history = try answer(desk, "status", dispute)[0]["history"]?.array?.compactMap(\.object) ?? []
            let changes = try shell.rows(
                """
                SELECT c.day, c.phase, e.id FROM phase_changes c JOIN events e ON e.position = c.event
                WHERE c.dispute = '\(dispute)' ORDER BY c.number
                """)
            #expect(changes.map { $0["day"] } == history.map { $0["on"] })
            #expect(changes.map { $0["phase"] } == history.map { $0["phase"] })
            #expect(changes.map { $0["id"] } == history.map { $0["cause"] })
        }
    }

    @Test(arguments: ledgers) func `every reference leads somewhere, and every column says what it is`(
        name: String
    ) throws {
        let shell = try exported(try desk(name))
        #expect(try shell.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(try shell.texts("PRAGMA integrity_check", "integrity_check") == ["ok"])
        let tables = try shell.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        #expect(tables.count == 18)
        for table in tables {
            let sql = try #require(table["sql"]?.string)
            #expect(sql.hasSuffix("STRICT") || sql.hasSuffix("STRICT, WITHOUT ROWID"))
            #expect(!sql.contains("BLOB"))
            let columns = sql.split(separator: "\n").filter { $0.hasPrefix("    ") }
                .filter { line in
                    !["PRIMARY", "FOREIGN"].contains {
                        line.trimmingPrefix(while: \.isWhitespace).hasPrefix($0)
                    }
                }
            for line in columns { #expect(line.contains(" -- "), "\(line)") }
        }
        #expect(
            try shell.rows("SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')").isEmpty)
    }

    @Test func `what ended an obligation, what is in force, and what acts name can be asked for`() throws {
        let shell = try exported(try Desk(Ledger.ofTalks))
        let ended = try shell.rows(
            """
            SELECT o.state, asked.summary AS asked, answer.summary AS answer FROM obligations o
            JOIN events asked ON asked.position = o.event LEFT JOIN events answer ON answer.position = o.state_cause
            ORDER BY o.event
            """)
        #expect(
            ended.map {
                "\($0["asked"]?.string ?? ""): \($0["state"]?.string ?? ""), \($0["answer"]?.string ?? "")"
            }
                == ["Will you?: accepted, We will.", "And this?: open, "])
        let measures = try shell.rows(
            """
            SELECT m.level, taken.summary AS taken, lifted.summary AS lifted FROM measures m
            JOIN events taken ON taken.position = m.event LEFT JOIN events lifted ON lifted.position = m.ended_by
            ORDER BY m.event
            """)
        #expect(measures.map { $0["taken"] } == ["Assets.", "Visas."])
        #expect(measures.map { $0["lifted"] ?? .null } == ["Assets again.", .null])
        #expect(try shell.texts("SELECT day FROM kept_dates", "day") == ["2021-11-30"])
        #expect(
            try shell.texts("SELECT tag FROM event_tags ORDER BY event, number", "tag") == ["one", "two"])
        #expect(try shell.texts("SELECT citation FROM event_sources", "citation") == ["Gazette"])
        #expect(
            try shell.texts(
                "SELECT p.name FROM event_parties e JOIN parties p USING (party) WHERE role = 'actor' LIMIT 1",
                "name")
                == ["Austria"])
        #expect(
            try shell.texts("SELECT name FROM dispute_sides ORDER BY side", "name") == ["One", "Other"])
    }

    @Test func `both say of which log they are, and up to which event they speak`() throws {
        let desk = try Desk(seeded: true)
        let name = try JSON.parse(desk.run("settings", "--format", "json").out).object?["name"]
        for shell in [SQLiteShell(file: desk.log, desk: desk), try exported(desk)] {
            let row = try #require(try shell.rows("SELECT * FROM log_state").first)
            #expect(row["log_name"] == name && row["last_event"] == 54 && row["drawn_up_to"] == 54)
            #expect(row["is_current"] == 1)
            #expect(row["last_recorded_at"]?.string?.hasSuffix("Z") == true)
        }
        // Somebody puts the projections back by hand: who looks sees that they are behind.
        try desk.tamper("UPDATE projection SET position = 50")
        let row = try #require(
            try SQLiteShell(file: desk.log, desk: desk).rows("SELECT * FROM log_state").first)
        #expect(row["last_event"] == 54 && row["drawn_up_to"] == 50 && row["is_current"] == 0)
    }

    @Test(arguments: ledgers)
    func `without the projections, or with those of other rules, the file is the same`(
        name: String
    ) throws {
        let desk = try desk(name)
        _ = try exported(desk, to: "first.db")
        try desk.tamper("UPDATE projection SET rules = 'others'")
        _ = try exported(desk, to: "second.db")
        try desk.tamper("DELETE FROM projection")
        _ = try exported(desk, to: "third.db")
        let first = try #require(desk.bytes("first.db"))
        #expect(desk.bytes("second.db") == first && desk.bytes("third.db") == first)
    }

    @Test func `disputes that are named are there with their parts, and nothing else is`() throws {
        let desk = try Desk(seeded: true)
        let shell = try exported(desk, to: "part.db", "blr-eu-migration")
        #expect(
            try shell.texts("SELECT DISTINCT dispute FROM events ORDER BY 1", "dispute")
                == ["blr-eu-migration", "blr-eu-migration/vienna-conference"])
        #expect(
            try shell.texts("SELECT id FROM disputes WHERE parent IS NOT NULL", "id")
                == ["blr-eu-migration/vienna-conference"])
        #expect(
            try shell.texts("SELECT disputes FROM log_state", "disputes") == [#"["blr-eu-migration"]"#])
        #expect(try shell.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(
            try shell.rows("SELECT * FROM events").count
                == desk.run("export", "blr-eu-migration").lines.count)
    }

    @Test func `a file is made whole or not at all, and nothing is written over`() throws {
        let desk = try Desk(seeded: true)
        try desk.write("mine", to: "mine.db")
        let file = "\(desk.folder)/mine.db"
        let over = desk.run("export", "--format", "sqlite", file)
        #expect(over.code == 73 && over.out == "" && desk.read("mine.db") == "mine")
        #expect(
            over.err == """
                chancery: There is already a file at \(file).
                Name another; an existing file is never overwritten.

                """)
        #expect(desk.run("export", "--format", "sqlite", "\(desk.folder)/none/x.db").code == 73)
        #expect(desk.run("export", "--format", "sqlite", desk.log).code == 73)
        let unknown = desk.run("export", "--format", "sqlite", "\(desk.folder)/x.db", "no-such-dispute")
        #expect(unknown.code == 66 && desk.read("x.db") == nil)
        try desk.tamper("UPDATE event SET text = '{' WHERE position = 20")
        _ = desk.run("export", "--format", "sqlite", "\(desk.folder)/x.db")
        #expect(desk.names.filter { $0.contains(".new-") } == [])
    }

    @Test(arguments: [[], ["-"], ["rus-un-donation"]])
    func `where no new file is named two sentences say so`(words: [String]) throws {
        let desk = try Desk(seeded: true)
        let said = desk.run(["export", "--format", "sqlite"] + words)
        #expect(said.code == 64 && said.out == "")
        #expect(said.err.split(separator: "\n").count == 2, "\(said.err)")
    }
}

extension Ledger {
    /// What is asked and answered, taken and lifted, with a date to keep, tags and a source.
    fileprivate static var ofTalks: Ledger {
        var ledger = Ledger()
        ledger.open()
        let asked = ledger.act("Will you?", kind: "request-for-explanation")
        let parties: [(String, JSON)] = [("actors", ["BLR"]), ("addressees", ["AUT"])]
        ledger.act("We will.", kind: "acceptance", parties + [("inResponseTo", [.string(asked)])])
        ledger.act("And this?", kind: "request-for-explanation", [("due", ["about": "2021-11-10"])])
        let assets = ledger.act("Assets.", kind: "sanction")
        ledger.act("Visas.", kind: "sanction", [("tags", ["one", "two"])])
        ledger.act(
            "Assets again.", kind: "sanction-relief",
            [("inResponseTo", [.string(assets)]), ("sources", [["citation": "Gazette"]])])
        ledger.act("We shall meet.", kind: "meeting", [("due", ["on": "2021-11-30"])])
        return ledger
    }
}
