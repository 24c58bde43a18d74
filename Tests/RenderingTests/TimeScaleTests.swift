import DisputeModel
import Seeds
import Testing

@testable import Rendering

@Suite struct TimeScaleTests {
    static let day = Instant.millisecondsPerDay

    @Test func `a quiet year between two busy weeks is cut short, and said to be`() {
        // Given a week in January, and a week two years later
        let moments = (0..<7).map { $0 * Self.day } + (730..<737).map { $0 * Self.day }
        // When they are put on paper
        let scale = TimeScale(moments, from: 0, to: 1000)
        // Then each week has nearly half of it
        #expect(scale.breaks.map(\.days) == [724])
        #expect(scale.x(6 * Self.day) > 400)
        #expect(scale.x(730 * Self.day) - scale.x(6 * Self.day) == TimeScale.breakWidth)
    }

    @Test func `what ended long ago is not squeezed by the time since then`() {
        let scale = TimeScale([0, 290, 430, 44_000].map { $0 * Self.day }, from: 0, to: 1000)
        #expect(scale.breaks.count == 1 && scale.x(430 * Self.day) > 900)
    }

    @Test func `acts that are evenly far apart have no break between them`() {
        #expect(TimeScale((0..<9).map { $0 * 400 * Self.day }, from: 0, to: 1000).breaks.isEmpty)
        #expect(TimeScale([0, 365 * Self.day, 366 * Self.day], from: 0, to: 1000).breaks.isEmpty)
        #expect(TimeScale([], from: 0, to: 1000).breaks.isEmpty)
    }

    @Test func `what is later stands further right, and nothing leaves the paper`() {
        var numbers = SplitMix64(seed: 20_211_118)
        for round in 0..<300 {
            let length = Int.random(in: 1...200_000, using: &numbers)
            let moments = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
                Int.random(in: -length...length, using: &numbers) * Self.day / 24
            }
            let scale = TimeScale(moments, from: 168, to: 1164)
            var last = -Double.infinity
            for moment in moments.sorted() {
                let x = scale.x(moment)
                #expect(x >= last && x >= 167.9 && x <= 1164.1, "round \(round): \(moments)")
                last = x
            }
            Self.expectTicksApart(TimeTicks(scale).ticks, "round \(round): \(moments)")
        }
    }

    @Test(arguments: [
        (1, "06:00"), (9, "2 Jan"), (300, "Mar"), (4000, "2005"), (60_000, "2100"), (700_000, "3000"),
    ])
    func `ticks go from hours to centuries`(days: Int, words: String) throws {
        let first = try #require(Day(year: 2000, month: 1, day: 1)).start.milliseconds
        let scale = TimeScale([first, first + days * Self.day], from: 0, to: 1000)
        let ticks = TimeTicks(scale).ticks
        #expect(ticks.contains { $0.words == words }, "\(ticks.compactMap(\.words))")
        #expect((3...16).contains(ticks.count { $0.words != nil }), "\(ticks.compactMap(\.words))")
    }

    private static func expectTicksApart(_ ticks: [TimeTicks.Tick], _ comment: String) {
        #expect(ticks.count < 60, "\(comment)")
        var end = -Double.infinity
        for tick in ticks {
            guard let words = tick.words else { continue }
            let half = Typeface.width(words, size: 11) / 2
            #expect(tick.x - half > end, "\(words): \(comment)")
            end = tick.x + half
        }
    }
}
