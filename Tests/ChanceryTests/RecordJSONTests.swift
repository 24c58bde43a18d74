import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct RecordJSONTests {
    private let note = #"{"kind":"note","dispute":"rus-un-donation","actors":["RUS"]}"#
    private let reply =
        ##"{"kind":"reply","dispute":"rus-un-donation","actors":["UN"],"inResponseTo":["#2"]}"##
    private let faulty = #"{"kind":"note","dispute":"rus-un-donation"}"#

    @Test func `one object is answered with one receipt`() throws {
        let said = try Desk.opened().run(
            "record", "--json", "-", "--format", "json", input: ["", "  " + note])
        #expect(
            said.out.hasPrefix("{\"id\":")
                && said.out.contains("\"position\":2,\"recordedAt\":\"2021-11-18T09:00:00.000Z\"}"))
    }

    @Test func `a list, and one a line, are answered with a list`() throws {
        let desk = try Desk.opened()
        let list = try desk.write("[\(note),\n\(reply)]", to: "list.json")
        let said = desk.run("record", "--json", list, "--format", "json")
        #expect(said.out.hasPrefix("[{\"id\":") && said.out.contains("\"position\":3,"))
        let lines = desk.run("record", "--json", "-", "--format", "json", input: [note, "", reply])
        #expect(lines.out.hasPrefix("[{\"id\":") && lines.out.contains("\"position\":5,"))
        #expect(
            desk.run("record", "--json", list).lines.first
                == "Recorded #6 in rus-un-donation: note by RUS, no date.")
    }

    @Test func `kind and dispute may be named once for all`() throws {
        let desk = try Desk.opened()
        let said = desk.run(
            "record", "note", "rus-un-donation", "--json", "-", input: [#"[{"actors":["RUS"]}]"#])
        #expect(said.code == 0, "\(said.err)")
    }

    @Test(arguments: [
        (
            "[NOTE,FAULTY]",
            "Nothing was recorded, because of event 2 of these. A note needs an actor."
        ),
        (
            "NOTE\nFAULTY",
            "Nothing was recorded, because of event 2 of these. A note needs an actor."
        ),
        ("NOTE\n{\"kind\":", "Line 2 of - has an end where a value should be, at byte 8."),
        ("{\"kind\":\n\"note\",}", "The JSON has"),
        ("[NOTE,7]", "contains something that is not a JSON object"),
        ("", "There is no event in -."),
        ("[]", "There is no event in -."),
        ("{\"kind\":\"note\",\"dispute\":\"rus-un-donation\",\"colour\":\"red\"}", "\"colour\" is not a key"),
        ("{\"id\":\"x\",\"kind\":\"note\",\"dispute\":\"rus-un-donation\"}", "recording gives it"),
        ("{\"kind\":\"note\",\"dispute\":\"rus-un-donation\",\"actors\":[]}", "is empty"),
    ])
    func `all are filed or none`(text: String, sentence: String) throws {
        let desk = try Desk.opened()
        let before = desk.run("export").out
        let lines = text.replacing("NOTE", with: note).replacing("FAULTY", with: faulty)
        let said = desk.run("record", "--json", "-", input: lines.split(separator: "\n").map(String.init))
        #expect(said.code == 65)
        #expect(said.err.contains(sentence), "\(said.err)")
        #expect(desk.run("export").out == before)
    }

    @Test func `options that describe an act have no place beside the JSON`() throws {
        let said = try Desk.opened().run("record", "--json", "-", "--by", "RUS", input: [note])
        #expect(said.code == 64)
        #expect(said.err.contains("but --by is given too."))
        let key = try Desk.opened().run("record", "--json", "-", "--key", "k", input: [note, reply])
        #expect(key.code == 64)
    }
}
