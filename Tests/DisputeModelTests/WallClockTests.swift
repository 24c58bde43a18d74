import Testing

@testable import DisputeModel

/// Summer time in Vienna in 2026: forward on 29 March at 01:00 UTC, back on 25 October at 01:00 UTC.
@Suite struct WallClockTests {
    private static let forward = Instant("2026-03-29T01:00:00.000Z")
    private static let back = Instant("2026-10-25T01:00:00.000Z")
    private let vienna = WallClock { instant in
        guard let forward, let back else { return 0 }
        return instant >= forward && instant < back ? 120 : 60
    }

    private func offsets(_ day: String, _ hour: Int, _ minute: Int) throws -> [Int] {
        vienna.offsets(try #require(Day(day)), hour * 60 + minute)
    }

    @Test func `a time has the offset that the clock has then, on either side of a change`() throws {
        #expect(try offsets("2026-10-25", 1, 59) == [120])
        #expect(try offsets("2026-10-25", 3, 0) == [60])
        #expect(try offsets("2026-10-24", 12, 0) == [120])
        #expect(try offsets("2026-03-29", 1, 59) == [60])
        #expect(try offsets("2026-03-29", 3, 0) == [120])
        #expect(try offsets("2026-03-30", 0, 0) == [120])
    }

    @Test func `a time that the clock shows twice has both offsets, the first one first`() throws {
        #expect(try offsets("2026-10-25", 2, 0) == [120, 60])
        #expect(try offsets("2026-10-25", 2, 59) == [120, 60])
    }

    @Test func `a time that the clock never shows has none`() throws {
        #expect(try offsets("2026-03-29", 2, 0) == [])
        #expect(try offsets("2026-03-29", 2, 59) == [])
    }

    @Test func `the day is that of the clock`() throws {
        #expect(vienna.day(at: try #require(Instant("2026-07-01T22:30:00.000Z"))).description == "2026-07-02")
        #expect(vienna.day(at: try #require(Instant("2026-01-01T22:30:00.000Z"))).description == "2026-01-01")
    }
}
