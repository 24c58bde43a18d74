extension [Glyph] {
    /// Wraps the glyphs to lines of at most `columns`. Spaces at a break are dropped; spaces at the beginning of a
    /// paragraph are kept.
    ///
    /// All lines after the first are indented by `hanging`, but by at most half of the columns, and so that a character
    /// of two columns still fits. Line ends among the glyphs end lines. The result always has at least one line, which
    /// may be empty.
    func wrapped(to columns: Int, hanging: Int = 0) -> [[Glyph]] {
        guard columns > 0 else { return [[]] }
        let hanging = Swift.min(Swift.max(0, hanging), columns / 2, Swift.max(0, columns - 2))
        var lines: [[Glyph]] = []
        for paragraph in split(separator: "\n") {
            var rest = paragraph
            repeat {
                let indent = lines.isEmpty ? 0 : hanging
                let cut = rest.cut(atMost: columns - indent)
                let line = cut.line.withoutTrailingSpaces
                lines.append(line.isEmpty ? [] : Glyph.spaces(indent) + line)
                rest = cut.rest
            } while !rest.isEmpty
        }
        return lines
    }

    private func split(separator: Character) -> [ArraySlice<Glyph>] {
        split(omittingEmptySubsequences: false) { $0.character == separator }
    }
}

extension ArraySlice<Glyph> {
    /// The longest beginning that fits and ends at a break, and the rest without its leading spaces.
    fileprivate func cut(atMost columns: Int) -> (line: [Glyph], rest: ArraySlice<Glyph>) {
        var end = startIndex
        var room = columns
        while end < endIndex, self[end].width <= room {
            room -= self[end].width
            end += 1
        }
        guard end < endIndex else { return (Array(self), []) }
        guard end > startIndex else {
            // A single character that is wider than the line.
            return ([self[end].ellipsis()], self[(end + 1)...].drop(while: \.isSpace))
        }
        let start = firstIndex { !$0.isSpace } ?? end
        let lastBreak =
            (start < end ? (start + 1...end).last(where: isBreak) : nil)
            ?? (start < end ? (start + 1...end).last(where: isBreakInWord) : nil)
            ?? end
        return (Array(self[..<lastBreak]), self[lastBreak...].drop(while: \.isSpace))
    }

    /// Whether a line may end before this index: at a space, or next to a character of two columns (mostly ideographs
    /// and kana, which are written without spaces).
    private func isBreak(_ index: Index) -> Bool {
        self[index].isSpace || self[index].width == 2 || self[index - 1].width == 2
    }

    /// Whether a word that is longer than a line should rather be broken before this index.
    private func isBreakInWord(_ index: Index) -> Bool { "-/:_".contains(self[index - 1].character) }
}
