import ArgumentParser
import CanonicalJSON
import Seeds
import Testing
import TimeLimits

@testable import chancery

/// Hot commands are read without the parser, and into the same that the parser would make of them.
@Suite(.endsInTime) struct DirectReadingTests {
    static let names = [
        "record", "open", "correct", "retract", "source", "mark", "close", "reopen", "status", "due",
        "timeline",
        "show",
    ]

    /// Arguments and options without which each cannot be.
    private static let needs: [String: [[String]]] = [
        "open": [["d"], ["--title", "T"]], "correct": [["17"]], "retract": [["17"], ["--reason", "r"]],
        "source": [["17"], ["c"]], "mark": [["17"], ["secret"]], "close": [["--reason", "other"]],
        "reopen": [["--reason", "r"]], "show": [["17"]],
    ]

    @Test(arguments: names) func `every option of the parser is read, and no other`(name: String) throws {
        let type = try #require(DirectCommands.named(name))
        var words = ArgumentWords([])
        _ = type.init(reading: &words)
        let known = try Self.options(of: name).flatMap(\.names)
        #expect(words.asked.sorted() == known.sorted())
    }

    @Test(arguments: names) func `each option is read as the parser reads it`(name: String) throws {
        let base = (Self.needs[name] ?? []).flatMap { $0 }
        let options = try Self.options(of: name).filter { Set($0.names).isDisjoint(with: base) }
        // `--limit` and `--format` do not go together in all.
        let whole = options.filter { $0.names != ["--limit"] }.flatMap { option in
            [option.names.last ?? ""] + (option.takesValue ? [option.values.last ?? ""] : [])
        }.filter { $0 != "--no-expects-reply" }
        #expect(try Self.compare([name] + whole + base))
        let joined = options.filter { $0.takesValue && $0.names != ["--format"] }.map { option in
            "\(option.names.first { $0.hasPrefix("--") } ?? "")=\(option.values.last ?? "")"
        }
        #expect(try Self.compare([name] + base + joined))
        let short = options.flatMap { option in
            let words = [option.names[0]] + (option.takesValue ? [option.values.last ?? ""] : [])
            return option.isList ? words + [option.names[0], "again"] : option.names.count > 1 ? words : []
        }
        #expect(try Self.compare([name] + short + base))
        for option in options where !option.isList {
            let once = [option.names[0]] + (option.takesValue ? ["1"] : [])
            #expect(try !Self.compare([name] + once + base + once), "\(once) twice is left to the parser")
        }
    }

    @Test(arguments: seeds(from: 1, 3, long: 2000)) func `of a made-up line both make the same command`(
        seed: UInt64
    ) throws {
        var dice = SplitMix64(seed: seed)
        var read = 0
        for _ in 0..<100 {
            let name = dice.pick(Self.names)
            let options = try Self.options(of: name)
            var groups = Self.needs[name] ?? []
            if dice.chance(10), !groups.isEmpty { groups.removeLast() }
            var used: Set<String> = []
            for _ in 0..<dice.below(5) {
                let option = dice.pick(options)
                let written = dice.pick(option.names)
                if !option.isList, !used.insert(option.names[0]).inserted, dice.chance(90) { continue }
                guard option.takesValue else {
                    groups.append([written])
                    continue
                }
                let value = dice.chance(85) ? dice.pick(option.values) : dice.pick(Self.oddities)
                groups.append(dice.chance(20) ? ["\(written)=\(value)"] : [written, value])
            }
            for _ in 0..<dice.below(3) {
                groups.append([dice.pick(["note", "d", "17", "A word", "help", ""])])
            }
            if dice.chance(15) { groups.append([dice.pick(Self.oddities)]) }
            groups.shuffle(using: &dice)
            if try Self.compare([name] + groups.flatMap { $0 }) { read += 1 }
        }
        #expect(read > 20, "seed \(seed): too few were read to tell")
    }

    /// What is no plain word, or may be taken for something else.
    private static let oddities = [
        "", "-", "--", "---", "-5", "-x", "-bm", "-b", "--by", "--on", "--all", "--help", "-h", "--version",
        "--xyz", "--by=",
        "--on=-1", "=", "a=b", "é", "- a", "--summary=- a", "--edit=x", "--no-expects-reply",
        "--expects-reply", "help",
        "--generate-completion-script", "--experimental-dump-help", "\u{1B}", "--bÿ", "–by",
        "999999999999999999999",
    ]

    @Test func `the version is the one that the parser says`() throws {
        let said = try Desk().run("--version")
        #expect(said.out == Chancery.configuration.version + "\n" && said.code == 0 && said.err == "")
        #expect(try Desk().run("record", "--version").out == said.out)
    }

    // MARK: The two

    /// Whether it is read without the parser; then both are compared.
    private static func compare(_ line: [String]) throws -> Bool {
        guard let direct = DirectCommands.named(line[0])?.read(line.dropFirst()) else { return false }
        do {
            let parsed = try CommandRunner.parsed(line)
            #expect(type(of: direct) == type(of: parsed))
            let (ours, theirs) = (values(of: direct), values(of: parsed))
            #expect(ours == theirs, "\(line)")
        } catch {
            Issue.record("The parser refuses \(line): \(Chancery.message(for: error))")
        }
        return true
    }

    /// What each property of a command holds, by its name. One that holds nothing yet says so.
    private static func values(of command: Any) -> [String] {
        Mirror(reflecting: command).children.flatMap { label, property -> [String] in
            guard
                let parsed = Mirror(reflecting: property).children.first(where: { $0.label == "_parsedValue" }
                ),
                let content = Mirror(reflecting: parsed.value).children.first
            else { return ["\(label ?? ""): \(property)"] }
            guard content.label == "value" else { return ["\(label ?? ""): no value"] }
            return content.value is any ParsableArguments
                ? values(of: content.value).map { "\(label ?? "").\($0)" }
                : ["\(label ?? ""): \(String(reflecting: content.value))"]
        }
    }

    // MARK: What the parser says of its options

    private struct ParserOption {
        let names: [String]
        let takesValue: Bool
        let isList: Bool
        let values: [String]
    }

    private static func options(of name: String) throws -> [ParserOption] {
        try all.get()[name] ?? []
    }

    private static let all = Result<[String: [ParserOption]], any Error> {
        var all: [String: [ParserOption]] = [:]
        for name in names {
            let help = try JSON.parse(try Desk().run(name, "--experimental-dump-help").out)
            let arguments = help.object?["command"]?.object?["arguments"]?.array ?? []
            all[name] = try arguments.compactMap(\.object).filter { $0["kind"] != "positional" }.map(option)
                .filter { $0.names.allSatisfy { !["--help", "--version"].contains($0) } }
        }
        return all
    }

    private static func option(_ object: JSONObject) throws -> ParserOption {
        let names = try (object["names"]?.array ?? []).map { name in
            let word = try #require(name.object?["name"]?.string)
            return (name.object?["kind"] == "short" ? "-" : "--") + word
        }
        let listed = (object["allValues"]?.array ?? []).compactMap(\.string)
        // Of those that are free, each its own, and a number, which fits all.
        let number = names.reduce(0) { $0 + $1.utf8.reduce(0) { $0 * 7 % 997 + Int($1) } }
        return ParserOption(
            names: names, takesValue: object["kind"] == "option", isList: object["isRepeating"] == true,
            values: listed.isEmpty ? ["1", "\(number)"] : listed)
    }
}
