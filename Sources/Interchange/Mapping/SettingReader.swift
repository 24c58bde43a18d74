import Yams

/// Reads YAML.
struct SettingReader {
    private let file: String
    private var budget = 200_000

    /// A mapping is a page or two.
    static let longest = 1 << 20
    private static let deepest = 50

    static func read(_ text: String, file: String) throws(MappingError) -> Setting {
        var reader = SettingReader(file: file)
        try reader.refuseTooDeep(text)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw reader.translated(error)
        }
        guard let root else {
            throw MappingError(file, "It is empty.", "Write a mapping into it; the README says how.")
        }
        return try reader.setting(root, depth: 0)
    }

    private init(file: String) { self.file = file }

    /// Yams goes as deep as the text does, which would be the process's end.
    private func refuseTooDeep(_ text: String) throws(MappingError) {
        guard text.utf8.count <= Self.longest else {
            throw MappingError(file, "It is longer than 1 MiB.", "Put code tables into files of their own.")
        }
        var line = 1
        // Brackets that are open, and marks of lists within lists (`- - - x`) with which a line begins.
        var (open, marks, isBeforeText) = (0, 0, true)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): (line, marks, isBeforeText) = (line + 1, 0, true)
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if isBeforeText { marks += 1 }
            case UInt8(ascii: "["), UInt8(ascii: "{"): (open, isBeforeText) = (open + 1, false)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): (open, isBeforeText) = (max(0, open - 1), false)
            default: isBeforeText = false
            }
            guard open <= 4 * Self.deepest, marks <= 4 * Self.deepest else { throw tooDeep(line) }
        }
    }

    private func tooDeep(_ line: Int) -> MappingError {
        MappingError(file, line: line, "It goes too deep.", "See whether a bracket is left open.")
    }

    private mutating func setting(_ node: Node, depth: Int) throws(MappingError) -> Setting {
        let line = node.mark?.line ?? 1
        // What an alias stands for is counted each time, so that a few lines cannot stand for millions.
        budget -= 1
        guard budget > 0, depth < Self.deepest else { throw tooDeep(line) }
        let value: Setting.Value
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isNothing = isPlain && (scalar.string == "~" || scalar.string == "null")
            value = .text(isNothing ? "" : scalar.string, isPlain: isPlain)
        case .sequence(let sequence):
            var list: [Setting] = []
            for item in sequence { list.append(try setting(item, depth: depth + 1)) }
            value = .list(list)
        case .mapping(let mapping):
            var members: [Setting.Member] = []
            for (key, item) in mapping {
                guard let name = key.scalar?.string else {
                    throw MappingError(
                        file, line: key.mark?.line, "A name must be a text.", "Write NAME: VALUE.")
                }
                members.append(
                    Setting.Member(
                        name: name, line: key.mark?.line ?? line, setting: try setting(item, depth: depth + 1)
                    ))
            }
            value = .section(members)
        case .alias:
            throw MappingError(file, line: line, "An alias names nothing.", "Write the value itself.")
        }
        return Setting(file: file, line: line, value: value)
    }

    private func translated(_ error: any Error) -> MappingError {
        let advice =
            "Mend that line; texts with : { # or quotation marks in them stand between quotation marks, and lines are "
            + "indented with spaces, not tabs."
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            return MappingError(file, line: mark.line, "It is no YAML: \(problem).", advice)
        case YamlError.duplicatedKeysInMapping(let names, let context):
            return MappingError(
                file, line: context.mark.line, "A name stands there twice: \(names.joined(separator: ", ")).",
                "Take one of them out.")
        default: return MappingError(file, "It cannot be read as YAML.", advice)
        }
    }
}
