/// A column of a `Table`: its heading, and how it shrinks when the table is too wide.
package struct Column: Hashable, Sendable {
    /// What happens to text that does not fit.
    package enum Overflow: Hashable, Sendable {
        /// The text is cut, with `…`.
        case truncate
        /// The text is wrapped. Lines after the first are indented by the hang of the paragraph or, if it has none, by
        /// this.
        case wrap(hang: Int)
    }

    /// The heading; empty if the column has none.
    package var heading: Text
    /// The side on which its cells are aligned.
    package var alignment: Alignment
    /// The column does not get narrower than this unless nothing else helps. nil: the width of its content, up to
    /// `maximum`; or 8 if it is flexible.
    package var minimum: Int?
    /// The greatest width.
    package var maximum: Int
    /// Whether it shrinks before the columns that are not flexible.
    package var isFlexible: Bool
    /// What happens to text that does not fit.
    package var overflow: Overflow
    /// If the minimum widths do not fit, the columns of the highest rank are left out first. Columns of rank 0 are
    /// never left out that way; they get narrower than their minimum.
    package var rank: Int

    /// A column. `minimum` is at least 1, and `maximum` is at least `minimum`; smaller numbers are raised.
    package init(
        _ heading: String = "", _ alignment: Alignment = .left, minimum: Int? = nil, maximum: Int = .max,
        isFlexible: Bool = false, overflow: Overflow = .truncate, rank: Int = 0
    ) {
        self.heading = Text(heading, .heading)
        self.alignment = alignment
        self.minimum = minimum.map { max(1, $0) }
        self.maximum = max(self.minimum ?? 1, maximum)
        self.isFlexible = isFlexible
        self.overflow = overflow
        self.rank = rank
    }
}
