import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// `by:`, `to:` and the log's own party in a search; and the form in which typed names are looked for and kept.
@Suite(.endsInTime) struct SearchPartyTests {
    private func desk(_ options: String...) throws -> Desk {
        let desk = try Desk()
        desk.run(["init", "--name", "test"] + options)
        desk.run("open", "d", "--title", "T", "--side", "AUT", "--side", "BEL")
        desk.run(
            "record", "statement", "d", "--by", "AUT:MFA", "--to", "BEL", "--on", "2021-11-01", "first note")
        desk.run(
            "record", "statement", "d", "--by", "BEL", "--to", "AUT:MFA", "--on", "2021-11-02", "second note")
        desk.run("record", "statement", "d", "--by", "BEL", "--to", "AUT", "--on", "2021-11-03", "third note")
        return desk
    }

    private func found(_ desk: Desk, _ words: String...) throws -> [Int] {
        let said = desk.run(["search", "--format", "json"] + words)
        #expect(said.code == 0, "\(said)")
        return try (JSON.parse(said.out).array ?? []).compactMap { $0.object?["position"]?.integer }
    }

    @Test(arguments: [
        ("by:us", [2]), ("by:ours", [2]), ("by:We", [2]), ("to:us", [3]), ("to:ours", [3]),
        ("note by:us", [2]),
        ("to:us note", [3]), ("first to:us", []), ("by:BEL to:us", [3]), ("by:BEL NOT by:us", [4, 3]),
        ("by:us OR second", [3, 2]), ("to:AUT", [4, 3]), ("to:Belgium", [2]), ("to:\"AUT:MFA\"", [3]),
        ("\"to:us\"", []),
    ])
    func `us and ours are whose log it is`(words: String, positions: [Int]) throws {
        #expect(try found(desk("--self", "AUT:MFA"), words) == positions)
    }

    @Test func `who was told is asked by an option too`() throws {
        let desk = try desk("--self", "AUT:MFA")
        #expect(try found(desk, "--to", "us") == [3] && found(desk, "--to", "Austria", "third") == [4])
        #expect(desk.run("search", "to:us", "--to", "BEL").code == 64)
    }

    @Test func `what was corrected is found by whom it tells now, and by whom it told`() throws {
        let desk = try desk()
        desk.run("correct", "2", "--set", "addressees=NLD")
        #expect(try found(desk, "to:NLD") == [2] && found(desk, "to:BEL") == [2])
    }

    @Test(arguments: ["by:us", "by:we", "to:us", "note to:ours", "note OR by:us"])
    func `in a log that does not say whose it is they are refused with that reason`(words: String) throws {
        let said = try desk().run("search", words)
        #expect(said.code == 65, "\(said)")
        #expect(said.err.contains("This log does not say whose it is, so \""), "\(said)")
    }

    @Test(arguments: ["to:us OR note", "note NOT to:us", "(note to:us)"])
    func `to goes with words that are all asked for`(words: String) throws {
        let said = try desk("--self", "AUT").run("search", words)
        #expect(
            said.code == 64 && said.err.contains("to: does not go with OR, NOT and parentheses"), "\(said)")
    }

    // MARK: NFC

    private let apart = "AUT:E\u{301}lyse\u{301}e"
    private let composed = Array("AUT:\u{C9}lys\u{E9}e".utf8)

    @Test func `whatever way a party comes in, it is in NFC`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test", "--self", apart)
        desk.run("open", "d", "--title", "T", "--side", "A=\(apart)", "--side", "BEL")
        desk.run("record", "statement", "d", "--by", apart, "--to", apart, "--reported-party", apart)
        let json = #"{"kind":"statement","dispute":"d","actors":["\#(apart)"],"addressees":["\#(apart)"]}"#
        desk.run("record", "--json", try desk.write(json, to: "draft.json"))
        desk.run("import", try desk.write(json + "\n", to: "lines.jsonl"))
        desk.run("correct", "2", "--set", "actors=\(apart)")
        desk.run("parties", "add", "ACME", "Socie\u{301}te\u{301}")
        let table = try desk.write("who,what\n\(apart),a\n", to: "t.csv")
        let mapping = try desk.write(
            """
            codes: {who: {a: "\(apart)"}}
            values: {actor: "{who}"}
            dispute: {id: d}
            event: {kind: statement, actors: ["{actor}"], addressees: ["{what | code who}", "{who | party}"]}
            """, to: "m.yaml")
        #expect(desk.run("import", table, "--mapping", mapping).code == 0)
        // What is the same is the same again, also where it is compared with the list.
        #expect(desk.run("import", table, "--mapping", mapping, "--sync").out.contains("Recorded 0 events"))
        let texts = desk.run("export", "--format", "jsonl").out
        #expect(!texts.unicodeScalars.contains("\u{301}"))
        #expect(texts.split(separator: "\n").filter { $0.contains("lys") }.count == 6, "\(texts)")
        #expect(Array(desk.run("settings", "self").out.utf8).contains(composed))
        #expect(try found(desk, "by:\(apart)").count == 4)
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: part) }
    }
}
