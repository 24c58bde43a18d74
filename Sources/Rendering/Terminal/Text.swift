import TextSafety

/// Fields one after another, each in its style: `Text("accusation", .strong) + ": " + Text(summary)`.
///
/// A field may be text from outside, as it came: it is made `harmless` when it is laid out, and set apart where it is
/// written from right to left. So make each such text a field of its own.
package struct Text: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let words: String
        package let style: Style
    }

    package var fields: [Field]

    package init(_ words: String, _ style: Style = .plain) {
        fields = words.isEmpty ? [] : [Field(words: words, style: style)]
    }

    package static func + (left: Text, right: Text) -> Text {
        var sum = left
        sum.fields += right.fields
        return sum
    }

    package static func += (left: inout Text, right: Text) { left.fields += right.fields }

    package var isEmpty: Bool { fields.isEmpty }

    /// The same words in one style.
    func `in`(_ style: Style) -> Text { fields.reduce(Text("")) { $0 + Text($1.words, style) } }

    /// The words alone, as they came.
    package var plain: String { fields.map(\.words).joined() }

    /// The columns that it takes on one line.
    var displayWidth: Int { plainWidth ?? glyphs().width }

    /// The same of printable ASCII, of which each byte takes a column and nothing has to be made harmless; nil of all else.
    var plainWidth: Int? {
        var width = 0
        for field in fields {
            guard field.words.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
            width += field.words.utf8.count
        }
        return width
    }

    /// The same, where it needs no more than so many columns and ends in no space, which would not be drawn.
    func plainWidth(within columns: Int) -> Int? {
        guard fields.last?.words.utf8.last != UInt8(ascii: " "), let width = plainWidth, width <= columns
        else { return nil }
        return width
    }
}

extension Text: ExpressibleByStringLiteral {
    package init(stringLiteral words: String) { self.init(words) }
}
