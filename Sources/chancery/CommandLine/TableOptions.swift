import ArgumentParser
import Platform
import SystemPackage

/// The options for importing a table.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the rows of the table become events; `chancery help your-own-tables` shows how to write a mapping.",
            valueName: "file"),
        completion: .file())
    var mapping: PathArgument?
    @Option(
        help: ArgumentHelp(
            "Where to find a table that the mapping names, if it is not in the folder of the mapping or of the file.",
            valueName: "name=file"))
    var table: [PathArgument] = []
    @Flag(help: "Records nothing if one row cannot be used.")
    var strict = false
    @Flag(
        help:
            "Updates the log from the list: a changed row makes a correction, a row that has gone a retraction or what the mapping says under gone:."
    )
    var sync = false
    @Flag(help: "With --sync: go on even if more than a tenth of the list has gone.")
    var yes = false
    @Option(help: ArgumentHelp("How many events are written to the disk together.", valueName: "count"))
    var batch = 10_000
    @Option(
        help: ArgumentHelp(
            "A new file for the rows that cannot be used: line, reason, the row as it was.",
            valueName: "file"),
        completion: .file())
    var rejects: PathArgument?

    /// The first of these options that was given, to refuse it for other formats; nil if none was.
    var given: String? {
        if mapping != nil { return "--mapping" }
        if !table.isEmpty { return "--table" }
        if strict { return "--strict" }
        if sync { return "--sync" }
        if yes { return "--yes" }
        return rejects != nil ? "--rejects" : nil
    }

    /// The file of each table that `--table NAME=FILE` gives, by name.
    func places() throws(CommandError) -> [String: FilePath] {
        var places: [String: FilePath] = [:]
        for text in table.map(\.text) {
            guard let (name, file) = InputInterpreter.pair(text), !file.isEmpty else {
                throw CommandError.usage("\"\(text)\" is not a NAME=FILE.", "Write --table NAME=FILE.")
            }
            places[name] = FilePath(argument: file)
        }
        return places
    }
}
