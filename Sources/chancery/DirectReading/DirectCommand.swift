import ArgumentParser

/// A frequently used command whose options can be read without the parser.
///
/// The parser takes longer to inspect a command's options than the command takes to file an event: for each type of
/// option the Swift runtime searches all protocol conformances of the program. So plain command lines of these commands
/// are read by `ArgumentWords`, with the same result as from the parser; all other lines are left to the parser. The
/// options are declared once, for the parser, at each property; here they are only assigned to the properties. Tests
/// ensure that both agree: every option of the parser is read here and no others, and both make the same command from
/// generated lines.
protocol DirectCommand: ContextCommand {
    /// nil if an argument is missing.
    init?(reading words: inout ArgumentWords)
}

extension DirectCommand {
    /// Reads a plain command line; nil if the parser must read it.
    static func read(_ arguments: ArraySlice<String>) -> Self? {
        var words = ArgumentWords(Array(arguments))
        guard var command = Self(reading: &words), words.areUnderstood else { return nil }
        do { try command.validate() } catch { return nil }
        return command
    }
}

enum DirectCommands {
    static func named(_ name: String?) -> (any DirectCommand.Type)? {
        switch name {
        case "record": RecordCommand.self
        case "open": OpenCommand.self
        case "correct": CorrectCommand.self
        case "retract": RetractCommand.self
        case "source": SourceCommand.self
        case "mark": MarkCommand.self
        case "close": CloseCommand.self
        case "reopen": ReopenCommand.self
        case "status": StatusCommand.self
        case "due": DueCommand.self
        case "timeline": TimelineCommand.self
        case "show": ShowCommand.self
        default: nil
        }
    }
}
