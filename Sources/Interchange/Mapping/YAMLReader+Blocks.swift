/// Block style: values that are structured by indentation.
///
/// Each of these functions begins at the first byte of a value and ends at the first byte of the next value, on
/// a later line, or at the end of the text. `indent` is the column of the list or section around the value.
extension YAMLReader {
    /// Whether an entry of a list begins here.
    private var isEntry: Bool { cursor.byte == UInt8(ascii: "-") && cursor.isGap(1) }

    /// Reads a value that begins at the beginning of a line or after the dash of a list entry.
    mutating func block(within indent: Int, depth: Int) throws(MappingError) -> YAMLNode {
        try refuseTooDeep(depth)
        if isEntry { return try blockList(depth: depth, endsAtName: false) }
        let start = cursor
        guard isText else { return try inline(within: indent, depth: depth) }
        let text = try text(within: indent)
        if try isName(from: start) { return try section(text.words, from: start, depth: depth) }
        try endLine()
        return setting(text, line: start.line)
    }

    /// Reads a value that begins within a line, after a name and its colon.
    private mutating func inline(within indent: Int, depth: Int) throws(MappingError) -> YAMLNode {
        let start = cursor
        switch cursor.byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let value = try bracketed(depth: depth)
            try endLine()
            return value
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            let words = try blockText(within: indent)
            try skipGap(isIndentation: true)
            return setting(.text(words, isPlain: false), line: start.line)
        default:
            let text = try text(within: indent)
            try endLine()
            return setting(text, line: start.line)
        }
    }

    /// Whether a text within the line begins here: no bracket, and no block text.
    private var isText: Bool { !"[{|>".utf8.contains(cursor.byte) }

    private mutating func blockList(depth: Int, endsAtName: Bool) throws(MappingError) -> YAMLNode {
        let start = cursor
        var list: [YAMLNode] = []
        repeat {
            let line = cursor.line
            cursor.skip()
            try skipGap(isIndentation: true)
            let isEmpty = cursor.isEnd || cursor.line != line && cursor.column <= start.column
            list.append(
                isEmpty
                    ? nothing(line: line)
                    : try block(within: start.column, depth: depth + 1))
        } while try goesOn(at: start.column) && isEntry
        if !cursor.isEnd, cursor.column == start.column, !endsAtName {
            throw wrong(
                "An entry of the list that begins on line \(start.line) has no dash before it.",
                "Write - before it, or indent it further.")
        }
        return setting(.list(list), line: start.line)
    }

    /// Reads a section whose first name has been read already.
    private mutating func section(_ first: String, from start: YAMLCursor, depth: Int)
        throws(MappingError) -> YAMLNode
    {
        var (name, line) = (first, start.line)
        var members = Members()
        while true {
            let value = try value(within: start.column, depth: depth + 1)
            try members.add(YAMLNode.Member(name: name, line: line, setting: value))
            guard try goesOn(at: start.column) else { break }
            let place = cursor
            guard isText else { throw nameIsNoText() }
            name = try text(within: start.column).words
            line = place.line
            guard try isName(from: place) else {
                throw wrong(
                    "There is no colon after \(quoted(name)).",
                    "Write NAME: VALUE; a text that goes on is indented further than its name.", at: place)
            }
        }
        return setting(.section(members.all), line: start.line)
    }

    /// Reads the value of a name, on the same line or below it.
    private mutating func value(within indent: Int, depth: Int) throws(MappingError) -> YAMLNode {
        let line = cursor.line
        try skipGap(isIndentation: false)
        if !cursor.isEnd, cursor.line == line { return try inline(within: indent, depth: depth) }
        // A list below a name does not need to be indented.
        if !cursor.isEnd, cursor.column == indent, isEntry {
            return try blockList(depth: depth, endsAtName: true)
        }
        guard !cursor.isEnd, cursor.column > indent else { return nothing(line: line) }
        return try block(within: indent, depth: depth)
    }

    /// Whether the list or section in that column continues.
    private func goesOn(at column: Int) throws(MappingError) -> Bool {
        guard !cursor.isEnd, cursor.column >= column else { return false }
        guard cursor.column == column else {
            throw wrong(
                "The line is indented by \(cursor.column), but nothing before it is.",
                "Indent it as far as what it belongs to, which is one of the lines before it.")
        }
        return true
    }

    /// Whether the text that began at `start` is a name, because a colon follows. Skips the colon.
    private mutating func isName(from start: YAMLCursor) throws(MappingError) -> Bool {
        var place = cursor
        while place.isBlank { place.skip() }
        guard place.byte == UInt8(ascii: ":"), place.isGap(1) else { return false }
        // libyaml allows 1,024 characters. Here the limit is in bytes, which is stricter for texts that are not
        // ASCII.
        guard start.line == place.line, place.index - start.index <= 1024 else {
            throw wrong(
                "The name before the colon is longer than a line, or than 1,024 characters.",
                "Write NAME: VALUE; a text with : in it needs quotation marks.", at: place)
        }
        place.skip()
        cursor = place
        return true
    }

    /// Skips the rest of the line, where only a comment may follow.
    private mutating func endLine() throws(MappingError) {
        let line = cursor.line
        try skipGap(isIndentation: false)
        guard cursor.isEnd || cursor.line != line else { throw misplaced() }
    }
}
