import CanonicalJSON
import Interchange
import Testing
import TimeLimits

@testable import chancery

/// Documents for other programs, when they are printed on a terminal all the same.
@Suite(.endsInTime) struct TerminalOutputTests {
    private static let hostile = "A\u{1B}[31mB\u{9B}2JC\u{7F}D\u{202E}E\u{2066}F\u{2028}G\u{85}H\r\nI\tJ"

    private func desk() throws -> Desk {
        let desk = try Desk()
        desk.run("init", "--name", "test")
        desk.run("open", "d", "--title", "T \(Self.hostile)", "--side", "RUS", "--side", "UN")
        let said = desk.run(
            "record", "request-for-information", "d", "--by", "RUS:\u{9E00} x", "--to", "UN", "--on",
            "2021-11-10", "--due", "2021-11-30", "--summary", Self.hostile, "--quote", Self.hostile,
            "--source",
            Self.hostile)
        try #require(said.code == 0, "\(said.err)")
        return desk
    }

    private static func harms(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E,
                0x2066...0x2069:
                true
            default: false
            }
        }
    }

    static let documents: [[String]] =
        ExportFormat.all.filter { !$0.isFile }.map { ["export", "--format", $0.name] } + [
            ["timeline", "d", "--format", "html"], ["timeline", "d", "--format", "svg"],
            ["timeline", "d", "--format", "vis"], ["timeline", "d", "--format", "timelinejs"],
            ["timeline", "d", "--format", "json"], ["overview", "--format", "html"],
            ["overview", "--format", "svg"], ["overview", "--format", "json"], ["brief", "d"],
            ["brief", "d", "--format", "html"], ["due", "--format", "ics"], ["due", "--format", "json"],
            ["prove", "2"], ["checkpoint"], ["news", "--format", "json"], ["log", "--format", "json"],
            ["show", "2", "--format", "json"], ["search", "A", "--format", "json"], ["settings"],
            ["verify", "--format", "json"], ["parties", "--format", "json"],
        ]

    @Test(arguments: documents)
    func `nothing that a terminal obeys is in a document that it shows`(words: [String]) throws {
        let desk = try desk()
        desk.terminal.outputIsTerminal = true
        let said = desk.run(words)
        #expect(said.code == 0, "\(said.err)")
        #expect(Self.harms(said.out) == [], "\(words)")
    }

    @Test(arguments: ExportFormat.all.filter { !$0.isFile }.map(\.name))
    func `to a file or a pipe an export is what it is`(format: String) throws {
        let desk = try desk()
        let piped = desk.run("export", "--format", format).out
        desk.terminal.outputIsTerminal = true
        let shown = desk.run("export", "--format", format).out
        #expect(shown != piped)
        switch format {
        case "jsonl":
            // The canonical text itself holds what RFC 8785 does not escape.
            #expect(piped.contains("\u{9B}2J") && piped.contains("\u{202E}"))
            let events = try piped.split(separator: "\n").map { try JSON.parse(String($0)) }
            #expect(try shown.split(separator: "\n").map { try JSON.parse(String($0)) } == events)
        case "cloudevents": #expect(try JSON.parse(shown) == JSON.parse(piped))
        case "csv", "cameo": #expect(piped.contains("\r\n") && !shown.contains("\r"))
        default: #expect(piped.contains("\u{202E}"))
        }
    }

    @Test func `what is quoted in an error, and the names of files, are shown and not sent`() throws {
        let desk = try desk()
        desk.terminal.outputIsTerminal = true
        let name = "x\u{1B}[2J\u{202E}"
        let refused: [[String]] = [
            ["show", name], ["status", name], ["timeline", name], ["record", name, "d"],
            ["record", "note", "d", "--by", name], ["record", "note", "d", "--by", "RUS", "--on", name],
            ["open", name, "--title", "T", "--side", "RUS", "--side", "UN"], ["import", name],
            ["import", name, "--mapping", name], ["restore", name, "--log", desk.folder + "/n.db"],
            ["check-proof", name, "--key", name], ["verify", "--checkpoint", name],
            ["status", "--log", name],
            ["settings", "self", name], ["settings", "name", name], ["parties", "add", name, name],
            ["kinds", name], ["search", "\"\(name)"], ["close", "d", "--reason", name],
            ["correct", "2", "--set", "\(name)=x"], ["news", "--since", name], ["backup", "\(name)/\(name)"],
            [name],
        ]
        for words in refused {
            let said = desk.run(words)
            #expect(said.code != 0 && said.code != 70, "\(words)")
            #expect(Self.harms(said.err + said.out) == [], "\(words): \(said.err)")
        }
    }
}
