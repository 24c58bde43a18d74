/// Block texts: `|` keeps line ends, `>` folds them into spaces.
extension YAMLReader {
    private static let newline = UInt8(ascii: "\n")

    /// Reads a block text, from its `|` or `>` on. `outer` is the indentation of the list or section around it.
    mutating func blockText(within outer: Int) throws(MappingError) -> String {
        let isFolded = cursor.byte == UInt8(ascii: ">")
        let header = try blockHeader()
        var indent = header.indent.map { max(outer, 0) + $0 }
        var words: [UInt8] = []
        // The line ends between the text read so far and what follows: that of the last line, and those of
        // empty lines after it.
        var lineEnd: [UInt8] = []
        var emptyLines = try skipIndentation(&indent, within: outer)
        var wasIndented = false
        while cursor.column == indent, !cursor.isEnd {
            // A line with more indentation keeps its line end and that of the line before it.
            let isIndented = cursor.isBlank
            if isFolded, !lineEnd.isEmpty, !wasIndented, !isIndented {
                if emptyLines.isEmpty { words.append(UInt8(ascii: " ")) }
            } else {
                words += lineEnd
            }
            words += emptyLines
            wasIndented = isIndented
            while !cursor.isBreak, !cursor.isEnd {
                words.append(cursor.byte)
                cursor.skip()
            }
            lineEnd = []
            if cursor.isBreak {
                lineEnd = [Self.newline]
                cursor.skipBreak()
            }
            emptyLines = try skipIndentation(&indent, within: outer)
        }
        switch header.ending {
        case .taken: break
        case .one: words += lineEnd
        case .kept: words += lineEnd + emptyLines
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// What happens to the line ends after the text: all dropped, one kept, all kept.
    private enum Ending {
        case taken, one, kept
    }

    /// Reads the first line of a block text, such as `|`, `>-` or `|2+`.
    private mutating func blockHeader() throws(MappingError) -> (indent: Int?, ending: Ending) {
        var ending: Ending?
        var indent: Int?
        cursor.skip()
        while !cursor.isGap() {
            switch cursor.byte {
            case UInt8(ascii: "-") where ending == nil: ending = .taken
            case UInt8(ascii: "+") where ending == nil: ending = .kept
            case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == nil:
                indent = Int(cursor.byte - UInt8(ascii: "0"))
            default: throw notAHeader()
            }
            cursor.skip()
        }
        while cursor.isBlank { cursor.skip() }
        if cursor.byte == UInt8(ascii: "#") { cursor.skipToBreak() }
        guard cursor.isBreak || cursor.isEnd else { throw notAHeader() }
        if cursor.isBreak { cursor.skipBreak() }
        return (indent, ending ?? .one)
    }

    private func notAHeader() -> MappingError {
        wrong(
            "After | and > there can only be - or +, a digit and a comment.",
            "Begin the text on the next line; a text that begins with | or > needs quotation marks.")
    }

    /// Skips empty lines and the indentation of the next line, and returns the ends of the empty lines.
    ///
    /// If `indent` is nil, it is set to the indentation of the text: that of the first line that is not empty,
    /// or of a longer empty line before it.
    private mutating func skipIndentation(_ indent: inout Int?, within outer: Int) throws(MappingError)
        -> [UInt8]
    {
        var ends: [UInt8] = []
        var longest = 0
        while true {
            let width = indent ?? .max
            while cursor.column < width, cursor.byte == UInt8(ascii: " ") { cursor.skip() }
            longest = max(longest, cursor.column)
            if cursor.column < width, cursor.byte == UInt8(ascii: "\t") { throw tab() }
            guard cursor.isBreak else { break }
            ends.append(Self.newline)
            cursor.skipBreak()
        }
        indent = indent ?? max(longest, outer + 1, 1)
        return ends
    }
}
