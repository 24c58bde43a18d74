import DisputeModel
import Platform
import SystemPackage

/// The sections of a mapping file, before they are interpreted, which needs the columns of the table.
struct MappingFile {
    /// The path of the file, as error messages show it.
    let name: String
    let sections: [String: YAMLNode]
    let format: TableFormat
    /// Paths of tables from the command line, by their names in the mapping.
    private let tables: [String: FilePath]
    /// The folders in which the mapping's tables are looked for.
    private let beside: [FilePath]

    /// The names of all sections.
    static let names = [
        "table", "codes", "tables", "rows", "values", "dispute", "event", "events", "list", "gone",
    ]

    /// Reads the file.
    ///
    /// - Parameter tables: the paths of further tables, by their names in the mapping, for tables that are
    ///   neither in the mapping's folder nor in that of the imported file.
    init(_ path: FilePath, importing file: FilePath, tables: [String: FilePath]) throws {
        name = path.shown
        self.tables = tables
        beside = [path.removingLastComponent()] + (file == "-" ? [] : [file.removingLastComponent()])
        sections = try YAMLReader.read(Self.text(path), file: name).members("a mapping", of: Self.names)
        format =
            try sections["table"].map { try Self.format(of: $0, among: Self.formatNames) } ?? TableFormat()
    }

    /// Opens a further table or code table of the mapping, and returns it with its path. A table that the
    /// command line names may be anywhere; others must be in one of the two folders.
    func table(_ file: String, named name: String, _ format: TableFormat) throws -> (Table, place: FilePath) {
        if let told = tables[name] { return (try Table(told, format), told) }
        let path = FilePath(argument: file)
        let places = path.isAbsolute ? [path] : beside.map { $0.pushing(path) }
        for place in places.dropLast() {
            do { return (try Table(place, format, within: beside), place) } catch TableError.notFound {}
        }
        let last = places[places.count - 1]
        do {
            return (try Table(last, format, within: beside), last)
        } catch TableError.notFound {
            throw TableError.notFound(places[0].shown)
        }
    }

    /// Throws an error if the command line names a table that the mapping does not have.
    func checkTables(_ names: [String]) throws(MappingError) {
        for name in tables.keys.sorted() where !names.contains(name) {
            throw MappingError(
                self.name, "It has no table \"\(name)\", but a file is given for it.",
                suggestion(name, among: names))
        }
    }

    private static func text(_ path: FilePath) throws -> String {
        let bytes = try TableBytes(path, .utf8)
        var whole: [UInt8] = []
        while let piece = try bytes.next(), whole.count <= YAMLReader.longest { whole += piece }
        guard let text = String(validating: whole, as: UTF8.self) else {
            throw MappingError(path.shown, "It is not UTF-8.", "Save it as UTF-8.")
        }
        return text
    }
}

extension MappingFile {
    static let formatNames = ["columns", "delimiter", "quote", "encoding", "comment", "empty"]

    /// Reads the text format of a table from a section. `names` are all the keys that the section may have.
    static func format(of setting: YAMLNode, among names: [String]) throws(MappingError) -> TableFormat {
        let members = try setting.members("this section", of: names)
        var format = TableFormat()
        if let columns = members["columns"] {
            format.columns = try columns.texts("columns")
            if let twice = format.columns?.first(where: { name in
                (format.columns ?? []).filter { $0 == name }.count > 1
            }) {
                throw columns.wrong("Two columns are called \"\(twice)\".", "Give each a name of its own.")
            }
        }
        if let delimiter = members["delimiter"] {
            let words = try delimiter.text("delimiter")
            let names = ["tab": "\t", "comma": ",", "semicolon": ";", "space": " "]
            if words != "auto" { format.delimiter = try byte(names[words] ?? words, delimiter, "delimiter") }
        }
        if let quote = members["quote"] {
            let words = try quote.text("quote")
            format.quote = words == "none" ? nil : try byte(words, quote, "quote")
        }
        if let encoding = members["encoding"] {
            let name = try encoding.text("encoding")
            guard let known = TextEncoding(rawValue: name.lowercased()) else {
                throw encoding.wrong(
                    "There is no encoding \"\(name)\" here.",
                    suggestion(name, among: TextEncoding.allCases.map(\.rawValue)))
            }
            format.encoding = known
        }
        if let comment = members["comment"] { format.comment = try comment.text("comment") }
        if let empty = members["empty"] { format.empty = try self.empty(empty) }
        return format
    }

    /// Reads `empty`: a list for all columns, or a list for each named column and `"*"` for the others.
    private static func empty(_ setting: YAMLNode) throws(MappingError) -> EmptyTexts {
        guard case .section(let members) = setting.value else {
            return EmptyTexts(try setting.texts("empty"))
        }
        var empty = EmptyTexts([])
        for member in members {
            let texts = Set(try member.setting.texts(member.name).map(\.trimmed))
            if member.name == "*" { empty.others = texts } else { empty.columns[member.name] = texts }
        }
        return empty
    }

    private static func byte(_ words: String, _ setting: YAMLNode, _ what: String) throws(MappingError)
        -> UInt8
    {
        let bytes = Array(words.utf8)
        guard bytes.count == 1, bytes[0] != UInt8(ascii: "\n"), bytes[0] != UInt8(ascii: "\r") else {
            throw setting.wrong(
                "\"\(words)\" cannot be a \(what).",
                what == "quote" ? "Write one character, or none." : "Write one character, or tab, or auto.")
        }
        return bytes[0]
    }
}
