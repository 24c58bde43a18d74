import CanonicalJSON
import DisputeModel
import Platform
import SystemPackage
import Rendering
import TextSafety

/// The environment of a command: clock, recorder, terminal, input and output. Tests substitute their own.
struct CommandContext {
    var environment: [String: String]
    var now: () -> Instant
    /// Local time, to interpret days and times that users type.
    var wallClock: WallClock
    /// The login name, which is the recorder unless `$CHANCERY_RECORDER` is set.
    var login: String
    /// Writes a line to standard output.
    var print: (String) -> Void
    /// Writes a line to standard error.
    var printError: (String) -> Void
    /// Writes out everything that has been printed; throws `CommandError` if that fails.
    var flush: () throws -> Void = {}
    /// The next line of standard input, without its line end; nil at the end.
    var readLine: () throws -> String?
    /// All of standard input; nil if it is not UTF-8.
    var readText: () throws -> String?
    var terminal: Terminal
    /// Whether the command relies on the clock.
    var clockUse = ClockUse()
    /// Random numbers for ids.
    var random: () -> UInt64 = { UInt64.random(in: .min ... .max) }

    struct Terminal {
        var width: Int
        var outputIsTerminal: Bool
        var inputIsTerminal: Bool
        /// Identifies the terminal and its session, for settings that hold there only (`use`); nil if standard input is
        /// not a terminal.
        var name: String?
    }

    /// Prints JSON, in a form that is safe on a terminal too.
    func printJSON(_ json: JSON) { print(sanitized(json)) }

    /// Prints a document for other programs, unchanged. On a terminal, control characters are neutralized (`sanitized`): in JSON by
    /// escaping them, so that it means the same; in other text by visible substitutes.
    func printDocument(_ text: String, isJSON: Bool = false) {
        guard terminal.outputIsTerminal else { return print(text) }
        guard !isJSON else { return print(sanitized(json: text)) }
        // If the document ends in CR, keep the CR out: `print` adds the LF of that line end.
        let isReturned = text.utf8.last == UInt8(ascii: "\r")
        print(sanitized(isReturned ? String(text.unicodeScalars.dropLast()) : text, multiline: true))
    }

    var recorder: String {
        get throws(CommandError) {
            let name = value("CHANCERY_RECORDER").flatMap { trimmed($0).isEmpty ? nil : $0 }
            let recorder = name ?? login
            guard !recorder.holdsPathBytes else {
                throw .noText(recorder, from: name == nil ? "The login name" : "$CHANCERY_RECORDER")
            }
            return recorder
        }
    }

    /// The recorder: the name from the command line, or else the default.
    ///
    /// - Throws: `CommandError` if the name is blank or not UTF-8.
    func recorder(named name: String?) throws(CommandError) -> String {
        guard let name else { return try recorder }
        guard !trimmed(name).isEmpty else {
            throw .usage("--by-recorder is empty.", "Give a name, or leave it out.")
        }
        return name
    }

    /// An environment variable; an empty one counts as not set.
    func value(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }

    /// A folder of the XDG Base Directory Specification, which says that a path that is not absolute must be ignored.
    func folder(_ variable: String, else place: String) -> FilePath {
        let named = value(variable).map { FilePath(argument: $0) }
        return named.flatMap { $0.isAbsolute ? $0 : nil }
            ?? FilePath(argument: value("HOME") ?? ".").appending(place)
    }

    /// The folder for temporary files.
    var temporaryFolder: FilePath { FilePath(argument: value("TMPDIR") ?? "/tmp") }

    /// The folder of the user's configuration.
    var configuration: FilePath { folder("XDG_CONFIG_HOME", else: ".config").appending("chancery") }

    /// Today: the later of the local and the UTC day.
    var today: Day {
        let now = now()
        return max(now.day, wallClock.day(at: now))
    }
}

extension CommandContext {
    /// The environment of this process.
    static var ofProcess: CommandContext {
        let environment = CurrentProcess.environment
        let (output, errors) = (LineWriter(.output), LineWriter(.error))
        let input = LineReader { count throws(Errno) in try StandardStream.input.read(upTo: count) }
        return CommandContext(
            environment: environment, now: { Instant(milliseconds: SystemClock.milliseconds) },
            wallClock: WallClock { SystemClock.minutesEast(at: $0.milliseconds) },
            login: CurrentProcess.login ?? environment["USER"] ?? "unknown",
            print: { output.write($0) },
            printError: {
                output.flush()
                errors.write($0)
                errors.flush()
            },
            flush: { try output.finish() }, readLine: { try input.sound("standard input") },
            readText: {
                try wholeText(of: "Standard input") { limit throws(Errno) in
                    try StandardStream.input.readToEnd(limit: limit)
                }
            },
            terminal: .ofProcess(environment))
    }
}

extension CommandContext.Terminal {
    /// The width from `$COLUMNS`; 80 if that is not a positive number.
    static func columns(_ words: String?) -> Int {
        words.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
    }

    static func ofProcess(_ environment: [String: String]) -> Self {
        let width = StandardStream.output.columns ?? Self.columns(environment["COLUMNS"])
        return Self(
            width: min(max(width, 40), 400), outputIsTerminal: StandardStream.output.isTerminal,
            inputIsTerminal: StandardStream.input.isTerminal, name: StandardStream.input.sessionName)
    }
}
