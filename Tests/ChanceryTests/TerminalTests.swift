import CanonicalJSON
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// What is there for people at a terminal only: `use`, short names, the form in the editor.
@Suite(.endsInTime) struct TerminalTests {
    private func desk() throws -> Desk {
        let desk = try Desk.opened()
        desk.run(
            "open", "vienna-conference", "--parent", "rus-un-donation", "--title", "T", "--side", "RUS",
            "--side", "UN")
        try FileManager.default.createDirectory(
            atPath: desk.folder + "/run", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return desk
    }

    private func sitDown(at desk: Desk, _ name: String = "/dev/pts/7.42") {
        desk.terminal = .init(width: 80, outputIsTerminal: true, inputIsTerminal: true, name: name)
    }

    @Test func `a dispute in use is the one meant, in this terminal`() throws {
        let desk = try desk()
        sitDown(at: desk)
        #expect(desk.run("use").lines == ["No dispute is in use in this terminal."])
        #expect(
            desk.run("use", "donation").lines == [
                "rus-un-donation is in use in this terminal; `chancery use -` forgets it."
            ])
        #expect(desk.run("use").lines == ["rus-un-donation is in use in this terminal."])
        let filed = desk.run("record", "denial", "1", "No money for protests.", "--by", "UN")
        #expect(filed.lines.first == "Recorded #3 in rus-un-donation: denial by UN, no date.", "\(filed.err)")
        #expect(try desk.event(3)["summary"] == "No money for protests.")
        #expect(
            desk.run("close", "--reason", "other").lines.first
                == "Recorded #4 in rus-un-donation: dispute-closed.")
        // Another one that is named is meant, and a row is no summary.
        #expect(
            desk.run("record", "note", "conference", "--by", "UN").lines.first?.contains("/vienna-conference")
                == true)
        #expect(desk.run("record", "note", "rus-un-donatoin", "--by", "UN").code == 65)
        sitDown(at: desk, "/dev/pts/8.43")
        #expect(desk.run("record", "note", "--by", "UN").code == 64)
        sitDown(at: desk)
        desk.run("use", "-")
        #expect(desk.run("record", "note", "--by", "UN").code == 64)
    }

    @Test func `a dispute in use in one log is none in another`() throws {
        let desk = try desk()
        sitDown(at: desk)
        desk.run("use", "rus-un-donation")
        desk.run("restore", Desk.seed, "--log", desk.folder + "/other.db")
        #expect(desk.run("record", "note", "--by", "UN", "--log", desk.folder + "/other.db").code == 64)
    }

    @Test func `scripts are refused it, and have to say names in full`() throws {
        let desk = try desk()
        let said = desk.run("use", "rus-un-donation")
        #expect(said.code == 64)
        #expect(
            said.err
                == "chancery: `use` works only at a terminal, and this is not one.\nName the dispute in each command.\n"
        )
        sitDown(at: desk)
        desk.run("use", "rus-un-donation")
        desk.terminal.inputIsTerminal = false
        #expect(desk.run("record", "note", "--by", "UN").code == 64)
        #expect(desk.run("record", "note", "donation", "--by", "UN").code == 65)
    }

    @Test func `what is no dispute, or not one alone, is not in use`() throws {
        let desk = try desk()
        sitDown(at: desk)
        #expect(desk.run("use", "rus-un-donatoin").code == 66)
        desk.run("open", "aut-donation", "--title", "T", "--side", "RUS", "--side", "UN")
        #expect(desk.run("use", "donation").code == 66)
    }

    @Test func `what is kept in a folder of somebody else's is not believed`() throws {
        let desk = try desk()
        sitDown(at: desk)
        desk.run("use", "rus-un-donation")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: desk.folder + "/run/chancery")
        #expect(desk.run("record", "note", "--by", "UN").code == 64)
        #expect(desk.run("use", "rus-un-donation").code == 73)
    }

    // MARK: The form

    @Test func `a form is filled in and filed`() throws {
        let desk = try desk()
        desk.terminal.inputIsTerminal = true
        desk.run("record", "request-for-explanation", "rus-un-donation", "--by", "RUS", "--to", "UN")
        desk.environment["EDITOR"] =
            try "sh "
            + desk.write(
                """
                #!/bin/sh
                cp "$1" "\(desk.folder)/seen"
                sed -i 's/^By:.*/By: UN:Spokesperson, russia  # who/; s/^Replies:.*/Replies: 3/' "$1"
                printf 'The UN does not\\nfinance protests.\\n# a remark\\n' >> "$1"
                """, to: "editor", mode: 0o755)
        let said = desk.run(
            "record", "denial", "rus-un-donation", "--edit", "--on", "yesterday", "--source", "A")
        #expect(
            said.lines.first
                == "Recorded #4 in rus-un-donation: denial by UN:Spokesperson, RUS, Wed 17 Nov 2021.",
            "\(said.err)")
        let event = try desk.event(4)
        #expect(event["summary"] == "The UN does not\nfinance protests.")
        #expect(event["sources"]?.canonical == #"[{"citation":"A"}]"#)
        let seen = try #require(desk.read("seen"))
        #expect(seen.hasPrefix("# denial in rus-un-donation. Without a summary nothing is recorded.\n"))
        #expect(seen.contains("\nOn:          yesterday\n"))
        #expect(seen.contains("# waiting for an answer: 3\n"))
        #expect(desk.leftovers.isEmpty)
    }

    @Test(arguments: ["true", ": >", "printf '# only remarks\\n' >"])
    func `an empty form files nothing`(editor: String) throws {
        let desk = try desk()
        desk.terminal.inputIsTerminal = true
        desk.environment["VISUAL"] = editor
        let said = desk.run("record", "denial", "rus-un-donation", "--edit", "--by", "UN")
        #expect(said.code == 0)
        #expect(said.out == "Nothing was recorded: there is no summary in the form.\n")
        #expect(desk.run("export").lines.count == 2)
        #expect(desk.leftovers.isEmpty)
    }

    @Test func `what was written is kept when it cannot be filed`() throws {
        let desk = try desk()
        desk.terminal.inputIsTerminal = true
        desk.environment["EDITOR"] = "printf 'By: Rusia\\n\\nLong words.\\n' >"
        let said = desk.run("record", "denial", "rus-un-donation", "--edit")
        #expect(said.code == 65)
        #expect(said.err.contains("No party is called \"Rusia\"."))
        let kept = try #require(desk.leftovers.first)
        #expect(said.err.contains("What you wrote is kept in \(desk.folder)/\(kept)."))
        #expect(desk.read(kept)?.contains("Long words.") == true)
        #expect(desk.mode(of: kept) == 0o600)
    }

    @Test func `the form comes back with what is wrong`() throws {
        let desk = try desk()
        sitDown(at: desk)
        desk.environment["EDITOR"] =
            try "sh "
            + desk.write(
                """
                #!/bin/sh
                if grep -q 'No party is called' "$1"; then sed -i 's/Rusia/Russia/' "$1"
                else printf 'By: Rusia\\n\\nLong words.\\n' > "$1"; fi
                """, to: "editor", mode: 0o755)
        let said = desk.run("record", "denial", "rus-un-donation", "-e")
        #expect(said.lines.first == "Recorded #3 in rus-un-donation: denial by RUS, no date.", "\(said.err)")
    }

    @Test func `a line that says nothing known is refused`() throws {
        let desk = try desk()
        desk.terminal.inputIsTerminal = true
        desk.environment["EDITOR"] = "printf 'Buy: RUS\\n\\nWords.\\n' >"
        let said = desk.run("record", "denial", "rus-un-donation", "--edit")
        #expect(said.code == 64 && said.err.contains("\"Buy: RUS\" is not a line of the form."))
    }

    @Test(arguments: [
        ("no-such-editor", "There is no editor"), ("false", "The editor \"false\" ended with 1."),
    ])
    func `an editor that fails files nothing`(editor: String, sentence: String) throws {
        let desk = try desk()
        desk.terminal.inputIsTerminal = true
        desk.environment["EDITOR"] = editor
        let said = desk.run("record", "denial", "rus-un-donation", "--edit")
        #expect(said.code == 69)
        #expect(said.err.contains(sentence), "\(said.err)")
        #expect(desk.leftovers.isEmpty)
    }
}

extension Desk {
    /// Forms that were left in the folder.
    var leftovers: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasPrefix("chancery-")
        }
    }
}
