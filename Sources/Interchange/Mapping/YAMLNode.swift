import DisputeModel

/// A value of a YAML document, with its line.
struct YAMLNode {
    let file: String
    let line: Int
    let value: Value

    enum Value {
        /// A text. `isPlain` says that it has no quotation marks and is not a block text.
        case text(String, isPlain: Bool)
        /// A list (a YAML sequence).
        case list([YAMLNode])
        /// A section (a YAML mapping), in the order of the file.
        case section([Member])
    }

    struct Member {
        let name: String
        let line: Int
        let setting: YAMLNode
    }

    /// An error on this line: what is wrong, and how to correct it.
    func wrong(_ what: String, _ words: String) -> MappingError {
        MappingError(file, line: line, what, words)
    }

    func wrong(_ what: String, _ advice: MappingError.Advice) -> MappingError {
        MappingError(file, line: line, what, advice)
    }

    /// The text of this value. Throws an error if it is not a text. `what` names the value in errors.
    func text(_ what: String) throws(MappingError) -> String {
        guard case .text(let text, _) = value else {
            throw wrong("\"\(what)\" must be a text.", "Write it on one line, between quotation marks.")
        }
        return text
    }

    /// The texts of a list; a single text counts as a list of one.
    func texts(_ what: String) throws(MappingError) -> [String] {
        switch value {
        case .text(let text, _): return [text]
        case .list(let list):
            var texts: [String] = []
            for item in list { texts.append(try item.text(what)) }
            return texts
        case .section: throw wrong("\"\(what)\" must be a text or a list of them.", "Write them as [A, B].")
        }
    }

    /// The members of a section, in the order of the file.
    func members(_ what: String) throws(MappingError) -> [Member] {
        switch value {
        case .section(let members): return members
        // A name without a value.
        case .text("", isPlain: true): return []
        default:
            throw wrong(
                "\"\(what)\" must hold names with values.", "Write each on a line of its own: NAME: VALUE.")
        }
    }

    /// The members of a section by name. Throws an error if the section has a name that is not in `names`.
    func members(_ what: String, of names: [String]) throws(MappingError) -> [String: YAMLNode] {
        var settings: [String: YAMLNode] = [:]
        for member in try members(what) {
            guard names.contains(member.name) else {
                throw MappingError(
                    file, line: member.line, "\"\(member.name)\" is not a name that \(what) can have.",
                    suggestion(member.name, among: names))
            }
            settings[member.name] = member.setting
        }
        return settings
    }
}

/// The advice for an unknown name: similar names, or all of them.
func suggestion(_ name: String, among names: [String]) -> String {
    let near = nearest(name, among: names)
    if !near.isEmpty { return "Did you mean \(near.map(shortened).joined(separator: " or "))?" }
    return names.isEmpty
        ? "There are none."
        : "There are: \(names.prefix(40).map(shortened).joined(separator: ", "))\(names.count > 40 ? " …" : "")."
}
