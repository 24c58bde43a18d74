import Testing

@testable import DisputeModel

/// Dates that are said from an act, which is not of today.
@Suite struct DatesAroundAnActTests {
    private static let today = Day(number: 20_785)
    private static let act = Day(number: 20_759)

    @Test func `today and the act are the days of these tests`() {
        #expect(Self.today.description == "2026-11-28" && Self.act.description == "2026-11-02")
    }

    @Test(arguments: [
        ("9 nov", "2026-11-09"), ("the 9th", "2026-11-09"), ("2 nov", "2026-11-02"), ("1 nov", "2027-11-01"),
        ("9.11.", "2026-11-09"), ("friday", "2026-11-06"), ("7 days", "2026-11-09"),
        ("in 2 weeks", "2026-11-16"),
        ("end of november", "2026-11-30"), ("november", "2026-11-30"), ("next week", "2026-11-15"),
        ("by 9 nov", "2026-11-09"), ("2026-11-20", "2026-11-20"), ("20 nov 2027", "2027-11-20"),
        ("a month", "2026-12-02"), ("tomorrow", "2026-11-29"), ("today", "2026-11-28"),
    ])
    func `what follows from an act is reckoned from the act`(words: String, day: String) {
        #expect(SpokenDate.day(words, today: Self.today, from: Self.act)?.description == day)
    }

    @Test(arguments: [
        ("9 nov", "2026-11-09"), ("30 oct", "2026-10-30"), ("31 dec", "2025-12-31"), ("3 jan", "2026-01-03"),
        ("3rd", "2026-11-03"), ("friday", "2026-10-30"), ("wednesday", "2026-11-04"),
        ("yesterday", "2026-11-27"),
        ("3 days ago", "2026-11-25"), ("october", "2026-10"), ("late october", "2026-10-20/2026-10-31"),
        ("14:30", "2026-11-02T14:30+01:00"), ("by 9 nov", "../2026-11-09"), ("2019", "2019"),
    ])
    func `of an act that is corrected the date nearest to it is meant`(words: String, date: String) {
        let direction = SpokenDate.Direction.near(last: Self.act + 7)
        let read = SpokenDate.edtf(
            words, today: Self.today, towards: direction, from: Self.act, minutesEast: { _, _ in 60 })
        #expect(read?.text == date)
    }

    @Test func `a date is never nearest after the last day that can be meant`() {
        let read = SpokenDate.edtf(
            "9 nov", today: Self.today, towards: .near(last: Self.act), from: Self.act,
            minutesEast: { _, _ in 60 })
        #expect(read?.text == "2025-11-09")
    }

    // MARK: The ends of the calendar

    @Test(arguments: ["9999-12-31T23:00-05:00", "0000-01-01T00:00+05:00", "0000-01-01T00:00:01+00:01"])
    func `a time beyond the calendar is not recorded, and no answer has a year of another width`(text: String)
        throws
    {
        let date = try #require(EDTF(text))
        #expect(!date.isInCalendar)
        let place = date.ownPlace
        #expect(place.description.count == 24 && Instant(place.description) != nil)
        #expect(Day(place.day.description) != nil)
        #expect(SpokenDate.edtf(text, today: Self.today, minutesEast: 0) == nil)
    }

    @Test(arguments: ["9999-12-31T18:59-05:00", "0000-01-01T05:00+05:00", "9999", "0000/..", "../9999-12-31"])
    func `a date within it is recorded`(text: String) throws {
        #expect(try #require(EDTF(text)).isInCalendar)
        #expect(SpokenDate.edtf(text, today: Self.today, minutesEast: 0)?.text == text)
    }

    @Test func `days beyond the calendar are written as its first and last`() {
        #expect(Day(number: -719_529).description == "0000-01-01")
        #expect(Day(number: 2_932_897).description == "9999-12-31")
        #expect(Day(number: 2_932_897).end.description == "9999-12-31T23:59:59.999Z")
        #expect(Day(number: -719_529).start.description == "0000-01-01T00:00:00.000Z")
    }

    @Test(arguments: ["before 0000-01-01", "after 9999-12-31", "before 0000", "after 9999"])
    func `nothing is before the calendar or after it`(words: String) {
        #expect(SpokenDate.edtf(words, today: Self.today, minutesEast: 0) == nil)
    }
}
