import DisputeModel
import FoundationEssentials
import Testing

@testable import chancery

/// A desk of a test's own: a folder that goes when the test is over, a clock that stands still, and whatever is
/// typed is answered in process.
///
///     let desk = try Desk(seeded: true)
///     let said = desk.run("status", "rus-un-donation", "--format", "json")
///     #expect(said.code == 0)
final class Desk {
    let folder: String
    var environment: [String: String]
    /// Thursday, 18 November 2021, ten o'clock in Vienna.
    var clock = Instant(milliseconds: 1_637_226_000_000)
    /// The local time's lead over UTC.
    var minutesEast = 60
    /// The system's own, unless a test wants the same ids every time.
    var random: () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// No terminal: as in a script.
    var terminal = CommandContext.Terminal(
        width: 80, outputIsTerminal: false, inputIsTerminal: false, name: nil)

    struct Said: Equatable {
        let code: Int32
        let out: String
        let err: String

        /// The lines of the answer, without the last line's end.
        var lines: [String] {
            out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// An empty folder; with `seeded`, the disputes of `Fixtures/seed.jsonl` are in its log.
    init(seeded: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.path + "/chancery-desk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        environment = [
            "HOME": folder, "XDG_CONFIG_HOME": folder + "/config", "XDG_DATA_HOME": folder + "/data",
            "XDG_STATE_HOME": folder + "/state", "XDG_RUNTIME_DIR": folder + "/run", "TMPDIR": folder,
            "CHANCERY_LOG": folder + "/test.db", "CHANCERY_RECORDER": "Vienna desk", "PATH": "/usr/bin:/bin",
            "TERM": "xterm",
        ]
        if seeded {
            let said = run("restore", Self.seed)
            try #require(said.code == 0, "\(said.err)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var log: String { folder + "/test.db" }

    static var seed: String {
        let package = #filePath.split(separator: "/").dropLast(3)
        return "/" + (package + ["Fixtures", "seed.jsonl"]).joined(separator: "/")
    }

    @discardableResult func run(_ arguments: String..., input: [String] = []) -> Said {
        run(arguments, input: input)
    }

    /// - Parameter failure: what comes of reading standard input.
    @discardableResult func run(
        _ arguments: [String], input: [String] = [], inputFailing failure: (any Error)? = nil
    ) -> Said {
        var (out, err) = ("", "")
        var lines = input[...]
        let context = CommandContext(
            environment: environment, now: { self.clock }, wallClock: WallClock { _ in self.minutesEast },
            login: "clerk", print: { out += $0 + "\n" }, printError: { err += $0 + "\n" },
            readLine: {
                if let failure { throw failure }
                return lines.popFirst()
            },
            readText: {
                if let failure { throw failure }
                return lines.map { $0 + "\n" }.joined()
            },
            terminal: terminal, random: random)
        let code = CommandRunner(context: context).run(arguments)
        return Said(code: code, out: out, err: err)
    }

    /// A file in the folder.
    @discardableResult func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    func read(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }
}
