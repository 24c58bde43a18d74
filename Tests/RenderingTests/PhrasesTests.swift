import DisputeModel
import Rendering
import Testing

@Suite struct PhrasesTests {
    private let phrases: Phrases

    init() throws { phrases = Phrases(today: try #require(Day("2021-11-18"))) }

    @Test func `a day is said with its year where that is not this year`() throws {
        let (november, march) = (try #require(Day("2021-11-08")), try #require(Day("2018-03-12")))
        #expect(Phrases.day(phrases.today) == "Thu 18 Nov 2021")
        #expect(phrases.day(november) == "8 Nov")
        #expect(phrases.day(march) == "12 Mar 2018")
        #expect(phrases.since(november) == "8 Nov")
        #expect(phrases.since(march) == "Mar 2018")
        #expect(phrases.weekday(try #require(Day("2021-11-22"))) == "Mon 22 Nov")
        #expect(phrases.weekday(try #require(Day("2022-01-03"))) == "Mon 3 Jan 2022")
        #expect(phrases.day(try #require(Day("0033-04-03"))) == "3 Apr 0033")
    }

    @Test(
        arguments: [
            ("2021-11-10", "10 Nov"), ("2019-11-18", "18 Nov 2019"), ("2021-09", "Sep"),
            ("2018-03", "Mar 2018"),
            ("2021", "2021"), ("1905", "1905"), ("2021-09~", "about Sep"), ("2021-10-05?", "perhaps 5 Oct"),
            ("2019%", "perhaps about 2019"), ("../2021-11-10", "by 10 Nov"), ("/2021-11-10", "by 10 Nov"),
            ("../2020-11-10~", "by about 10 Nov 2020"), ("2021-09/..", "Sep or later"),
            ("2021-09/", "Sep or later"),
            ("2020-08/2021-11-10", "Aug 2020 to 10 Nov"), ("2021-11-03/2021-11-10", "3 to 10 Nov"),
            ("2021-11-03/2021-11-10~", "3 Nov to about 10 Nov"), ("2021-11/2021-11-10", "Nov to 10 Nov"),
            ("2019-09-03/2019-11-10", "3 Sep to 10 Nov 2019"),
            ("2021-11-30/2022-02", "30 Nov 2021 to Feb 2022"),
            ("2019/2021", "2019 to 2021"), ("2021/2021-11-10", "2021 to 10 Nov"),
            ("2020-08/2020-08", "Aug 2020"),
            ("2021-11-10T17:30+01:00", "10 Nov 17:30 +01:00"),
            ("2019-11-10T17:30:15Z", "10 Nov 2019 17:30:15 UTC"),
            ("2021-11-10T08:05-05:00", "10 Nov 08:05 -05:00"),
        ])
    func `a date says what is known`(edtf: String, words: String) throws {
        let date = try #require(EDTF(edtf))
        #expect(phrases.date(date) == words)
    }

    @Test func `a date that is unknown says so`() {
        #expect(phrases.date(nil) == "no date")
    }

    @Test func `spans and counts agree with their numbers`() {
        #expect(Phrases.span(days: 1) == "1 day")
        #expect(Phrases.span(days: 7) == "7 days")
        #expect(Phrases.span(days: 0) == "0 days")
        #expect(Phrases.span(days: 8, orMore: true) == "8+ days")
        #expect(Phrases.count(1, "event") == "1 event")
        #expect(Phrases.count(8000, "event") == "8,000 events")
        #expect(Phrases.count(2, "reply", "replies") == "2 replies")
        #expect(phrases.distance(phrases.today) == "today")
        #expect(phrases.distance(phrases.today - 1) == "1 day ago")
        #expect(phrases.distance(phrases.today + 4) == "in 4 days")
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-8000, "-8,000"),
            (-999, "-999"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func `thousands are set apart`(number: Int, digits: String) {
        #expect(Phrases.grouped(number) == digits)
    }
}
