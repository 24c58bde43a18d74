import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import Glibc

@testable import chancery
import SystemPackage

/// The counter in this process, at a desk whose log lies in the scratch folder and whose clock stands still.
struct Office {
    let log: String

    /// Of a log that is made: its name, and the verifier key of Go's example.
    static let settings = [
        "name": "PeterNeumann", "vkey": "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ]

    struct Said {
        let code: Int32
        let lines: [String]
        let complaints: [String]
    }

    @discardableResult
    func run(_ arguments: [String], input: [String] = []) throws -> Said {
        var (lines, complaints, rest) = ([String](), [String](), input[...])
        let folder = Scratch.folder
        var dice: UInt64 = 0
        let context = CommandContext(
            environment: [
                "HOME": folder, "XDG_CONFIG_HOME": folder, "CHANCERY_LOG": log, "CHANCERY_RECORDER": "desk",
            ],
            now: { Instant(milliseconds: 1_637_226_000_000) }, wallClock: WallClock { _ in 60 },
            login: "desk",
            print: { lines.append($0) }, printError: { complaints.append($0) },
            readLine: { rest.popFirst() }, readText: { rest.joined(separator: "\n") },
            terminal: .init(width: 80, outputIsTerminal: false, inputIsTerminal: false, name: nil),
            random: {
                dice &+= 0x9E37_79B9_7F4A_7C15
                return dice
            })
        let code = CommandRunner(context: context).run(arguments)
        // An export is the bytes that were filed.
        if arguments.first != "export" { try checkLines(lines) }
        let words = complaints.flatMap { $0.split(separator: "\n").map(String.init) }
        try checkLines(words)
        let isForeseen = words.allSatisfy {
            $0.hasPrefix("chancery: The snapshot of ") || $0.contains(" not used, and")
        }
        try expect(code != 1 || isForeseen, "\(arguments) ended with an error that nobody foresaw: \(words)")
        return Said(code: code, lines: lines, complaints: words)
    }

    /// Every page there is, and the answers in JSON.
    func showAll(upTo count: Int, disputes: [String]) throws {
        let moments = [[], ["--as-of", "2021-11-10"], ["--known-at", "2021-11-10"]]
        for moment in moments {
            for page in ["status", "due", "agenda", "todo"] { try run([page] + moment) }
        }
        for dispute in disputes.prefix(3) {
            try run(["timeline", dispute, "--all"])
            try run(["why", dispute])
            try run(["status", dispute])
            try run(["positions", dispute])
            try run(["diff", dispute, "--from", "2021-11-09"])
            try run(["timeline", dispute, "--format", "json"])
        }
        try run(["news", "--since", "2021-01-01"])
        try run(["log"])
        try run(["search", "a"])
        try run(["status", "--all", "--format", "json"])
        for position in Set([1, 2, count - 1, count]) where position > 0 { try run(["show", "\(position)"]) }
    }

    /// One of what may be asked of a log that somebody has changed.
    func ask(_ question: Int) throws {
        switch question % 4 {
        case 0:
            try run(["verify"])
            try run(["export"])
            for first in ["-2", "\(Int.max)"] { try run(["log", "--from", first]) }
            try run(["snapshot", "list"])
            try run(["snapshot", "check"])
            try run(["replay", "--dry-run"])
        case 1: try showAll(upTo: 10, disputes: ["d", "d/e"])
        case 2:
            try run(["record", "--json", "-"], input: [#"{"kind":"note","dispute":"d","actors":["RUS"]}"#])
            try run(["log", "--from", "-3"])
            try run(["undo"])
            try run(["verify"])
        default:
            try run(["replay"])
            try run(["snapshot", "take"])
            try run(["status"])
        }
    }

    /// What `verify` says, where it finds anything.
    func verify() throws -> [String] {
        let said = try run(["verify"])
        return said.code == 0 ? [] : said.lines + said.complaints
    }
}

/// A small log to begin with, as the bytes of its file.
enum Template {
    static let lines: [String] = {
        let sides: JSON = [["name": "A", "members": ["RUS"]], ["name": "B", "members": ["UN"]]]
        let details: JSON = ["title": "Gift", "sides": sides]
        return [
            line(1, "d", "dispute-opened", [("details", details)]),
            line(
                2, "d", "demarche",
                [("actors", ["RUS"]), ("addressees", ["UN:OHCHR"]), ("summary", "An answer, please")]),
            line(
                3, "d", "demand",
                [
                    ("actors", ["RUS"]), ("addressees", ["UN"]), ("due", ["on": "2021-11-20"]),
                    ("occurred", "2021-11-09~"),
                ]),
            line(
                4, "d", "reply",
                [("actors", ["UN:OHCHR"]), ("addressees", ["RUS"]), ("inResponseTo", [id(2)])]),
            line(5, "d/e", "dispute-opened", [("details", details)]),
            line(6, "d/e", "sanction", [("actors", ["UN"]), ("addressees", ["RUS"]), ("about", [id(3)])]),
            line(
                7, "d", "correction",
                [
                    ("target", id(3)),
                    ("details", ["fields": ["summary": "Now", "due": ["on": "2021-12-01"]]]),
                ]),
            line(
                8, "d", "note",
                [("actors", ["?:officials"]), ("standing", "hedged"), ("quote", ["text": "Perhaps"])]),
            line(9, "d", "retraction", [("target", id(8)), ("details", ["reason": "Not said"])]),
            line(
                10, "d", "declared-position",
                [("actors", ["RUS"]), ("details", ["topic": "gift"]), ("summary", "No")]),
        ]
    }()

    static func id(_ number: Int) -> JSON {
        .string("017d0000-0000-7000-8000-0000000000" + (number < 10 ? "0" : "") + "\(number)")
    }

    private static func line(_ number: Int, _ dispute: String, _ kind: String, _ more: [(String, JSON)])
        -> String
    {
        let second = (number < 10 ? "0" : "") + "\(number)"
        return JSON.object(
            JSONObject(
                [
                    ("id", id(number)), ("kind", .string(kind)), ("dispute", .string(dispute)),
                    ("recordedBy", "desk"),
                    ("recordedAt", .string("2021-11-10T12:00:\(second).000Z")),
                ] + more)
        ).canonical
    }

    static let file: Result<[UInt8], any Error> = Result {
        let path = "\(Scratch.folder)/template.db"
        var rest = lines[...]
        _ = try Casebook.restore(to: FilePath(path), settings: Office.settings, lines: { rest.popFirst() })
        let casebook = try Casebook(at: FilePath(path), .writing)
        _ = try casebook.takeSnapshots()
        try casebook.close()
        defer { Scratch.clear() }
        return Scratch.read(path)
    }
}
