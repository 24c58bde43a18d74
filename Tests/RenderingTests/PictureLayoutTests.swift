import Seeds
import Testing
import TextSafety

@testable import Rendering

@Suite struct PictureLayoutTests {
    @Test func `nothing on a shelf touches its neighbour`() throws {
        var numbers = SplitMix64(seed: 5)
        var shelves = RowPacking()
        var rows: [Int: [ClosedRange<Double>]] = [:]
        for _ in 0..<400 {
            let start = Double.random(in: 0...1000, using: &numbers)
            let place = start...(start + Double.random(in: 5...200, using: &numbers))
            let found = shelves.put(place)
            let row = try #require(found)
            #expect(!(rows[row] ?? []).contains { $0.overlaps(place) })
            rows[row, default: []].append(place)
        }
        #expect(rows.count == shelves.count)
        let full = shelves.put(0...1000, within: shelves.count)
        #expect(full == nil)
    }

    @Test func `words are cut to the room that they have, however long they are`() {
        var numbers = SplitMix64(seed: 17)
        let texts = (0..<500).map { _ in NastyTexts.one(&numbers) }
        for text in texts + [
            String(repeating: "W", count: 100_000), "a" + String(repeating: "\u{301}", count: 100_000),
        ] {
            let line = Typeface.fitted(text, to: 150, size: 13)
            #expect(Typeface.width(line, size: 13) <= 150)
            #expect(line == sanitized(line))
            let lines = Typeface.wrapped(text, to: 118, size: 13, lines: 3)
            #expect(lines.count <= 3 && lines.allSatisfy { Typeface.width($0, size: 13) <= 118 })
        }
        #expect(Typeface.fitted("demarche", to: 150) == "demarche")
        #expect(Typeface.wrapped("中華民國外交部", to: 45, size: 12, lines: 2) == ["中華民", "國外…"])
        #expect(Typeface.wrapped("United Nations", to: 60, size: 12, lines: 3) == ["United", "Nations"])
    }

    @Test func `numbers in a picture have a tenth at most`() {
        #expect(
            [0, -0.04, 12, 12.54, -3.25, 1e6].map(Markup.number) == [
                "0", "0", "12", "12.5", "-3.3", "1000000",
            ])
    }

    @Test func `the fullest lanes are bundled, and only until the others have room`() {
        #expect(TimelinePicture.fullest([60, 60, 0]).isEmpty)
        #expect(TimelinePicture.fullest([130, 3, 0]) == [0])
        #expect(TimelinePicture.fullest([3, 60, 61]) == [2])
        #expect(TimelinePicture.fullest([70, 70, 3]) == [0])
        #expect(TimelinePicture.fullest([200, 3, 500]) == [0, 2])
        #expect(TimelinePicture.fullest(Array(repeating: 10, count: 13)) == [0])
    }

    @Test func `no sentence of a title has two ends`() {
        #expect(Prose.sentences([]).isEmpty)
        #expect(Prose.sentences(["A step", "answer: open"]) == "A step. answer: open")
        for end in [".", "?", "!", "…"] {
            #expect(Prose.sentences(["Soon\(end)", "answer: partial"]) == "Soon\(end) answer: partial")
        }
    }
}
