import ArgumentParser
import Casebook
import DisputeModel
import EventLog
import Platform
import SystemPackage
import Projections
import Rendering
import TextSafety

/// The option that names the log.
struct LogOption: ParsableArguments {
    @Option(
        name: .customLong("log"),
        help: ArgumentHelp(
            "The log; if not given, $CHANCERY_LOG, chancery.db here, or ~/.local/share/chancery/chancery.db.",
            valueName: "path"),
        completion: .file())
    var path: PathArgument?

    /// The path of the log: the option, else `$CHANCERY_LOG`, else `chancery.db` in the current folder, else the
    /// default path.
    func path(in context: CommandContext) -> FilePath {
        if let path { return path.path }
        if let path = context.value("CHANCERY_LOG") { return FilePath(argument: path) }
        let here: FilePath = "chancery.db"
        return here.exists ? here : usualPlace(in: context)
    }

    /// Whether the log is at the default path.
    func isUsualPlace(in context: CommandContext) -> Bool { path(in: context) == usualPlace(in: context) }

    private func usualPlace(in context: CommandContext) -> FilePath {
        context.folder("XDG_DATA_HOME", else: ".local/share").appending("chancery/chancery.db")
    }

    /// Opens the log, passes it to `body`, and closes it. Reports unusable snapshots on standard error.
    func with<Result>(
        _ access: EventStore.Access, in context: CommandContext, _ body: (Casebook) throws -> Result
    ) throws -> Result {
        let casebook = try Casebook(at: path(in: context), access, onWait: sayThatOthersHoldIt)
        casebook.random = context.random
        if access == .writing, casebook.store.isCopy { casebook.post = try post(of: casebook, in: context) }
        if access == .writing { announceUpgrades(of: casebook, in: context) }
        defer { report(casebook.faults, in: context) }
        // Filed events are already durable. If closing fails to clean up, the next process that opens the log does so.
        defer { try? casebook.close() }
        if let purpose = context.clockUse.purpose { try context.warnOfClock(casebook, purpose) }
        return try body(casebook)
    }

    /// Written directly and at once, so that the user does not think that the program hangs.
    @Sendable private func sayThatOthersHoldIt(_ path: FilePath) {
        let words = sanitized("chancery: Waiting for \(path), which others are using.") + "\n"
        try? StandardStream.error.write(Array(words.utf8))
    }

    /// Reports unusable snapshots. They are ignored and never make a command fail.
    private func report(_ faults: SnapshotFaults, in context: CommandContext) {
        // After a change of the rules all snapshots have the same fault, so faults are grouped.
        for (fault, found) in Dictionary(grouping: faults.found, by: \.fault.words).sorted(by: {
            $0.key < $1.key
        }) {
            guard let label = found.map(\.label).min(by: { $0.position < $1.position }) else { continue }
            let others = found.count - 1
            let (verb, consequence) =
                others == 0
                ? ("is", "It was not used, and the next command that writes replaces it.")
                : (
                    "and \(Phrases.count(others, "other")) are",
                    "They were not used, and the next command that writes replaces them."
                )
            context.printError(
                sanitized(
                    "chancery: The snapshot of \(label.subject) at #\(label.position) \(verb) not usable: \(fault)."
                )
                    + "\n\(consequence)")
        }
    }
}

/// The option for the format of the answer.
struct FormatOption: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "text for people, json for programs.")
    var format: Format = .text

    @OptionGroup var colour: ColourOption

    func canvas(in context: CommandContext) -> TerminalCanvas { colour.canvas(in: context) }
}

extension CommandContext {
    /// Whether text is coloured if the user does not say: at a terminal that can, unless `$NO_COLOR` is set.
    var showsColour: Bool {
        terminal.outputIsTerminal && value("NO_COLOR") == nil && environment["TERM"] != "dumb"
    }
}

/// The option for coloured text.
struct ColourOption: ParsableArguments {
    enum Colour: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    @Option(name: .customLong("color"), help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var colour: Colour = .auto

    func canvas(in context: CommandContext) -> TerminalCanvas {
        let isColoured =
            switch colour {
            case .always: true
            case .never: false
            case .auto: context.showsColour
            }
        return TerminalCanvas(width: context.terminal.width, colour: isColoured)
    }
}

/// The options for the two times of a question: the day in the world, and the state of the record.
struct MomentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The situation in the world on this day.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("With what was recorded by then.", valueName: "date-or-instant"))
    var knownAt: String?

    @Option(help: ArgumentHelp("The day that counts as today; if not given, the clock's.", valueName: "date"))
    var today: String?

    func today(in context: CommandContext) throws -> Day {
        guard let today else {
            context.clockUse.purpose = .question
            return context.today
        }
        guard let day = Day(today) ?? SpokenDate.day(today, today: context.today, towards: .past) else {
            throw CommandError.usage(
                "\"\(today)\" is not a valid day for --today.", "Write it as YYYY-MM-DD.")
        }
        return day
    }

    func moment(in context: CommandContext) throws -> Moment {
        let today = try today(in: context)
        var day = today
        if let asOf {
            guard let given = SpokenDate.day(asOf, today: today, towards: .past) else {
                throw CommandError.usage(
                    "\"\(asOf)\" is not a valid day for --as-of.",
                    "Write it as YYYY-MM-DD, or yesterday, or monday.")
            }
            day = given
        }
        return Moment(
            asOf: day, knownAt: try knownAt.map { try Self.instant($0, today: today, "--known-at") })
    }

    /// Parses an instant. A day means its last instant; missing parts of a time of day are 0.
    static func instant(_ text: String, today: Day, _ option: String) throws -> Instant {
        if let instant = Instant(text) { return instant }
        if text.contains("T"), let instant = EDTF(text)?.earliest { return instant }
        if let day = SpokenDate.day(text, today: today, towards: .past) { return day.end }
        throw CommandError.usage(
            "\"\(text)\" is not a valid time for \(option).",
            "Write a day as YYYY-MM-DD, or an instant as 2021-11-10T14:30:00Z.")
    }
}
