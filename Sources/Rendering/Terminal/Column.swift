/// A column of a `Table`: what it is called and how it behaves where there is not room for all.
package struct Column: Hashable, Sendable {
    package enum Overflow: Hashable, Sendable {
        /// What does not fit is cut, with `…`.
        case truncate
        /// What does not fit goes on below, indented by the paragraph's own hang or, where it has none, by this.
        case wrap(hang: Int)
    }

    package var heading: Text
    package var alignment: Alignment
    /// It is never narrower, while there is any way to make room elsewhere; nil: of all that it holds, up to its
    /// maximum, or 8 if it is flexible.
    package var minimum: Int?
    package var maximum: Int
    /// It yields before the others do.
    package var isFlexible: Bool
    package var overflow: Overflow
    /// Where not even the minimum widths fit, the columns of the highest rank are left out, then the next; those of
    /// rank 0 stay and get narrower still.
    package var rank: Int

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
