import Answers
import DisputeModel
import TextSafety

/// Limits on the content of a brief, so that it prints on one A4 sheet in the layout of `BriefDocument`.
///
/// Text is measured with the advances of a wide typeface, so the real sheet has slightly more room than is calculated.
struct BriefLimits {
    /// The maximum number of entries in a list.
    let list: Int
    /// The maximum length of an event's gist, in Unicode scalars.
    let gist: Int
    /// The maximum length of a name, in Unicode scalars.
    let name: Int

    /// The maximum number of names in one enumeration.
    var names: Int { min(list, 3) }
    /// The maximum length of a source's citation, in Unicode scalars.
    var citation: Int { isBare ? name : name + 10 }
    /// Whether the list of events at the end of the page omits the parties and all sources but the first.
    var isBare: Bool { name < 10 }

    static let ample = BriefLimits(list: 4, gist: 150, name: 60)
    /// Ever tighter limits. The last is for input that was made to overflow the page.
    static let narrower = [
        (3, 130, 60), (3, 90, 60), (2, 90, 40), (2, 60, 40), (1, 60, 30), (1, 8, 8),
    ].map { BriefLimits(list: $0, gist: $1, name: $2) }

    /// Sizes in points, which must equal those of the print style sheet in `BriefDocument`: the page's width and height
    /// between the margins, and the width of one of its two columns; the sizes and line heights of normal and small
    /// text, and
    /// the gap below a paragraph of either; the title, and a section heading including the space above and below it.
    private static let (width, narrowWidth, height) = (505.0, 248.0, 765.0)
    private static let (size, line, smallSize, smallLine, gap) = (8.6, 11.2, 7.0, 8.4, 0.6)
    private static let (titleSize, titleLine, heading) = (14 * Typeface.bold, 17.5, 18.0)

    func holds(_ brief: Brief) -> Bool { Self.height(of: brief) <= Self.height }

    static func height(of brief: Brief) -> Double {
        let head =
            lines(brief.title, titleSize, width) * titleLine
            + (lines(brief.restriction ?? "", size, width) + lines(brief.briefing.status.dispute, size, width)
                + 1)
            * line
        let sentences = brief.sections.flatMap(\.sentences).map { sentence in
            lines("\(sentence.words.plain) \(sentence.events.words)", size, width) * line + gap
        }
        let sources = brief.events.map { mention in
            lines(
                "\(EventNames.name(mention.position)) \(brief.source(mention).plain)", smallSize, narrowWidth)
                * smallLine
                + gap
        }
        // The two columns have equal heights, except that a paragraph is not split; two lines allow for that.
        return head + Double(brief.sections.count + 1) * heading + sentences.reduce(0, +)
            + sources.reduce(0, +) / 2 + 2 * smallLine
    }

    /// The number of lines. Adds 5 percent for the space that is lost at the end of each line by wrapping whole words.
    private static func lines(_ words: String, _ size: Double, _ width: Double) -> Double {
        let lines = Typeface.width(sanitized(words), size: size) / width
        return lines <= 1 ? 1 : (lines * 1.05).rounded(.up)
    }
}
