import TextSafety

/// Styled text, as a sequence of fields: `Text("accusation", .strong) + ": " + Text(summary)`.
///
/// A field may contain text from outside, unchanged: it is `sanitized` during layout, and isolated if it is written
/// from right to left. So each such text must be a field of its own.
package struct Text: Hashable, Sendable {
    /// A piece of text in one style.
    package struct Field: Hashable, Sendable {
        /// The words as they came, not yet `sanitized`.
        package let words: String
        package let style: Style
    }

    /// The fields, in order; none is empty.
    package var fields: [Field]

    /// A text of one field; of none if `words` is empty.
    package init(_ words: String, _ style: Style = .plain) {
        fields = words.isEmpty ? [] : [Field(words: words, style: style)]
    }

    /// The fields of both texts, one after the other.
    package static func + (left: Text, right: Text) -> Text {
        var sum = left
        sum.fields += right.fields
        return sum
    }

    /// Appends the fields of another text.
    package static func += (left: inout Text, right: Text) { left.fields += right.fields }

    /// Whether the text has no fields.
    package var isEmpty: Bool { fields.isEmpty }

    /// The same text in one style throughout.
    func `in`(_ style: Style) -> Text { fields.reduce(Text("")) { $0 + Text($1.words, style) } }

    /// The text without its styles, not yet sanitized.
    package var plain: String { fields.map(\.words).joined() }

    /// The width on one line, in terminal columns.
    var displayWidth: Int { plainWidth ?? glyphs().width }

    /// The width if the text is printable ASCII, where each byte takes one column and nothing needs to be made
    /// safe; otherwise nil.
    var plainWidth: Int? {
        var width = 0
        for field in fields {
            guard field.words.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
            width += field.words.utf8.count
        }
        return width
    }

    /// `plainWidth`, if it is at most `columns` and the text does not end in a space, which would not be drawn.
    func plainWidth(within columns: Int) -> Int? {
        guard fields.last?.words.utf8.last != UInt8(ascii: " "), let width = plainWidth, width <= columns
        else { return nil }
        return width
    }
}

extension Text: ExpressibleByStringLiteral {
    /// A text of one plain field.
    package init(stringLiteral words: String) { self.init(words) }
}
