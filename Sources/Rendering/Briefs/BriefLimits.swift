import Answers
import DisputeModel
import TextSafety

/// How much a brief may say, so that it prints on one sheet of A4 as `BriefDocument` lays it out.
///
/// Words are measured as if they were set in a wide typeface, so a sheet has a little more room than is counted with.
struct BriefLimits {
    /// How many entries a list has.
    let list: Int
    /// How long what an event says may be, in Unicode scalars.
    let gist: Int
    /// The same of a name.
    let name: Int

    /// How many names stand one beside the other.
    var names: Int { min(list, 3) }
    var citation: Int { isBare ? name : name + 10 }
    /// The foot of the page says what and when it was, and no more of who it was and of further sources.
    var isBare: Bool { name < 10 }

    static let ample = BriefLimits(list: 4, gist: 150, name: 60)
    /// The last is for what nobody writes but to break a page.
    static let narrower = [
        (3, 130, 60), (3, 90, 60), (2, 90, 40), (2, 60, 40), (1, 60, 30), (1, 8, 8),
    ].map { BriefLimits(list: $0, gist: $1, name: $2) }

    /// In points, and to the letter what `BriefDocument` says for paper: between the margins; a heading with what is above
    /// and below it; a line of text and of the smaller print in two columns, and what is below a paragraph of either.
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
        // The columns are of one height, but for a paragraph that is not broken.
        return head + Double(brief.sections.count + 1) * heading + sentences.reduce(0, +)
            + sources.reduce(0, +) / 2 + 2 * smallLine
    }

    /// A word that does not fit leaves a little of a line free.
    private static func lines(_ words: String, _ size: Double, _ width: Double) -> Double {
        let lines = Typeface.width(harmless(words), size: size) / width
        return lines <= 1 ? 1 : (lines * 1.05).rounded(.up)
    }
}
