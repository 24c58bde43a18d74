import Testing

@testable import DisputeModel

/// Today is Thursday, 11 November 2021, in Vienna, unless it is said otherwise.
@Suite struct SpokenDateTests {
    private static let today = Day(number: 18_942)

    private func edtf(_ words: String, towards direction: SpokenDate.Direction = .past) -> String? {
        SpokenDate.edtf(words, today: Self.today, towards: direction, minutesEast: 60)?.text
    }

    private func day(_ words: String, towards direction: SpokenDate.Direction = .future) -> String? {
        SpokenDate.day(words, today: Self.today, towards: direction)?.description
    }

    @Test func `today is the day of these tests`() {
        #expect(Self.today.description == "2021-11-11" && Self.today.weekday == 4)
    }

    @Test(arguments: [
        "2021", "2021-11~", "2021-11-10", "2021-11-10?", "2021-11-10T14:30Z", "2021-11-10T14:30:05+01:00",
        "2021-08/2021-11-10", "../2021-11-10", "2021-09/..", "2021-09/", "/2021", "1904-10-21/1904-10-22",
    ])
    func `EDTF is itself`(text: String) {
        #expect(edtf(text) == text && edtf(" \(text)\n") == text)
    }

    @Test(
        arguments: [
            ("today", "2021-11-11"), ("Yesterday", "2021-11-10"), ("tomorrow", "2021-11-12"),
            ("the day before yesterday", "2021-11-09"), ("3 days ago", "2021-11-08"),
            ("a week ago", "2021-11-04"), ("two weeks ago", "2021-10-28"), ("7d ago", "2021-11-04"),
            ("7d", "2021-11-18"), ("in 3 days", "2021-11-14"), ("0 days ago", "2021-11-11"),
            ("2 months ago", "2021-09"), ("11 months ago", "2020-12"), ("3 years ago", "2018"),
        ])
    func `days are counted from today, months and years only named`(words: String, date: String) {
        #expect(edtf(words) == date)
    }

    @Test(
        arguments: [
            ("thu", "2021-11-11", "2021-11-18"), ("thursday", "2021-11-11", "2021-11-18"),
            ("Wed", "2021-11-10", "2021-11-17"), ("on friday", "2021-11-05", "2021-11-12"),
            ("tues", "2021-11-09", "2021-11-16"), ("last thu", "2021-11-04", "2021-11-04"),
            ("last wed", "2021-11-10", "2021-11-10"), ("next thu", "2021-11-18", "2021-11-18"),
            ("this friday", "2021-11-12", "2021-11-12"), ("this monday", "2021-11-08", "2021-11-08"),
        ])
    func `a weekday is the last one, today included, or the next one after today`(
        words: String, past: String, future: String
    ) {
        #expect(edtf(words) == past && edtf(words, towards: .future) == future)
        #expect(day(words, towards: .past) == past && day(words) == future)
    }

    @Test(
        arguments: [
            ("10 nov", "2021-11-10", "2022-11-10"), ("11 nov", "2021-11-11", "2021-11-11"),
            ("12 Nov.", "2020-11-12", "2021-11-12"), ("Nov 10th", "2021-11-10", "2022-11-10"),
            ("the 1st of november", "2021-11-01", "2022-11-01"), ("the 10th", "2021-11-10", "2021-12-10"),
            ("31st", "2021-10-31", "2021-12-31"), ("29 feb", "2020-02-29", "2024-02-29"),
            ("10 Nov 2021", "2021-11-10", "2021-11-10"), ("November 10, 2021", "2021-11-10", "2021-11-10"),
            ("Thu 18 Nov 2021", "2021-11-18", "2021-11-18"), ("tue 9 nov", "2021-11-09", nil),
            ("10.11.2021", "2021-11-10", "2021-11-10"), ("10.11.", "2021-11-10", "2022-11-10"),
        ] as [(String, String, String?)])
    func `a day of a month is in the year that is nearest`(words: String, past: String, future: String?) {
        #expect(edtf(words) == past && edtf(words, towards: .future) == future)
    }

    @Test(
        arguments: [
            ("october", "2021-10", "2022-10"), ("nov", "2021-11", "2021-11"),
            ("December", "2020-12", "2021-12"),
            ("sept 2020", "2020-09", "2020-09"), ("in september", "2021-09", "2022-09"),
            ("last november", "2020-11", "2020-11"), ("next november", "2022-11", "2022-11"),
            ("last month", "2021-10", "2021-10"), ("this year", "2021", "2021"),
            ("last year", "2020", "2020"),
            ("in 2019", "2019", "2019"), ("last week", "2021-11-01/2021-11-07", "2021-11-01/2021-11-07"),
            ("this week", "2021-11-08/2021-11-14", "2021-11-08/2021-11-14"),
            ("late september", "2021-09-20/2021-09-30", "2022-09-20/2022-09-30"),
            ("late november", "2020-11-20/2020-11-30", "2021-11-20/2021-11-30"),
            ("early nov", "2021-11-01/2021-11-10", "2022-11-01/2022-11-10"),
            ("mid-november", "2021-11-10/2021-11-20", "2021-11-10/2021-11-20"),
            ("late feb 2020", "2020-02-20/2020-02-29", "2020-02-20/2020-02-29"),
            ("end of october", "2021-10-20/2021-10-31", "2022-10-20/2022-10-31"),
            ("the beginning of last month", "2021-10-01/2021-10-10", "2021-10-01/2021-10-10"),
            ("early 2021", "2021-01-01/2021-04-30", "2021-01-01/2021-04-30"),
            ("late last year", "2020-09-01/2020-12-31", "2020-09-01/2020-12-31"),
        ])
    func `longer times have names`(words: String, past: String, future: String) {
        #expect(edtf(words) == past && edtf(words, towards: .future) == future)
    }

    @Test(
        arguments: [
            ("by 10 nov", "../2021-11-10"), ("by yesterday", "../2021-11-10"),
            ("until october", "../2021-10"),
            ("by late september", "../2021-09-30"), ("by 2020-03", "../2020-03"),
            ("before 10 nov", "../2021-11-09"), ("before november", "../2021-10"), ("before 2021", "../2020"),
            ("before late september", "../2021-09-19"), ("since 10 nov", "2021-11-10/.."),
            ("from 10 nov", "2021-11-10/.."), ("since late september", "2021-09-20/.."),
            ("after 10 nov", "2021-11-11/.."), ("after december 2020", "2021-01/.."),
            ("by about 10 nov", "../2021-11-10~"), ("since perhaps 2019", "2019?/.."),
        ])
    func `what is open at one end says so, and before and after do not count the day itself`(
        words: String, date: String
    ) {
        #expect(edtf(words) == date)
    }

    @Test(
        arguments: [
            ("between 8 nov and yesterday", "2021-11-08/2021-11-10"),
            ("between 8 and 10 nov", "2021-11-08/2021-11-10"), ("8-10 nov 2020", "2020-11-08/2020-11-10"),
            ("nov 8 to 10th", "2021-11-08/2021-11-10"), ("from mon to wed", "2021-11-08/2021-11-10"),
            ("between december and february", "2020-12/2021-02"),
            ("between dec 2019 and february", "2019-12/2020-02"),
            ("between 20 dec and 5 jan", "2020-12-20/2021-01-05"), ("2020-03 to may", "2020-03/2020-05"),
            ("between early september and late october", "2021-09-01/2021-10-31"),
            ("october – november", "2021-10/2021-11"),
        ])
    func `of two dates each lends the other what it lacks`(words: String, date: String) {
        #expect(edtf(words) == date)
    }

    @Test func `towards the future the second date follows the first`() {
        #expect(edtf("mon to wed", towards: .future) == "2021-11-15/2021-11-17")
        #expect(edtf("between december and february", towards: .future) == "2021-12/2022-02")
    }

    @Test(
        arguments: [
            ("about 10 nov", "2021-11-10~"), ("circa october", "2021-10~"), ("around 2019", "2019~"),
            ("c. 2019", "2019~"), ("perhaps yesterday", "2021-11-10?"), ("10 nov?", "2021-11-10?"),
            ("10 nov ~", "2021-11-10~"), ("about late september", "2021-09-20~/2021-09-30~"),
        ])
    func `doubt is kept`(words: String, date: String) {
        #expect(edtf(words) == date)
    }

    @Test(
        arguments: [
            ("yesterday 17:30", "2021-11-10T17:30+01:00"), ("tue 14:30", "2021-11-09T14:30+01:00"),
            ("yesterday at 9:05", "2021-11-10T09:05+01:00"), ("9:05", "2021-11-11T09:05+01:00"),
            ("10 nov 2020 17:30:15", "2020-11-10T17:30:15+01:00"),
            ("5pm yesterday", "2021-11-10T17:00+01:00"),
            ("12:15am", "2021-11-11T00:15+01:00"), ("noon today", "2021-11-11T12:00+01:00"),
            ("yesterday 17:30z", "2021-11-10T17:30Z"), ("17:30 utc 10 nov", "2021-11-10T17:30Z"),
            ("yesterday 17:30-05:00", "2021-11-10T17:30-05:00"),
        ])
    func `an hour is written with its zone`(words: String, date: String) {
        #expect(edtf(words) == date)
    }

    @Test func `the last minute of a day is 23:59`() {
        #expect(SpokenTime("23:59")?.minute == 1439)
        #expect(SpokenTime("24:00") == nil && SpokenTime("24:30") == nil)
        #expect(SpokenTime("12:59pm")?.minute == 779 && SpokenTime("13:00pm") == nil)
    }

    @Test func `the zone is that of the day itself, where the clock is changed`() {
        func vienna(_ words: String) -> String? {
            SpokenDate.edtf(words, today: Self.today) { day, minute in
                (day, minute) < (Day(number: 18_931), 180) ? 120 : 60
            }?.text
        }
        #expect(vienna("31 oct 02:59") == "2021-10-31T02:59+02:00")
        #expect(vienna("31 oct 03:00") == "2021-10-31T03:00+01:00")
        #expect(
            SpokenDate.edtf("1:00", today: Self.today, minutesEast: -210)?.text == "2021-11-11T01:00-03:30")
        #expect(SpokenDate.edtf("1:00", today: Self.today, minutesEast: 0)?.text == "2021-11-11T01:00Z")
    }

    @Test(
        arguments: [
            ("2021-11-30", "2021-11-30"), ("7d", "2021-11-18"), ("in 2 weeks", "2021-11-25"),
            ("by friday", "2021-11-12"), ("before friday", "2021-11-11"), ("10 nov", "2022-11-10"),
            ("november", "2021-11-30"), ("end of november", "2021-11-30"), ("next week", "2021-11-21"),
            ("2022", "2022-12-31"), ("in 3 months", "2022-02-11"), ("in a year", "2022-11-11"),
            ("1m", "2021-12-11"), ("2022-02", "2022-02-28"), ("2 months ago", "2021-09-11"),
        ])
    func `a date to keep is one day, of a longer time the last`(words: String, date: String) {
        #expect(day(words) == date)
    }

    @Test func `of a time that is not over, the past knows until today`() {
        #expect(
            day("november", towards: .past) == "2021-11-11" && day("2021", towards: .past) == "2021-11-11")
        #expect(day("october", towards: .past) == "2021-10-31")
        #expect(day("2021-12-01", towards: .past) == "2021-12-01")
    }

    @Test func `a month from the last of a month ends with the shorter one`() {
        let last = Day(number: 18_657)
        #expect(last.description == "2021-01-30")
        #expect(SpokenDate.day("in a month", today: last)?.description == "2021-02-28")
    }

    @Test(arguments: [
        "", " ", "soon", "nov 31", "31 february 2021", "2021-13", "10 nov 21", "10/11/2021",
        "fri 10 nov 2021",
        "10", "by", "since", "between 10 nov", "between", "about", "between 2021-11 and 2021-10", "24:00",
        "yesterday 17:60", "13pm", "17", "late yesterday", "about 17:30", "by yesterday 17:30", "3 moons ago",
        "99999 days ago", "9999 years ago", "in 9999 years", "ago", "in", "last", "at", "?", "-", "to",
        "of the",
        "day before tomorrow", "32nd", "10x nov", "010 nov", "2021-11-10T10:00", "10 nov to", "ju",
        "10.13.2021",
        "٣ days ago",
    ])
    func `what is not understood is none`(words: String) {
        #expect(edtf(words) == nil)
    }

    @Test(arguments: [
        "yesterday 17:30", "2021-11-10T14:30Z", "about 10 nov", "2021-11~", "since monday", "../2021",
    ])
    func `what says more than a day is no day`(words: String) {
        #expect(day(words) == nil)
    }

    @Test func `whatever is typed, the answer is EDTF or none`() {
        let words = [
            "by", "since", "between", "and", "about", "late", "nov", "10", "2021", "mon", "ago", "in", "3",
            "days",
            "17:30", "?", "-", "last", "before", "0000", "9999", "year", "10th", "to",
        ]
        var seed: UInt64 = 20_211_111
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        for _ in 0..<1500 {
            let text = (0...next(5)).map { _ in words[next(words.count)] }.joined(separator: " ")
            for today in [Self.today, Day(number: -719_528), Day(number: 2_932_896)] {
                for direction in [SpokenDate.Direction.past, .future] {
                    let date = SpokenDate.edtf(text, today: today, towards: direction, minutesEast: 60)
                    #expect(date == nil || EDTF(date?.text ?? "") == date, "\(text)")
                    if let day = SpokenDate.day(text, today: today, towards: direction) {
                        #expect(Day(day.description) == day, "\(text)")
                    }
                }
            }
        }
    }

    @Test func `an hour of more digits than a number holds is no hour`() {
        #expect(edtf(String(repeating: "8", count: 40) + ":23") == nil)
        #expect(edtf("10 nov 99999999999999999999pm") == nil)
    }
}
