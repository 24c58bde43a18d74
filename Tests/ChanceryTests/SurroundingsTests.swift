import CanonicalJSON
import FoundationEssentials
import Testing
import TimeLimits

@testable import chancery

/// What the environment says, and what says nothing there.
@Suite(.endsInTime) struct SurroundingsTests {
    @Test(arguments: ["0", "00", "-0", "-5", " 80", "80 ", "80x", "8e1", "0x50", "1.5", "\u{FF18}\u{FF10}"])
    func `a width that is no number of columns says nothing`(words: String) {
        #expect(CommandContext.Terminal.columns(words) == 80)
    }

    @Test(arguments: [("1", 40), ("39", 40), ("132", 132), ("100000", 400)])
    func `a width that no page fits is the nearest that one does`(words: String, width: Int) {
        #expect(CommandContext.Terminal.ofProcess(["COLUMNS": words]).width == width)
    }

    @Test(arguments: [nil, "0", "-5", "1", "20", "80", "wide", "1000"], ["help", "due", "nothing"])
    func `help fits the terminal, whatever is said of its width`(words: String?, command: String) throws {
        let desk = try Desk()
        desk.terminal.width =
            CommandContext.Terminal.ofProcess(words.map { ["COLUMNS": $0] } ?? [:]).width
        let said = desk.run(command == "due" ? ["help", "due"] : [command])
        #expect(said.code == (command == "nothing" ? 64 : 0))
        // The parser breaks no word, and a narrow terminal breaks them itself.
        guard desk.terminal.width >= 80 else { return }
        for line in said.lines { #expect(line.count <= min(desk.terminal.width, 100), "\(line)") }
    }

    @Test func `help says how the command is called, however it was asked for`() throws {
        let desk = try Desk()
        let asked = desk.run("news", "--help")
        #expect(asked.out.contains("\nUSAGE: chancery news [--log <path>] "))
        #expect(asked.out.contains("\n       [--known-at <date-or-instant>] "), "\(asked.out)")
        #expect(asked.out == desk.run("help", "news").out)
        #expect(
            desk.run("assess", "reply", "-h").out.contains("USAGE: chancery assess reply [--log <path>] "))
    }

    @Test(arguments: ["", " ", "\t"])
    func `an editor of white space is none, and the next is asked`(blank: String) throws {
        let desk = try Desk.opened()
        desk.environment["VISUAL"] = blank
        desk.environment["EDITOR"] = "printf 'By: RUS\\n\\nWords.\\n' >"
        desk.terminal.inputIsTerminal = true
        let said = desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--edit")
        #expect(said.code == 0, "\(said)")
        #expect(try desk.event(2)["summary"] == "Words.")
    }

    @Test func `a folder that is not absolute is passed over, as the XDG directories have it`() throws {
        let desk = try Desk()
        desk.environment["CHANCERY_LOG"] = ""
        desk.environment["XDG_DATA_HOME"] = "data"
        desk.environment["XDG_CONFIG_HOME"] = "config"
        let said = desk.run("init", "--name", "test")
        #expect(said.code == 0, "\(said)")
        let home = desk.folder + "/.local/share/chancery/chancery.db"
        #expect(FileManager.default.fileExists(atPath: home))
        #expect(FileManager.default.fileExists(atPath: desk.folder + "/.config/chancery/keys/test"))
    }

    @Test(arguments: [("1", false), ("", true)])
    func `NO_COLOR says something where something stands in it`(value: String, isColoured: Bool) throws {
        let desk = try Desk(seeded: true)
        desk.terminal.outputIsTerminal = true
        desk.environment["NO_COLOR"] = value
        #expect(desk.run("status").out.contains("\u{1B}[") == isColoured)
    }
}
