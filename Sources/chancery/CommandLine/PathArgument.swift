import ArgumentParser
import EventLog
import Platform
import SystemPackage

/// A path on the command line. A path may contain any bytes; all other arguments must be UTF-8 text.
struct PathArgument: ExpressibleByArgument {
    /// The argument, in the form of `String.init(pathBytes:)`.
    let text: String

    /// The path that it gives.
    var path: FilePath { FilePath(argument: text) }

    /// The name of the input that it gives, for messages; `-` is standard input.
    var inputName: String { text == "-" ? "standard input" : path.shown }

    init?(argument: String) { text = argument }
}

extension ParsableCommand {
    /// Throws `CommandError` if an argument that must be text is not UTF-8. Text is never altered on its way into the
    /// log.
    func refuseBytes() throws(CommandError) {
        guard let words = Self.noText(in: self) else { return }
        throw .noText(words)
    }

    /// The first string of the command that is not UTF-8; nil if there is none. Paths are skipped: they have a type of
    /// their own.
    private static func noText(in value: Any) -> String? {
        if value is PathArgument { return nil }
        if let text = value as? String { return text.holdsPathBytes ? text : nil }
        for child in Mirror(reflecting: value).children {
            if let found = noText(in: child.value) { return found }
        }
        return nil
    }
}

extension CommandError {
    static func noText(_ words: String, from place: String? = nil) -> CommandError {
        CommandError(
            "\(place.map { "\($0) is" } ?? "This is") not UTF-8: \"\(words.shown)\".",
            "Write it as UTF-8; `iconv -f latin1 -t utf8` converts a Latin-1 text.",
            code: ExitStatus.dataError)
    }
}

/// Runs `body`, which creates a file that is not the log, and explains why the file cannot be created if that fails.
func makingNewFile<Result>(_ path: FilePath, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch LogError.exists(let place) where place == path {
        throw CommandError(
            "There is already a file at \(path).", "Name another; an existing file is never overwritten.",
            code: ExitStatus.cannotCreate)
    } catch LogError.readOnly(let place) where place == path {
        throw CommandError(
            "\(path) cannot be made.", "Make its folder first, or choose a folder that you may write to.",
            code: ExitStatus.cannotCreate)
    }
}
