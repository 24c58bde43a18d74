import CanonicalJSON
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// What was written in the form is never lost, whatever the editor does.
@Suite(.endsInTime) struct FormTests {
    private func desk(writing script: String) throws -> Desk {
        let desk = try Desk.opened()
        desk.terminal.inputIsTerminal = true
        desk.environment["EDITOR"] =
            try "sh "
            + desk.write(
                "#!/bin/sh\n\(script)\n", to: "editor", mode: 0o755)
        return desk
    }

    private func sitDown(at desk: Desk) {
        desk.terminal = .init(width: 80, outputIsTerminal: true, inputIsTerminal: true, name: "/dev/pts/7.42")
    }

    private func edit(_ desk: Desk, _ words: String...) -> Desk.Said {
        desk.run(["record", "note", "rus-un-donation", "--edit"] + words)
    }

    @Test(arguments: [
        #"By: UN\r\n\r\nOne\r\nTwo\r\n"#, #"By: UN\r\rOne\rTwo\r"#, #"\357\273\277By: UN\n\nOne\nTwo\n"#,
        #"By: UN\n\r\nOne\nTwo"#, #"By: UN\r\n \r\nOne\r\nTwo"#,
    ])
    func `lines may end as the editor likes`(text: String) throws {
        let desk = try desk(writing: "printf '\(text)' > \"$1\"")
        let said = edit(desk)
        #expect(said.code == 0, "\(said)")
        #expect(try desk.event(2)["summary"] == "One\nTwo")
        #expect(desk.leftovers.isEmpty)
    }

    @Test func `a line that begins with the number of an event is words, and a line that goes is named`()
        throws
    {
        let desk = try desk(
            writing:
                #"printf 'By: UN\nSource: file  #12 of it\n\n#1 was answered\n#!\n#\n# a remark\nEnd.\n' > "$1""#
        )
        let said = edit(desk)
        #expect(said.code == 0, "\(said)")
        #expect(try desk.event(2)["summary"] == "#1 was answered\n#!\n#\nEnd.")
        #expect(try desk.event(2)["sources"]?.canonical == #"[{"citation":"file  #12 of it"}]"#)
        #expect(said.err == "Left out of the form: # a remark\n")
    }

    @Test func `of the form's own lines nothing is said`() throws {
        let desk = try desk(writing: #"sed -i 's/^By:.*/By: UN  # a code/' "$1"; echo Words >> "$1""#)
        let said = edit(desk)
        #expect(said.err == "Left out of the form: # a code\n", "\(said)")
        #expect(try desk.event(2)["summary"] == "Words")
    }

    @Test func `words of the command line that a line cannot hold stay as they are`() throws {
        let desk = try desk(writing: #"echo Words >> "$1""#)
        let said = edit(
            desk, "--by", "UN", "--quote", "One\n\n# two", "--source", "file  # 12", "--summary",
            "# Title\nText")
        #expect(said.code == 0, "\(said)")
        let event = try desk.event(2)
        #expect(event["quote"]?.canonical == #"{"text":"One\n\n# two"}"#)
        #expect(event["sources"]?.canonical == #"[{"citation":"file  # 12"}]"#)
        #expect(event["summary"] == "# Title\nText\nWords")
        #expect(said.err == "")
    }

    @Test func `an editor that writes the same again is not asked a third time`() throws {
        let desk = try desk(
            writing: #"echo x >> "$CALLS"; printf 'By: UN\nOn: 2021-13-01\n\nWords\n' > "$1""#)
        sitDown(at: desk)
        desk.environment["CALLS"] = desk.folder + "/calls"
        let said = edit(desk)
        #expect(said.code == 65)
        #expect(desk.read("calls") == "x\nx\n")
        let kept = try #require(desk.leftovers.first)
        #expect(said.err.contains("What you wrote is kept in \(desk.folder)/\(kept)."))
        #expect(desk.read(kept)?.contains("Words") == true)
    }

    @Test func `an editor that writes something else each time is not asked for ever`() throws {
        let desk = try desk(writing: #"echo x >> "$CALLS"; printf 'On: 2021-13-01\n\n%s\n' "$$" > "$1""#)
        sitDown(at: desk)
        desk.environment["CALLS"] = desk.folder + "/calls"
        #expect(edit(desk).code == 65)
        #expect(desk.read("calls")?.count == 40)
        #expect(desk.leftovers.count == 1)
    }

    @Test(
        arguments: [
            (#"printf 'By: UN\n\nWords\377\n' > "$1""#, 65), (#"printf 'By: UN\n\nWor\0ds\n' > "$1""#, 65),
            (#"echo Words >> "$1"; exit 3"#, 69), (#"echo Words >> "$1"; kill -9 $$"#, 69),
            (#"printf 'By: UN\nBy words: x\n\nWords\n' > "$1""#, 64),
            (#"printf 'Quote: a\nQuote: b\n\nWords\n' > "$1""#, 64),
            (#"printf 'Quote: Words of an hour\n' > "$1""#, 0),
        ] as [(String, Int32)])
    func `what cannot be filed is kept, and its place is said`(script: String, code: Int32) throws {
        let desk = try desk(writing: script)
        let said = edit(desk)
        #expect(said.code == code, "\(said)")
        let kept = try #require(desk.leftovers.first, "\(said)")
        #expect((said.err + said.out).contains("What you wrote is kept in \(desk.folder)/\(kept)."))
        #expect(desk.run("log").lines.count == 1)
    }

    @Test func `an editor that takes the file away takes nothing away that was written before`() throws {
        let desk = try desk(
            writing:
                #"if [ -e "$CALLS" ]; then rm "$1"; else touch "$CALLS"; printf 'By: x\n\nWords\n' > "$1"; fi"#
        )
        sitDown(at: desk)
        desk.environment["CALLS"] = desk.folder + "/calls"
        let said = edit(desk)
        #expect(said.code == 74)
        let kept = try #require(desk.leftovers.first)
        #expect(said.err.contains("kept in \(desk.folder)/\(kept)."))
        #expect(desk.read(kept)?.contains("Words") == true)
    }

    @Test(arguments: ["exit 1", "kill -9 $$"])
    func `an editor that fails before anything was written leaves nothing`(script: String) throws {
        let desk = try desk(writing: script)
        #expect(edit(desk).code == 69)
        #expect(desk.leftovers.isEmpty)
    }
}
