/// Texts with and without quotation marks.
extension YAMLReader {
    struct Text {
        let words: String
        /// Whether the text has no quotation marks.
        let isPlain: Bool
    }

    /// Reads a text. `indent` is nil within brackets.
    mutating func text(within indent: Int?) throws(MappingError) -> Text {
        switch cursor.byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return Text(words: try quotedText(), isPlain: false)
        default:
            if let fault = notAText(inBrackets: indent == nil) { throw fault }
            return Text(words: try plainText(within: indent), isPlain: true)
        }
    }

    private mutating func plainText(within indent: Int?) throws(MappingError) -> String {
        var words: [UInt8] = []
        var gap: [UInt8] = []
        var end = cursor
        while !cursor.isDocumentMark, cursor.byte != UInt8(ascii: "#") {
            while !cursor.isGap(), try !endsPlainText(inBrackets: indent == nil) {
                words += gap
                gap = []
                words.append(cursor.byte)
                cursor.skip()
                end = cursor
            }
            guard cursor.isBlank || cursor.isBreak else { break }
            gap = try folded(refusesTabs: indent != nil)
            if let indent, cursor.column <= indent { break }
        }
        cursor = end
        return String(decoding: words, as: UTF8.self)
    }

    private func endsPlainText(inBrackets: Bool) throws(MappingError) -> Bool {
        if cursor.byte == UInt8(ascii: ":"), cursor.isGap(1) { return true }
        guard inBrackets else { return false }
        if cursor.byte == UInt8(ascii: ":"), ",?[]{}".utf8.contains(cursor[1]) {
            throw wrong(
                "Inside brackets a space is missing after this colon.",
                "Write NAME: VALUE; a text with : in it needs quotation marks.")
        }
        return ",[]{}".utf8.contains(cursor.byte)
    }

    private mutating func quotedText() throws(MappingError) -> String {
        let start = cursor
        let mark = cursor.byte
        let isDouble = mark == UInt8(ascii: "\"")
        var words: [UInt8] = []
        cursor.skip()
        while true {
            guard !cursor.isEnd, !cursor.isDocumentMark else {
                throw wrong(
                    "The quotation mark that opens here is not closed.",
                    "Close it; write a quotation mark inside the text "
                        + (isDouble ? "after a backslash." : "twice."), at: start)
            }
            var isJoined = false
            while !cursor.isGap(), !isJoined {
                if !isDouble, cursor.byte == mark, cursor[1] == mark {
                    words.append(mark)
                    cursor.skip(2)
                } else if cursor.byte == mark {
                    break
                } else if isDouble, cursor.byte == UInt8(ascii: "\\") {
                    // A backslash before a line break joins the two lines.
                    var next = cursor
                    next.skip()
                    if next.isBreak {
                        next.skipBreak()
                        cursor = next
                        isJoined = true
                    } else {
                        words += try escaped()
                    }
                } else {
                    words.append(cursor.byte)
                    cursor.skip()
                }
            }
            if cursor.byte == mark {
                cursor.skip()
                return String(decoding: words, as: UTF8.self)
            }
            words += try folded(isJoined: isJoined)
        }
    }

    /// Skips blanks and line breaks, and returns what they mean in a text: one break is a space, and each
    /// further break is a line feed.
    private mutating func folded(isJoined: Bool = false, refusesTabs: Bool = false) throws(MappingError)
        -> [UInt8]
    {
        var blanks: [UInt8] = []
        var breaks = 0
        while cursor.isBlank || cursor.isBreak {
            if cursor.isBreak {
                breaks += 1
                cursor.skipBreak()
            } else {
                if breaks > 0, refusesTabs, cursor.byte == UInt8(ascii: "\t") { throw tab() }
                blanks.append(cursor.byte)
                cursor.skip()
            }
        }
        if isJoined { return Array(repeating: UInt8(ascii: "\n"), count: breaks) }
        switch breaks {
        case 0: return blanks
        case 1: return [UInt8(ascii: " ")]
        default: return Array(repeating: UInt8(ascii: "\n"), count: breaks - 1)
        }
    }

    private mutating func escaped() throws(MappingError) -> [UInt8] {
        let known: [UInt8: UInt32] = [
            UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9,
            UInt8(ascii: "\t"): 9, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "f"): 0x0C,
            UInt8(ascii: "r"): 0x0D, UInt8(ascii: "e"): 0x1B, UInt8(ascii: " "): 0x20,
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "\\"): 0x5C,
            UInt8(ascii: "N"): 0x85, UInt8(ascii: "_"): 0xA0, UInt8(ascii: "L"): 0x2028,
            UInt8(ascii: "P"): 0x2029,
        ]
        let lengths: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
        let start = cursor
        let letter = cursor[1]
        var code = known[letter]
        cursor.skip(2)
        if let length = lengths[letter] {
            var value: UInt32 = 0
            for _ in 0..<length {
                guard let digit = Character(UnicodeScalar(cursor.byte)).hexDigitValue else {
                    throw unknownEscape(start)
                }
                value = value << 4 | UInt32(digit)
                cursor.skip()
            }
            code = value
        }
        guard let scalar = code.flatMap(UnicodeScalar.init) else { throw unknownEscape(start) }
        return Array(String(scalar).utf8)
    }

    private func unknownEscape(_ place: YAMLCursor) -> MappingError {
        wrong(
            "What follows this backslash is not a known character.",
            "Write the backslash twice if you mean the character itself, or put the text in single quotation marks.",
            at: place
        )
    }
}
