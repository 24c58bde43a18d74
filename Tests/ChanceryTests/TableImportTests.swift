import Testing
import TimeLimits

@testable import chancery

/// What the command says; what it does is in InterchangeTests.
@Suite(.endsInTime) struct TableImportTests {
    private static let mapping = """
        dispute:
          id: fish
          title: Fish
          sides: [{name: Iceland, members: [ISL]}, {name: Britain, members: [GBR]}]
        event: {key: "{no}", kind: "{kind}", actors: ["{who | party}"], summary: "{words}"}
        """

    private static let table =
        "no,kind,who,words\n1,demand,Iceland,Go\n2,rfusal,UK,No\n3,refusal,UK,No\n4,x\u{1B}[2J,UK,\n"

    private func desk() throws -> (desk: Desk, table: String, mapping: String) {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        return (
            desk, try desk.write(Self.table, to: "fish.csv"), try desk.write(Self.mapping, to: "fish.yaml")
        )
    }

    @Test func `an import says what was filed and what was wrong, and exits 65 where something was`() throws {
        let (desk, table, mapping) = try desk()
        let said = desk.run("import", table, "--mapping", mapping)
        #expect(
            said.lines == [
                "Recorded 2 events in 1 new dispute from 4 rows.", "2 rows could not be imported:",
                "  1: There is no kind \"rfusal\". (line 3)", "  1: There is no kind \"x␛[2J\". (line 5)",
            ])
        #expect(said.code == 65 && said.err == "")
        try desk.write("no,kind,who,words\n1,demand,Iceland,Go\n5,reply,UK,Yes\n", to: "fish.csv")
        let again = desk.run("import", table, "--format", "csv", "--mapping", mapping)
        #expect(again.lines == ["Recorded 1 event from 2 rows.", "1 event had been recorded before."])
        #expect(again.code == 0)
    }

    @Test func `the answer in JSON`() throws {
        let (desk, table, mapping) = try desk()
        let said = desk.run("import", table, "--mapping", mapping, "--json", "--strict")
        #expect(
            said.out
                == #"{"bad":2,"disputes":1,"empty":0,"events":2,"isFiled":false,"known":0,"leftOut":0,"milliseconds":0,"mismatches":[],"notes":[],"parties":{"alikePaths":[],"lateActs":[],"newPaths":[]},"reasons":[{"lines":[3],"problem":"There is no kind \"rfusal\".","rows":1},{"lines":[5],"problem":"There is no kind \"x\u001b[2J\".","rows":1}],"repeated":0,"rows":4}"#
                + "\n")
        #expect(said.code == 65)
        #expect(desk.run("export").out == "")
        let trial = desk.run("import", table, "--mapping", mapping, "--dry-run")
        #expect(
            trial.lines.first
                == "2 events in 1 new dispute would be recorded from 4 rows. Nothing was recorded.")
    }

    @Test func `acts get the log's own marking where the mapping says none`() throws {
        let desk = try Desk()
        desk.run("init", "--name", "test", "--marking", "restricted")
        desk.run(
            "import", try desk.write(Self.table, to: "fish.csv"), "--mapping",
            try desk.write(Self.mapping, to: "fish.yaml"))
        let lines = desk.run("export").lines
        #expect(lines.map { $0.contains("\"marking\":\"restricted\"") } == [false, true, true])
    }

    @Test func `what cannot be done is said in two sentences`() throws {
        let (desk, table, mapping) = try desk()
        func says(_ words: [String], _ code: Int32, _ sentence: String) {
            let said = desk.run(["import"] + words)
            #expect(said.code == code && said.err.contains(sentence), "\(said.code) \(said.err)")
        }
        says([table, "--format", "csv"], 64, "A table needs a mapping")
        says([table], 65, "a table needs a mapping: --mapping FILE.")
        says([table, "--mapping", mapping, "--format", "jsonl"], 64, "--mapping does nothing with jsonl.")
        says([table, "--mapping", mapping, "--batch", "0"], 64, "--batch must be 1 or more.")
        says([table, "--mapping", mapping, "--table", "x"], 64, "\"x\" is not a NAME=FILE.")
        says([table, "--mapping", mapping, "--table", "x=y"], 65, "It has no table \"x\"")
        says([desk.folder + "/none.csv", "--mapping", mapping], 66, "There is no file")
        says([table, "--mapping", desk.folder + "/none.yaml"], 66, "There is no file")
        says([table, "--mapping", mapping, "--rejects", table], 73, "There is already a file")
        says([table, "--mapping", table], 65, "fish.csv")
        let bad = try desk.write(Self.mapping + "\nevnts: x", to: "bad.yaml")
        says(
            [table, "--mapping", bad], 65,
            "bad.yaml, line 6: \"evnts\" is not a name that a mapping can have.\nDid you mean events or event?"
        )
        #expect(desk.run("export").out == "")
    }

    @Test func `what differs is said with both words, and sync says what it did`() throws {
        let (desk, table, mapping) = try desk()
        desk.run("import", table, "--mapping", mapping)
        try desk.write("no,kind,who,words\n1,demand,Iceland,Go\n3,refusal,UK,Never\n", to: "fish.csv")
        let said = desk.run("import", table, "--mapping", mapping)
        #expect(
            said.lines == [
                "Recorded 0 events from 2 rows.",
                "1 row differs from the log, which stays as it was; --sync makes corrections of them:",
                "  3 (line 3): summary is \"No\" here, \"Never\" there", "1 event had been recorded before.",
            ])
        #expect(said.code == 65)
        let synced = desk.run("import", table, "--mapping", mapping, "--sync")
        #expect(
            synced.lines == [
                "Recorded 0 events from 2 rows.", "1 event or dispute was corrected:",
                "  3 (line 3): summary is \"No\" here, \"Never\" there", "2 events had been recorded before.",
            ])
        #expect(synced.code == 0)
        try desk.write("no,kind,who,words\n1,demand,Iceland,Go\n", to: "fish.csv")
        let gone = desk.run("import", table, "--mapping", mapping, "--sync")
        #expect(gone.code == 65 && gone.err.contains("1 of 2 events of this list have no row"))
        let yes = desk.run("import", table, "--mapping", mapping, "--sync", "--yes", "--json")
        #expect(yes.code == 0 && yes.out.contains(#""notes":[{"subject":"3","what":"gone"}]"#), "\(yes.out)")
        #expect(desk.run("import", table, "--mapping", mapping, "--yes").code == 64)
    }
}
