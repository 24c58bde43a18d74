import ArgumentParser

/// A command that is used all day, whose options can be read without the parser.
///
/// The parser takes longer to look at a command's options than the command to file an event: for each type of an option the
/// runtime searches all conformances of the program. So a plain line of these is read by `ArgumentWords`, into the same
/// command that the parser would make of it, and everything else by the parser. What the options are is said to the parser,
/// beside each property; here only which property gets which option's words. Tests hold both together: every option that the
/// parser knows is read here, no other is, and of made-up lines both make the same command.
protocol DirectCommand: ContextCommand {
    /// nil where an argument is missing.
    init?(reading words: inout ArgumentWords)
}

extension DirectCommand {
    /// nil where the parser is to read it.
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
