import Answers
import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

/// Looking for words: the index gives what going through all texts gives, whatever has become of it.
@Suite(.endsInTime) struct SearchTests {
    // MARK: Against a plain scan

    /// A question, and whether words of an event (small letters, as a set) answer it.
    private static let questions: [(String, @Sendable (Set<String>) -> Bool)] = [
        ("nyet", { $0.contains("nyet") }), ("NYET", { $0.contains("nyet") }),
        ("erklarung", { $0.contains("erklarung") }), ("Erklärung nothing", { $0.contains("erklarung") }),
        ("daily", { $0.contains("daily") }), ("nyet daily", { $0.isSuperset(of: ["nyet", "daily"]) }),
        ("erklarung daily", { $0.isSuperset(of: ["erklarung", "daily"]) }),
        ("nyet OR daily", { $0.contains("nyet") || $0.contains("daily") }),
        ("daily NOT erklarung", { $0.contains("daily") && !$0.contains("erklarung") }),
        (
            "(nyet OR daily) NOT rus",
            { (set: Set<String>) in
                (set.contains("nyet") || set.contains("daily")) && !set.contains("rus")
            }
        ), ("rus", { $0.contains("rus") }), ("twice", { $0.contains("twice") }), ("zebra", { _ in false }),
    ]

    @Test(arguments: 1...5)
    func `the index finds what a plain scan of every event, as it ever read, finds`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 70)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let (wordings, known) = try Self.wordings(of: log.texts())
        for step in ["looked through", "half indexed", "indexed"] {
            if step == "half indexed" { try Self.index(log, through: 41) }
            if step == "indexed" { try log.casebook.updateSearchIndex(unlessFewerThan: 1, batch: 7) }
            for (words, holds) in Self.questions {
                let expected = wordings.filter { $0.value.contains(where: holds) }.keys.sorted()
                let answer = try log.casebook.search(SearchQuestion(words))
                let comment: Comment = "seed \(seed), \(words), \(step)"
                #expect(answer.hits.map(\.mention.position) == expected.reversed(), comment)
                for hit in answer.hits {
                    let isEarlier = known[hit.mention.position].map(holds) != true
                    #expect(hit.isEarlier == isEarlier, "#\(hit.mention.position), \(comment)")
                }
                #expect(!answer.isIndexDamaged && answer.others == 0, comment)
            }
        }
        #expect(try Verification(log.casebook, comparingSearch: true).run().findings == [])
    }

    /// The words of every event as it read at any time, and as it reads now: by folding the log up to each of its events.
    private static func wordings(
        of texts: [String]
    ) throws -> (ever: [Int: Set<Set<String>>], now: [Int: Set<String>]) {
        let logged = texts.enumerated().map { FamilyRecord.Logged(position: $0 + 1, text: $1) }
        var ever: [Int: Set<Set<String>>] = [:]
        var now: [Int: Set<String>] = [:]
        for (_, family) in Dictionary(
            grouping: logged, by: { DisputeID.family(of: Event(text: $0.text)?.dispute ?? "") })
        {
            for count in 1...family.count {
                let known = family.prefix(count)
                let table = SymbolTable()
                let record = FamilyRecord(
                    try known.map {
                        table.symbols.digest(try #require(Event(text: $0.text)), at: $0.position)
                    }, table
                ) { texts[$0 - 1] }
                for one in known {
                    let words = plainWords(try #require(record.asKnown(one)))
                    ever[one.position, default: []].insert(words)
                    now[one.position] = words
                }
            }
        }
        return (ever, now)
    }

    private static func plainWords(_ event: Event) -> Set<String> {
        let fields = event.fields
        var texts = [event.summary, event.quote]
        texts += (fields["sources"]?.array ?? []).map { $0.object?["citation"]?.string }
        texts += ["speaker", "reportedBy"].map { fields[$0]?.object?["name"]?.string }
        texts += (event.actors + event.addressees).map(\.reference)
        texts += (event.details["sides"]?.array ?? []).map { $0.object?["name"]?.string }
        texts += ["title", "reason", "name"].map { event.details[$0]?.string }
        let words = texts.compactMap { $0 }.joined(separator: " ").lowercased().replacing("ä", with: "a")
        return Set(words.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    /// Has the index come to a position and no further.
    static func index(_ log: TemporaryLog, through last: Int) throws {
        try log.casebook.store.write { db in
            var index = try SearchIndex.toCarryOn(db)
            var scanner = SearchScanner()
            let batch = try SearchBatch(
                ReadTransaction(db, SnapshotFaults()), after: index.position, upTo: last, scanner: &scanner)
            #expect(try batch.map { try index.add($0) } == true)
            try index.storeMark()
        }
    }

    // MARK: Corrections and retractions

    private static func filed(_ drafts: JSON...) throws -> TemporaryLog {
        try filed(drafts)
    }

    private static func filed(_ drafts: [JSON]) throws -> TemporaryLog {
        let log = try TemporaryLog(restoring: [opening])
        _ = try log.casebook.file(
            try drafts.map { try #require($0.object) }, by: "desk",
            at: try #require(Instant("2021-11-20T12:00:00.000Z")))
        return log
    }

    private static let opening =
        #"{"details":{"sides":[{"members":["RUS"],"name":"A"},{"members":["UN"],"name":"B"}],"title":"Gift"},"#
        + #""dispute":"d","id":"017d0000-0000-7000-8000-000000000001","kind":"dispute-opened","#
        + #""recordedAt":"2021-11-10T12:00:00.000Z","recordedBy":"desk"}"#

    private static func act(_ summary: String, _ more: (String, JSON)...) -> JSON {
        .object(
            JSONObject(
                [
                    ("dispute", "d"), ("kind", "note"), ("actors", ["RUS"]), ("occurred", "2021-11-19"),
                    ("summary", .string(summary)),
                ] + more))
    }

    private static func recordEvent(_ kind: JSON, _ target: JSON, _ details: JSON) -> JSON {
        ["dispute": "d", "kind": kind, "target": target, "details": details]
    }

    private func found(_ words: String, in log: TemporaryLog) throws -> [String] {
        try log.casebook.search(SearchQuestion(words)).hits.map { hit in
            let text = hit.snippet.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
            return "#\(hit.mention.position) \(hit.key)\(hit.isEarlier ? ", before" : "")"
                + "\(hit.mention.isRetracted ? ", retracted" : ""): \(text)"
        }
    }

    @Test(arguments: ["\"\u{301}e", "e\"\u{301}", "\"\u{301} nyet \u{0}", "\"\"\u{301}\""])
    func `a quotation mark with an accent is no end of a phrase`(words: String) throws {
        // Whatever is made of it, FTS5 takes it.
        guard let expression = try? SearchQuery.expression(words) else { return }
        _ = try SearchMatcher(expression)
    }

    @Test func `what was corrected is found by the words of now, and by those of before, as such`() throws {
        let log = try Self.filed(
            Self.act("An answer will follow", ("quote", ["text": "Received"])),
            Self.recordEvent("correction", "#2", ["fields": ["summary": "An answer within a week"]]))
        for isIndexed in [false, true] {
            if isIndexed { try log.casebook.updateSearchIndex(unlessFewerThan: 1) }
            #expect(try found("follow", in: log) == ["#2 summary, before: An answer will [follow]"])
            #expect(try found("week", in: log) == ["#2 summary: An answer within a [week]"])
            // Words of the correction beside words that it left alone.
            #expect(try found("week received", in: log) == ["#2 summary: An answer within a [week]"])
            #expect(try found("week follow", in: log) == [])
        }
    }

    @Test func `when a correction is retracted the words of before are those of now`() throws {
        let log = try Self.filed(
            Self.act("An answer will follow"),
            Self.recordEvent("correction", "#2", ["fields": ["summary": "An answer within a week"]]),
            Self.recordEvent("retraction", "#3", ["reason": "Nobody said so"]))
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        #expect(try found("follow", in: log) == ["#2 summary: An answer will [follow]"])
        #expect(try found("week", in: log) == ["#2 summary, before: An answer within a [week]"])
        #expect(try found("nobody", in: log) == ["#4 reason: [Nobody] said so"])
    }

    @Test func `what was retracted is found, and shown as such`() throws {
        let log = try Self.filed(
            Self.act("An answer will follow"), Self.recordEvent("retraction", "#2", ["reason": "Filed twice"])
        )
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        #expect(try found("follow", in: log) == ["#2 summary, retracted: An answer will [follow]"])
    }

    // MARK: Words of people

    @Test(arguments: [
        ("O'Brien", "[O’Brien] spoke"), ("obrien", nil), ("lodz", "Talks in [Łódź]"),
        ("ŁÓDŹ", "Talks in [Łódź]"),
        ("strasse", "In the [Straße]"), ("外交", "中国[外交]部"), ("外国", nil), ("демарш", "[Демарш] посла"),
        ("note-verbale", "A [note verbale] came"), ("\"verbale came\"", "A note [verbale came]"),
        ("“verbale came”", "A note [verbale came]"), ("verb*", "A note [verbale] came"),
        ("\"note verb\"*", "A [note verbale] came"), ("came note", "A [note] verbale [came]"),
        ("NEAR(note came, 1)", "A [note] verbale [came]"), ("NEAR(note came, 0)", nil),
        ("2021-11-10", "On [2021-11-10], #17"), ("#17", "On 2021-11-10, #[17]"), ("and", nil),
        ("summary:came", "A note verbale [came]"), ("quote:came", nil),
        ("quote:(came OR note)", nil), ("source:tass", "TASS"), ("nul", "A [nul]"),
    ])
    func `words that people type are found as they mean them`(words: String, expected: String?) throws {
        let texts = [
            "O’Brien spoke", "Talks in Łódź", "In the Straße", "中国外交部", "Демарш посла",
            "A note verbale came", "On 2021-11-10, #17", "A\u{1}nul",
        ]
        var drafts = texts.map { Self.act($0) }
        drafts.append(Self.act("Said", ("sources", [["citation": "TASS"]])))
        let log = try Self.filed(drafts)
        let hits = try found(words, in: log)
        #expect(hits.count == (expected == nil ? 0 : 1), "\(hits)")
        if let expected, expected != "TASS" {
            #expect(hits.first?.replacing("\u{1}", with: " ").hasSuffix(": " + expected) == true, "\(hits)")
        }
        try log.casebook.updateSearchIndex(unlessFewerThan: 1)
        #expect(try found(words, in: log) == hits)
    }

    @Test(arguments: [
        ("", SearchError.nothingToLookFor), ("&&", .nothingToLookFor), ("\"\"", .nothingToLookFor),
        ("gift AND", .nothingAfter("AND")), ("OR gift", .nothingBefore("OR")),
        ("NOT gift", .nothingBefore("NOT")),
        ("& NOT gift", .nothingBefore("NOT")), ("gift AND OR coal", .nothingAfter("AND")),
        ("(gift", .openParenthesis), ("gift)", .strayParenthesis), ("\"gift", .openQuote),
        ("summary:", .nothingAfter("summary:")), ("NEAR(gift, coal)", .nearNeedsNumber),
        ("NEAR(gift coal", .openParenthesis), (String(repeating: "(", count: 5000), .tooLong),
        (String(repeating: "gift ", count: 500), .tooLong),
    ])
    func `what cannot be looked for is refused with a sentence`(words: String, error: SearchError) throws {
        let log = try TemporaryLog(restoring: [Self.opening])
        #expect(throws: error) { try log.casebook.search(SearchQuestion(words)) }
        #expect(!error.problem.isEmpty)
    }
}
