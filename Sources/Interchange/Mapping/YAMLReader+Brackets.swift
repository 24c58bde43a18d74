/// Flow style: lists and sections in brackets, on one or several lines.
extension YAMLReader {
    mutating func bracketed(depth: Int) throws(MappingError) -> YAMLNode {
        try refuseTooDeep(depth)
        return cursor.byte == UInt8(ascii: "[")
            ? try bracketedList(depth: depth) : try bracketedSection(depth: depth)
    }

    private mutating func bracketedList(depth: Int) throws(MappingError) -> YAMLNode {
        let start = cursor
        var list: [YAMLNode] = []
        cursor.skip()
        repeat {
            try skipInside(start)
            if cursor.byte == UInt8(ascii: "]") { break }
            list.append(try entry(of: start, depth: depth + 1))
        } while try hasComma(start, orEnd: "]")
        cursor.skip()
        return setting(.list(list), line: start.line)
    }

    /// Reads an entry of a list in brackets, which may be a name with its value: `[A, B: C]`.
    private mutating func entry(of list: YAMLCursor, depth: Int) throws(MappingError) -> YAMLNode {
        let start = cursor
        guard isText else { return try bracketed(depth: depth) }
        let text = try text(within: nil)
        guard try isName(from: start, in: list) else {
            return setting(text, line: start.line)
        }
        let value = try value(in: list, until: "]", depth: depth + 1)
        let member = YAMLNode.Member(name: text.words, line: start.line, setting: value)
        return setting(.section([member]), line: start.line)
    }

    private mutating func bracketedSection(depth: Int) throws(MappingError) -> YAMLNode {
        let start = cursor
        var members = Members()
        cursor.skip()
        repeat {
            try skipInside(start)
            if cursor.byte == UInt8(ascii: "}") { break }
            let place = cursor
            guard isText else { throw nameIsNoText() }
            let name = try text(within: nil).words
            let value =
                try isName(from: place, in: start)
                ? try value(in: start, until: "}", depth: depth + 1)
                : nothing(line: cursor.line)
            try members.add(YAMLNode.Member(name: name, line: place.line, setting: value))
        } while try hasComma(start, orEnd: "}")
        cursor.skip()
        return setting(.section(members.all), line: start.line)
    }

    private var isText: Bool { cursor.byte != UInt8(ascii: "[") && cursor.byte != UInt8(ascii: "{") }

    private mutating func value(in bracket: YAMLCursor, until end: UnicodeScalar, depth: Int)
        throws(MappingError) -> YAMLNode
    {
        try skipInside(bracket)
        if cursor.byte == UInt8(ascii: ",") || cursor.byte == UInt8(ascii: end) {
            return nothing(line: cursor.line)
        }
        let start = cursor
        guard isText else { return try bracketed(depth: depth) }
        return try setting(text(within: nil), line: start.line)
    }

    /// Whether the text that began at `start` is a name, because a colon follows on the same line. Skips the
    /// colon.
    private mutating func isName(from start: YAMLCursor, in bracket: YAMLCursor) throws(MappingError) -> Bool
    {
        try skipInside(bracket)
        guard cursor.byte == UInt8(ascii: ":"), cursor.line == start.line, cursor.index - start.index <= 1024
        else { return false }
        cursor.skip()
        return true
    }

    /// Skips the comma. Returns false if the bracket ends here instead.
    private mutating func hasComma(_ bracket: YAMLCursor, orEnd end: UnicodeScalar) throws(MappingError)
        -> Bool
    {
        try skipInside(bracket)
        if cursor.byte == UInt8(ascii: end) { return false }
        guard cursor.byte == UInt8(ascii: ",") else {
            throw wrong(
                "A , or \(end) is missing before this: the \(opening(bracket)) of line \(bracket.line) is still open."
            )
        }
        cursor.skip()
        return true
    }

    private mutating func skipInside(_ bracket: YAMLCursor) throws(MappingError) {
        try skipGap(isIndentation: false, inBrackets: true)
        guard !cursor.isEnd else {
            throw wrong("The \(opening(bracket)) that opens here is not closed.", at: bracket)
        }
    }

    private func opening(_ bracket: YAMLCursor) -> Character { Character(UnicodeScalar(bracket.byte)) }

    func nameIsNoText() -> MappingError { wrong("A name must be a text.", "Write NAME: VALUE.") }
}
