/// Reads the part of YAML that mappings use: names with values, and lists, in block or flow style, and texts in
/// all five styles.
///
/// The rest of YAML (anchors, tags, names that are not texts, several documents, tabs as indentation) is
/// refused with an error that says what to write instead. Everything that is accepted means what it means to
/// libyaml, including its quirks; a test compares the two.
struct YAMLReader {
    let file: String
    var cursor: YAMLCursor

    /// The maximum length of a mapping in bytes. Real mappings are a page or two.
    static let longest = 1 << 20
    private static let deepest = 50

    /// Parses a mapping. `file` is its path, for errors.
    static func read(_ text: String, file: String) throws(MappingError) -> YAMLNode {
        guard text.utf8.count <= longest else {
            throw MappingError(file, "It is longer than 1 MiB.", "Put code tables into files of their own.")
        }
        var reader = YAMLReader(file: file, cursor: YAMLCursor(text))
        try reader.refuseUnreadable(text)
        try reader.skipStart()
        guard !reader.cursor.isEnd else {
            throw MappingError(
                file, "It is empty.", "Write a mapping into it; the guide \"Your own tables\" says how.")
        }
        let root = try reader.block(within: -1, depth: 0)
        guard reader.cursor.isEnd else { throw reader.misplaced() }
        return root
    }

    private init(file: String, cursor: YAMLCursor) {
        self.file = file
        self.cursor = cursor
    }

    /// Refuses characters that YAML does not allow, and characters that only some YAML readers take as line
    /// breaks.
    private func refuseUnreadable(_ text: String) throws(MappingError) {
        var line = 1
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: line += 1
            case 0x09, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                0x10000...0x10FFFF:
                break
            default:
                let code = String(scalar.value, radix: 16, uppercase: true)
                let digits = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
                throw MappingError(
                    file, line: line, "The character U+\(digits) is not allowed in it.",
                    "Remove it, or write it as \\u\(digits) in a text between double quotation marks.")
            }
        }
    }

    /// Skips everything before the first value, including a `---` line.
    private mutating func skipStart() throws(MappingError) {
        try skipGap(isIndentation: true, refusesMarks: false)
        guard cursor.isDocumentMark else { return }
        guard cursor.byte == UInt8(ascii: "-") else { throw secondDocument() }
        let line = cursor.line
        cursor.skip(3)
        try skipGap(isIndentation: false)
        guard cursor.line != line || cursor.isEnd else {
            throw wrong("There is something after --- on the same line.", "Begin it on a line of its own.")
        }
    }

    /// Skips white space and comments. At the beginning of a block line, white space is indentation and must
    /// consist of spaces.
    mutating func skipGap(isIndentation: Bool, inBrackets: Bool = false, refusesMarks: Bool = true)
        throws(MappingError)
    {
        var isIndentation = isIndentation
        while true {
            while cursor.isBlank {
                if isIndentation, cursor.byte == UInt8(ascii: "\t") { throw tab() }
                cursor.skip()
            }
            if cursor.byte == UInt8(ascii: "#") { cursor.skipToBreak() }
            guard cursor.isBreak else { break }
            cursor.skipBreak()
            isIndentation = !inBrackets
        }
        if refusesMarks, cursor.isDocumentMark { throw secondDocument() }
    }

    // MARK: What it makes

    /// Limits the depth of nesting, because a deeper text would overflow the stack.
    func refuseTooDeep(_ depth: Int) throws(MappingError) {
        guard depth < Self.deepest else {
            throw wrong("It has too many levels.", "Check that no bracket is left open.")
        }
    }

    func setting(_ value: YAMLNode.Value, line: Int) -> YAMLNode {
        YAMLNode(file: file, line: line, value: value)
    }

    func setting(_ text: Text, line: Int) -> YAMLNode {
        let isNothing = text.isPlain && (text.words == "~" || text.words == "null")
        return setting(.text(isNothing ? "" : text.words, isPlain: text.isPlain), line: line)
    }

    /// The value of a name or list entry without a value.
    func nothing(line: Int) -> YAMLNode { setting(.text("", isPlain: true), line: line) }

    /// Collects the members of a section, and refuses a name that occurs twice.
    struct Members {
        private(set) var all: [YAMLNode.Member] = []
        private var names: Set<String> = []

        mutating func add(_ member: YAMLNode.Member) throws(MappingError) {
            guard names.insert(member.name).inserted else {
                throw MappingError(
                    member.setting.file, line: member.line, "A name is there twice: \(member.name).",
                    "Remove one of them.")
            }
            all.append(member)
        }
    }
}
