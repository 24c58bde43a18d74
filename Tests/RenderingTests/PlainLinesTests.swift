import Seeds
import Testing
import TextSafety

@testable import Rendering

@Suite struct PlainLinesTests {
    @Test func `a text of printable ASCII is laid out as its glyphs are`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var dice = SplitMix64(seed: seed)
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 1...4, using: &dice)).reduce(Text("")) { text, _ in
                let count = Int.random(in: 0...14, using: &dice)
                let words = String((0..<count).map { _ in "aB7  -/:_,.".randomElement(using: &dice) ?? " " })
                return text + Text(words, Style.allCases.randomElement(using: &dice) ?? .plain)
            }
            let columns = Int.random(in: 1...24, using: &dice)
            let paragraph = Paragraph(
                text, hang: Int.random(in: 0...6, using: &dice),
                limit: Bool.random(using: &dice) ? .max : Int.random(in: 1...3, using: &dice))
            let canvas = TerminalCanvas(width: 80, colour: Bool.random(using: &dice))
            guard let plain = PlainLines(text) else { continue }
            let lines = plain.drawn(
                to: columns, hanging: paragraph.hang ?? 0, limit: paragraph.limit, on: canvas)
            let glyphs = paragraph.lines(to: columns, hanging: paragraph.hang ?? 0).map(
                \.withoutTrailingSpaces)
            try #require(
                lines.map(\.drawn) == glyphs.map(canvas.draw) && lines.map(\.width) == glyphs.map(\.width),
                "seed \(seed): \(text.fields.map(\.words)) in \(columns) columns, \(paragraph)")
        }
    }
}
