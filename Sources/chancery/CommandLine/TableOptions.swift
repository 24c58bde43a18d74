import ArgumentParser
import Platform
import SystemPackage

/// The options for importing a table.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the table's rows become events; the README shows how to write one.", valueName: "file"),
        completion: .file())
    var mapping: PathArgument?
    @Option(
        help: ArgumentHelp(
            "Where a table is that the mapping names, if it lies neither beside it nor beside the file.",
            valueName: "name=file"))
    var table: [PathArgument] = []
    @Flag(help: "One bad row, and nothing is filed.")
    var strict = false
    @Flag(
        help:
            "Brings the log in line with the list: a row that has changed is a correction, one that has gone a retraction or what the mapping's gone: says."
    )
    var sync = false
    @Flag(help: "With --sync: though more than a tenth of the list has gone.")
    var yes = false
    @Option(help: ArgumentHelp("Events that become durable together.", valueName: "count"))
    var batch = 10_000
    @Option(
        help: ArgumentHelp(
            "A new file for the bad rows: line, reason, the row as it was.", valueName: "file"),
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
                throw CommandError.usage("\"\(text)\" is no NAME=FILE.", "Write --table NAME=FILE.")
            }
            places[name] = FilePath(argument: file)
        }
        return places
    }
}
