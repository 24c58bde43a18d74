import ArgumentParser
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// Errors name what was typed: an option, not the key of an event that it fills.
@Suite(.endsInTime) struct TypedNamesTests {
    /// `a` has #1, #2 and #4, `b` has #3.
    private static func desk() throws -> Desk {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run("open", "a", "--title", "A", "--side", "RUS", "--side", "UN")
        desk.run("record", "note", "a", "One.", "--by", "RUS")
        desk.run("open", "b", "--title", "B", "--side", "RUS", "--side", "UN")
        desk.run("record", "reply", "a", "2", "Two.", "--by", "UN")
        return desk
    }

    private static let cases: [(words: [String], code: Int32, said: String)] = [
        (
            ["correct", "2", "--set", "foo=bar"], 65,
            "\"foo\" is not a key of an event.\n"
                + "Use the name of an option of `chancery record`, or details.KEY for what only this kind has."
        ),
        (["correct", "2", "--to", ""], 65, "--to is empty.\nGive it a value, or leave it out."),
        (
            ["record", "note", "a", "--by", "RUS", "--to", ""], 65,
            "--to is empty.\nGive it a value, or leave it out."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--source", ""], 65,
            "--source is empty.\nGive it a value, or leave it out."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--speaker", " "], 65,
            "--speaker is empty.\nGive it a value, or leave it out."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--detail", "x.y="], 65,
            "--detail x.y is empty.\nGive it a value, or leave it out."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--quote-language", "de"], 65,
            "A quote needs --quote.\nAdd it."
        ),
        (
            ["open", "c", "--title", "T", "--side", "A=RUS", "--side", "B="], 65,
            "The side \"B=\" has no members.\nWrite it as --side \"Russia=RUS\", with commas between several members."
        ),
        (
            ["open", "c", "--title", "T", "--side", "A=RUS", "--side", "=UN"], 65,
            "The side \"=UN\" has no name.\nWrite it as --side \"Russia=RUS\", with commas between several members."
        ),
        (
            ["record", "note", "b", "--by", "RUS", "--reply-to", "2"], 65,
            "--reply-to names #2, which is not an earlier event of b.\n"
                + "`chancery timeline b --all` lists what can be named."
        ),
        (
            ["correct", "2", "--about", "3"], 65,
            "The event as corrected could not have been recorded: --about names #3, which is not an earlier event of a.\n"
                + "Give it values with which it could have been recorded."
        ),
        (
            ["correct", "2", "--set", "about=3"], 65,
            "The event as corrected could not have been recorded: \"about\" names #3, which is not an earlier event of a.\n"
                + "Give it values with which it could have been recorded."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--due", "friday", "--due-about", "friday"], 65,
            "--due and --due-about do not go together.\n"
                + "Give --due for a date that somebody set, or --due-about for a working date of your own."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--due", "friday", "--due-note", "soon"], 65,
            "--due-note needs a working date.\nGive it with --due-about, or leave --due-note out."
        ),
        (
            ["record", "agreement", "a", "--by", "RUS,UN"], 65,
            "An agreement needs --detail scope.\nAdd --detail scope=full or --detail scope=partial."
        ),
        (
            ["record", "x-foo-bar", "a", "--by", "RUS"], 65,
            "An x-foo-bar needs --detail like.\nAdd --detail like=KIND; `chancery kinds` lists them."
        ),
        (["retract", "2", "--reason", ""], 65, "--reason is empty.\nGive it a value."),
        (["source", "2", ""], 65, "The citation is empty.\nGive it a value."),
        (["mark", "2", ""], 65, "The level is empty.\nGive it a value."),
        (
            ["open", "c", "--title", "", "--side", "RUS", "--side", "UN"], 65,
            "--title is empty.\nGive it a value."
        ),
        (
            ["record", "note", "a", "--by", "RUS", "--expect", "1"], 76,
            "The last event of a and its sub-disputes is #4, not #1.\n"
                + "Read what is new, and record your event again if it is still right."
        ),
        (
            ["record", "note", "b", "--by", "RUS", "--expect", "4"], 76,
            "The last event of b and its sub-disputes is #3, not #4.\nNothing is new there: use --expect 3."
        ),
        (
            ["open", "c", "--title", "T", "--side", "RUS", "--side", "UN", "--expect", "4"], 76,
            "c and its sub-disputes have no events, but #4 was expected to be the last.\n"
                + "Nothing is new there: use --expect 0."
        ),
    ]

    @Test(arguments: cases)
    func `what was typed is named, and what to do about it`(words: [String], code: Int32, said: String) throws
    {
        let desk = try Self.desk()
        let answer = desk.run(words)
        #expect(answer.code == code && answer.out.isEmpty)
        #expect(answer.err == "chancery: \(said)\n", "\(words)")
        #expect(desk.run("log").lines.count == 4)
    }

    @Test func `of events in JSON the keys are named`() throws {
        let desk = try Self.desk()
        let said = desk.run(
            ["record", "--json", "-"],
            input: [#"{"kind":"note","dispute":"a","actors":["RUS"],"addressees":[]}"#])
        #expect(said.err == "chancery: \"addressees\" is empty.\nGive it a value, or leave it out.\n")
    }

    @Test func `every option that describes an act has a key, and no two have the same`() throws {
        let options = ActOptions.helpMessage().matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
        let filled = Array(OptionNames.act.values)
        #expect(Set(filled).count == filled.count)
        for option in options where !["--no-expects-reply", "--detail", "--help"].contains(option) {
            #expect(filled.contains(option), "\(option)")
        }
    }
}
