import Rendering
import Seeds
import Testing
import TextSafety

/// Whatever the texts are, a page stays within its width and its terminal unharmed.
@Suite struct LayoutPropertyTests {
    @Test func `no line is too wide and no control character survives`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var numbers = SplitMix64(seed: seed)
        for _ in 0..<150 {
            let canvas = TerminalCanvas(
                width: [0, 1, 2, 3, 7, 20, 40, 41, 80, 200].randomElement(using: &numbers) ?? 80,
                colour: .random(using: &numbers), isolates: .random(using: &numbers))
            var lines = table(&numbers).lines(on: canvas)
            lines.append(canvas.line(text(&numbers), indent: Int.random(in: 0...5, using: &numbers)))
            lines.append(canvas.line(text(&numbers), right: text(&numbers)))
            lines += canvas.lines(
                text(&numbers), indent: Int.random(in: 0...5, using: &numbers),
                hanging: Int.random(in: 0...50, using: &numbers))
            for line in lines {
                let plain = canvas.colour ? withoutInk(line) : line
                #expect(
                    plain.displayWidth <= canvas.width, "seed \(seed), \(canvas): \(plain.debugDescription)")
                #expect(isHarmless(plain), "seed \(seed), \(canvas): \(plain.debugDescription)")
                #expect(canvas.isolates || !plain.unicodeScalars.contains("\u{2068}"), "seed \(seed)")
            }
        }
    }

    @Test func `what is cut, filled or wrapped is as wide as asked`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var numbers = SplitMix64(seed: seed)
        for _ in 0..<600 {
            let text = NastyTexts.one(&numbers)
            let columns = Int.random(in: 0...50, using: &numbers)
            let cut = truncated(text, to: columns)
            #expect(cut.displayWidth <= columns && isHarmless(cut), "seed \(seed): \(text.debugDescription)")
            let full = padded(cut, to: columns, .right)
            #expect(full.displayWidth == columns, "seed \(seed): \(text.debugDescription)")
            for line in wrapped(text, to: columns, hanging: Int.random(in: 0...60, using: &numbers)) {
                #expect(
                    line.displayWidth <= columns && isHarmless(line), "seed \(seed): \(text.debugDescription)"
                )
            }
        }
    }

    @Test func `of a paragraph that is cut, the lines before the cut are those of the whole`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var numbers = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let words = (0..<3).reduce(text(&numbers)) { sum, _ in sum + text(&numbers) }
            let width = Int.random(in: 1...30, using: &numbers)
            let limit = Int.random(in: 1...4, using: &numbers)
            func lines(_ limit: Int) -> [String] {
                var table = Table([Column(minimum: width, maximum: width, overflow: .wrap(hang: 2))])
                table.add([Cell([Paragraph(words, limit: limit)])])
                return table.lines(on: TerminalCanvas(width: width))
            }
            let (cut, whole) = (lines(limit), lines(.max))
            #expect(cut.count == min(limit, whole.count), "seed \(seed), \(width) × \(limit): \(words)")
            let same = whole.count > limit ? limit - 1 : whole.count
            #expect(
                cut.prefix(same).elementsEqual(whole.prefix(same)),
                "seed \(seed), \(width) × \(limit): \(words)")
        }
    }

    @Test func `a treaty in a cell costs what a sentence costs`() {
        func time(_ words: Int) -> Duration {
            let text = Text(String(repeating: "wörter ", count: words))
            var table = Table([Column(minimum: 24, maximum: 98, isFlexible: true, overflow: .wrap(hang: 2))])
            table.add([Cell([Paragraph(text, limit: 3)])])
            return ContinuousClock().measure {
                for _ in 0..<20 {
                    _ = (table.lines(on: TerminalCanvas(width: 80)), TerminalCanvas(width: 80).line(text))
                }
            }
        }
        _ = time(100)
        #expect(time(100_000) < time(100) * 100)
    }

    @Test func `wrapping loses no word`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var numbers = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let text = sanitized(NastyTexts.one(&numbers))
            let (columns, hanging) = (
                Int.random(in: 2...50, using: &numbers), Int.random(in: 0...4, using: &numbers)
            )
            let lines = wrapped(text, to: columns, hanging: hanging)
            // Compared by scalars: a line's end may part characters that would otherwise join.
            let before = text.unicodeScalars.filter { $0 != " " && $0 != "\u{25CC}" }
            let after = lines.joined().unicodeScalars.filter { $0 != " " && $0 != "\u{25CC}" }
            let hasWide = text.contains { $0.displayWidth > max(2, columns - hanging) }
            #expect(
                hasWide || before.elementsEqual(after), "seed \(seed): \(text.debugDescription) to \(columns)"
            )
        }
    }

    private func text(_ numbers: inout SplitMix64) -> Text {
        (0..<Int.random(in: 1...3, using: &numbers)).reduce(Text("")) { sum, _ in
            sum + Text(NastyTexts.one(&numbers), Style.allCases.randomElement(using: &numbers) ?? .plain)
        }
    }

    private func table(_ numbers: inout SplitMix64) -> Table {
        let columns = (0..<Int.random(in: 1...7, using: &numbers)).map { _ in
            Column(
                NastyTexts.one(&numbers), .random(using: &numbers) ? .left : .right,
                minimum: Int.random(in: 0...20, using: &numbers),
                maximum: .random(using: &numbers) ? .max : Int.random(in: 0...30, using: &numbers),
                isFlexible: .random(using: &numbers),
                overflow: .random(using: &numbers)
                    ? .truncate : .wrap(hang: Int.random(in: 0...6, using: &numbers)),
                rank: Int.random(in: 0...3, using: &numbers))
        }
        var table = Table(columns, indent: Int.random(in: 0...4, using: &numbers))
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
            switch Int.random(in: 0..<8, using: &numbers) {
            case 0: table.add(across: text(&numbers), hang: Int.random(in: 0...6, using: &numbers))
            case 1: table.addBlank()
            default:
                table.add(
                    (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
                        Cell(
                            (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                                Paragraph(text(&numbers), hang: .random(using: &numbers) ? nil : 3)
                            })
                    })
            }
        }
        return table
    }

    /// No control, separator or bidi control but the isolates that the kit itself sets, which are closed again.
    private func isHarmless(_ line: String) -> Bool {
        var open = 0
        for scalar in line.unicodeScalars {
            switch scalar.value {
            case 0x2068: open += 1
            case 0x2069: open -= 1
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066, 0x2067, 0x2028, 0x2029: return false
            default: if scalar.properties.generalCategory == .control { return false }
            }
            guard (0...1).contains(open) else { return false }
        }
        return open == 0
    }

    /// Without the kit's own escape sequences; any other stays and is found.
    private func withoutInk(_ line: String) -> String {
        let inks = ["[0m", "[1m", "[1;31m", "[33m", "[1;36m", "[32m", "[2m"]
        var result = String.UnicodeScalarView()
        var rest = Substring(line).unicodeScalars
        while let scalar = rest.first {
            let after = rest.dropFirst()
            if scalar == "\u{1B}", let style = inks.first(where: { after.starts(with: $0.unicodeScalars) }) {
                rest = rest.dropFirst(1 + style.unicodeScalars.count)
            } else {
                result.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }
}
