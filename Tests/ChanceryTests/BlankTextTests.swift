import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// White space says nothing: wherever words are given, it is refused as what is empty is.
@Suite(.endsInTime) struct BlankTextTests {
    static let options = [
        "summary", "quote", "speaker", "role", "occurred-note", "form", "mode", "channel", "condition",
        "scope",
        "standing", "reported-by", "reported-role", "quote-language", "due-note", "source", "tag", "key",
    ]

    @Test(arguments: ["", " ", "\t", "\n ", "\u{A0}", "\u{3000}"])
    func `words of white space are refused in every option of record`(blank: String) throws {
        let desk = try Desk.opened()
        for option in Self.options {
            let said = desk.run(
                ["record", "note", "rus-un-donation", "--by", "RUS", "--\(option)", blank]
                    + (option == "due-note" ? ["--due-about", "friday"] : []))
            #expect(said.code == 65, "--\(option): \(said)")
            #expect(
                said.err.contains(" is empty.\n") || said.err.contains("is not a value of"), "\(said.err)")
        }
        #expect(
            desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--detail", "a=\(blank)").code == 65)
        #expect(desk.run("export").lines.count == 1)
    }

    @Test(arguments: ["", " ", "\t"])
    func `and in every other command that files words`(blank: String) throws {
        let desk = try Desk.opened()
        desk.run("record", "note", "rus-un-donation", "--by", "RUS")
        let filings: [[String]] = [
            ["open", "d", "--title", blank, "--side", "RUS", "--side", "UN"],
            ["open", "d", "--title", "T", "--side", "\(blank)=RUS", "--side", "UN"],
            ["open", "d", "--title", "T", "--side", "RUS", "--side", "UN", "--summary", blank],
            ["retract", "2", "--reason", blank], ["reopen", "rus-un-donation", "--reason", blank],
            ["assess", "status", "rus-un-donation", "--phase", "talks", "--reason", blank],
            ["source", "2", blank], ["source", "2", "A", "--id", blank],
            ["source", "2", "A", "--url", blank],
            ["parties", "add", "ABC", blank], ["settings", "name", blank],
        ]
        for words in filings {
            let said = desk.run(words)
            #expect(said.code == 65, "\(words): \(said)")
        }
        if !blank.isEmpty {
            // Nothing takes what is there away.
            #expect(desk.run("correct", "2", "--set", "summary=\(blank)").code == 65)
        }
        #expect(
            desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--by-recorder", blank).code == 64)
        #expect(desk.run("export").lines.count == 2)
    }

    @Test func `white space in JSON is refused in the same words`() throws {
        let desk = try Desk.opened()
        let said = desk.run(
            ["record", "--json", "-"],
            input: [#"{"kind":"note","dispute":"rus-un-donation","actors":["RUS"],"summary":" "}"#])
        #expect(said.code == 65)
        #expect(said.err == "chancery: \"summary\" is empty.\nGive it a value, or leave it out.\n")
    }

    @Test func `a recorder of white space in the environment is none`() throws {
        let desk = try Desk.opened()
        desk.environment["CHANCERY_RECORDER"] = "  "
        desk.run("record", "note", "rus-un-donation", "--by", "RUS")
        #expect(try desk.event(2)["recordedBy"] == "clerk")
    }
}
