import ArgumentParser
import EventLog
import FileSystem
import Glibc

/// A path on the command line. A path may contain any bytes; all other arguments must be UTF-8 text.
struct PathArgument: ExpressibleByArgument {
    let path: String

    init?(argument: String) { path = argument }
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
            "\(place.map { "\($0) is" } ?? "This is") no UTF-8: \"\(words.shown)\".",
            "Write it as UTF-8; of a Latin-1 text, `iconv -f latin1 -t utf8` makes that.", code: EX_DATAERR)
    }
}

/// Runs `body`, which creates a file that is not the log, and explains why the file cannot be created if that fails.
func makingNewFile<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch LogError.exists(let place) where place == path {
        throw CommandError(
            "There is already a file at \(path).", "Name another; nothing is ever written over.",
            code: EX_CANTCREAT)
    } catch LogError.readOnly(let place) where place == path {
        throw CommandError(
            "\(path) cannot be made.", "Make its folder first, or choose one that you may write to.",
            code: EX_CANTCREAT)
    }
}
