import CanonicalJSON
import DisputeModel
import Foundation
import Testing
import TimeLimits

@testable import chancery

/// What is said of wrong input, walked through: no word in it is one that only the program knows.
@Suite(.endsInTime) struct WrongInputTests {
    /// A log with the fixture's disputes, and files to stumble over.
    private static func desk() throws -> Desk {
        let desk = try Desk(seeded: true)
        desk.clock = Instant(milliseconds: 1_637_744_400_000)
        desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--key", "k", "--reply-to", "21")
        try desk.write("a,b\n1,2\n", to: "table.csv")
        try desk.write("event: {kind: note}\n", to: "bare.yaml")
        try desk.write("{", to: "broken.json")
        try desk.write(
            ##"{"kind":"note","dispute":"rus-un-donation","inResponseTo":["#3"],"actors":["RUS"]}"## + "\n",
            to: "foreign.json")
        try desk.write(#"{"kind":"note","dispute":"rus-un-donation"}"# + "\n", to: "nobody.jsonl")
        try desk.write("no proof", to: "proof")
        return desk
    }

    /// `~` stands for the desk's folder.
    static let cases: [[String]] =
        [
            "record note rus-un-donation --by RUS --on 2034-01-01",
            "record note rus-un-donation --by RUS --on 2021-11-25T23:00Z",
            "record note rus-un-donation --by RUS --on 9999-12-31",
            "record note rus-un-donation --by RUS --on 10000-01-01",
            "record note rus-un-donation --by RUS --on 2021-13-01",
            "record note rus-un-donation --by RUS --due never",
            "record reply rus-un-donation --by UN --reply-to 3",
            "record reply rus-un-donation --by UN --reply-to 999",
            "record reply rus-un-donation --by UN --about 3", "record note rus-un-donation",
            "record note rus-un-donation --by Rusia", "record nota rus-un-donation --by RUS",
            "record note rus-un-donatoin --by RUS", "record note rus-un-donation --by RUS --marking blah",
            "record note rus-un-donation --by RUS --standing maybe",
            "record note rus-un-donation --by RUS --key k --reply-to 22",
            "record note rus-un-donation --by RUS --expect 3",
            "record note rus-un-donation --by RUS --due 2021-12-01 --due-about 2021-12-02",
            "record note rus-un-donation --by RUS --detail x", "record --json ~/broken.json",
            "record --json ~/foreign.json", "record --json ~/none.json", "record --json ~",
            "record --json ~/foreign.json --by RUS", "correct 40 --set occurred=2034-01-01",
            "correct 40 --set inResponseTo=3", "correct 40 --set about=999",
            "correct 40 --set kind=retraction",
            "correct 40 --set nothing=1", "correct 41 --set summary=x", "correct 999 --set summary=x",
            "retract 1 --reason x", "retract 999 --reason x", "assess reply 28 --satisfies full --reason x",
            "assess reply 40 --satisfies quite --reason x",
            "assess status rus-un-donation --phase x --reason x",
            "assess status rus-un-donation --reason x", "mark 5 blah", "source 30 x",
            "close rus-un-donation --reason x", "close nix --reason settled",
            "close rus-un-donation --reason settled --effective 2034-01-01", "open x --title T",
            "open x --title T --side RUS", "open X --title T --side RUS --side UN",
            "open x/y --title T --side RUS --side UN", "open x --title T --side RUS --side RUS:MFA",
            "open rus-un-donation --title T --side RUS --side UN", "undo nix", "show 999", "show 017d0a9c",
            "show 017d512c-5680-7001-8000-000000000002", "status --as-of nonsense", "status nix",
            "timeline nix", "why nix", "brief nix", "diff rus-un-donation --from 2030-01-01",
            "diff nix --from 2021-11-01", "brief rus-un-donation --since 2030-01-01",
            "status --known-at nonsense", "status --today x", "positions --of Rusia", "due --owed-by Rusia",
            "due --within x", "news --since x", "news --limit 0", "agenda x", "import ~/none.jsonl",
            "import ~", "import ~/table.csv", "import ~/table.csv --mapping ~/none.yaml",
            "import ~/table.csv --mapping ~", "import ~/table.csv --mapping ~/bare.yaml",
            "import ~/nobody.jsonl", "import ~/foreign.json", "restore ~/none --log ~/n.db",
            "restore ~ --log ~/n.db", "restore ~/proof --log ~/n.db", "restore ~/nobody.jsonl --log ~/n.db",
            "restore ~/proof", "check-proof ~/none --key x", "check-proof ~ --key x",
            "verify --checkpoint ~/none", "verify --checkpoint ~", "verify --checkpoint ~/proof",
            "verify --key x", "prove 999", "prove 5 --to ~/proof", "prove", "prove --from ~/none",
            "search (", "search", "export nix", "export --format x", "log --from x", "backup ~/test.db",
            "backup ~/none/copy.db", "init", "init --log ~/none/n.db", "init --log ~/n.db --self Rusia",
            "init --log ~/n.db --marking x", "settings name /", "settings self Rusia", "settings x y",
            "parties add X Y", "kinds nota", "use x", "status --log ~", "status --log ~/none.db",
            "status --log ~/proof", "snapshot tak", "staus", "replay --dispute nix",
        ].map { $0.split(separator: " ").map(String.init) }

    @Test
    func `no message shows an internal id, a millisecond, a type of Swift's or a year of another width`()
        throws
    {
        let desk = try Self.desk()
        let options = try Options(desk)
        for words in Self.cases {
            let given = words.map { $0.hasPrefix("~") ? desk.folder + $0.dropFirst() : $0 }
            let said = desk.run(given)
            let line = words.joined(separator: " ")
            #expect([64, 65, 66, 69, 73, 74, 75, 76, 77].contains(said.code), "\(line): \(said)")
            #expect(said.err.hasPrefix("chancery: ") && said.err.hasSuffix("\n"), "\(line): \(said.err)")
            #expect(said.err.split(separator: "\n").count == 2, "\(line): \(said.err)")
            // What was given may be said again.
            let own = given.reduce(said.err) { $1.count > 1 ? $0.replacing($1, with: "") : $0 }
                .replacing(desk.folder, with: "")
            for (what, found) in Self.internals(own) {
                Issue.record("\(what) in what is said of `\(line)`: \(found)\n\(said.err)")
            }
            // What stands in backticks is looked at below.
            for option in own.replacing(/`[^`]*`/, with: "").matches(of: /--[a-z][a-z-]+/).map({
                String($0.output)
            })
            where !options.has(option, words) {
                Issue.record("\(option), which `\(line)` has not, in: \(said.err)")
            }
        }
    }

    /// What people should never see, with what it is.
    private static func internals(_ text: String) -> [(String, String)] {
        let patterns: [(String, Regex<Substring>)] = [
            ("an id", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/),
            ("a millisecond", /\d\d:\d\d:\d\d\.\d+/),
            ("an instant", /\d{4}-\d\d-\d\dT(?!14:30)/),
            ("a year of five digits", /\b\d{5,}-\d\d-\d\d/),
            (
                "a type of Swift's",
                /\b(?:Optional|Substring|Array|Dictionary|Error|Swift|NSError|Foundation|SQLITE_\w+)\b/
            ),
            ("a type of Swift's", /\b[a-z]+[A-Z]\w*\(/),
            ("a name in camel case", /\b[A-Z][a-z]+[A-Z][a-z]\w*/),
        ]
        return patterns.flatMap { what, pattern in
            text.replacing("SQLite", with: "").matches(of: pattern).map { (what, String($0.output)) }
        }
    }

    @Test func `each command that a message advises is one, with the options that are named`() throws {
        let options = try Options(try Desk())
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources =
            FileManager.default.enumerator(atPath: root.path + "/Sources")?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        var advised = 0
        for file in try sources.map({
            try String(contentsOfFile: "\(root.path)/Sources/\($0)", encoding: .utf8)
        })
            + [String(contentsOfFile: root.path + "/README.md", encoding: .utf8)]
        {
            // In one piece, though the source breaks its lines.
            let text = file.replacing(/\s*\\\n\s*|"\s*\n\s*\+ "/, with: "")
            for match in text.matches(of: /`chancery ([^`\n]+)`/) {
                let words = match.output.1.split(separator: " ").map(String.init)
                guard let first = words.first, first.first?.isLowercase == true else { continue }
                advised += 1
                #expect(options.isCommand(words), "`chancery \(words.joined(separator: " "))`")
                for option in words where option.hasPrefix("--") && option != "--help" {
                    let name = String(option.prefix { $0 != "=" })
                    #expect(options.has(name, words), "`chancery \(words.joined(separator: " "))`")
                }
            }
        }
        #expect(advised > 40)
    }
}

/// The options of each command, as the program itself lists them.
private struct Options {
    private var names: [String: Set<String>] = [:]

    init(_ desk: Desk) throws {
        let dump = try JSON.parse(desk.run("--experimental-dump-help").out)
        collect(try #require(dump.object?["command"]?.object), "")
    }

    private mutating func collect(_ command: JSONObject, _ above: String) {
        let name = above + (above.isEmpty ? "" : " ") + (command["commandName"]?.string ?? "")
        let arguments = command["arguments"]?.array ?? []
        names[name] = Set(
            arguments.flatMap { $0.object?["names"]?.array ?? [] }.compactMap { $0.object?["name"]?.string }
                .map { "--\($0)" })
        for command in command["subcommands"]?.array ?? [] {
            if let command = command.object { collect(command, name) }
        }
    }

    /// The command that the words name, with its subcommand where they name one.
    private func command(_ words: [String]) -> Set<String>? {
        guard let first = words.first else { return nil }
        if words.count > 1, let options = names["chancery \(first) \(words[1])"] { return options }
        return names["chancery \(first)"]
    }

    func isCommand(_ words: [String]) -> Bool { command(words) != nil }

    func has(_ option: String, _ words: [String]) -> Bool {
        option == "--help" || command(words)?.contains(option) ?? false
    }
}
