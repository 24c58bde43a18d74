import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// Words that begin with a dash, after an option that takes words.
@Suite(.endsInTime) struct DashedWordsTests {
    @Test(arguments: [
        "- no answer, - no regret", "-5 degrees", "-5", "-- two", "--no answer", "–", "-ελ", "-",
        "- --by AUT",
    ])
    func `are words`(words: String) throws {
        let desk = try Desk.opened()
        for options in [["--summary", words], ["-m", words], ["--summary=\(words)"]] {
            let said = desk.run(["record", "note", "rus-un-donation", "--by", "UN"] + options)
            #expect(said.code == 0, "\(options): \(said.err)")
        }
        for number in 2...4 { #expect(try desk.event(number)["summary"]?.string == words) }
        #expect(desk.run("close", "rus-un-donation", "--reason", "other").code == 0)
        #expect(desk.run("reopen", "rus-un-donation", "--reason", words).code == 0)
    }

    @Test(
        arguments: ["quote", "condition", "speaker", "source", "tag", "scope", "form", "occurred-note"],
        ["-5 degrees", "- --by AUT"])
    func `are words of every option that takes words`(option: String, words: String) throws {
        let desk = try Desk.opened()
        let said = desk.run(
            "record", "note", "rus-un-donation", "--\(option)", words, "--by", "UN", "--summary", words)
        #expect(said.code == 0, "\(said.err)")
        #expect(try desk.event(2)["summary"]?.string == words)
    }

    @Test func `what looks like an option is said to do so`() throws {
        let desk = try Desk.opened()
        let said = desk.run("record", "note", "rus-un-donation", "--summary", "--by", "UN")
        #expect(said.code == 64)
        #expect(
            said.err == """
                chancery: Missing value for '--summary <words>'.
                If "--by" is what --summary takes, write --summary="--by".

                """)
    }

    @Test func `where no option stands before them the place for them is said`() throws {
        let desk = try Desk.opened()
        let said = desk.run("record", "note", "rus-un-donation", "- no", "--by", "UN")
        #expect(said.code == 64)
        #expect(
            said.err.hasSuffix("Words that begin with a dash come last, after two dashes: -- \"- no\".\n"))
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "UN", "--", "- no").code == 0)
        #expect(try desk.event(2)["summary"] == "- no")
    }

    @Test(arguments: [nil, "0", "-5", "wide", "", "99999999999999999999"])
    func `a width that is none says nothing`(words: String?) {
        #expect(CommandContext.Terminal.columns(words) == 80)
        #expect(CommandContext.Terminal.columns("132") == 132)
    }
}
