import DisputeModel
import Testing

@Suite struct DateTests {
    @Test(
        arguments: [
            ("2021", "2021-01-01T00:00:00.000Z", "2021-12-31T23:59:59.999Z"),
            ("2021-11", "2021-11-01T00:00:00.000Z", "2021-11-30T23:59:59.999Z"),
            ("2020-02~", "2020-02-01T00:00:00.000Z", "2020-02-29T23:59:59.999Z"),
            ("2021-11-10?", "2021-11-10T00:00:00.000Z", "2021-11-10T23:59:59.999Z"),
            ("2021-11-10T00:30+01:00", "2021-11-09T23:30:00.000Z", "2021-11-09T23:30:59.999Z"),
            ("2021-11-10T23:30:15-10:00", "2021-11-11T09:30:15.000Z", "2021-11-11T09:30:15.999Z"),
            ("2021-08/2021-11-10", "2021-08-01T00:00:00.000Z", "2021-11-10T23:59:59.999Z"),
            ("2021-09/..", "2021-09-01T00:00:00.000Z", nil),
            ("2021%/", "2021-01-01T00:00:00.000Z", nil),
            ("../2021-11-10", nil, "2021-11-10T23:59:59.999Z"),
            ("/2021", nil, "2021-12-31T23:59:59.999Z"),
        ] as [(String, String?, String?)])
    func `a date allows what it says`(text: String, earliest: String?, latest: String?) throws {
        let date = try #require(EDTF(text))
        #expect(date.earliest?.description == earliest)
        #expect(date.latest?.description == latest)
    }

    @Test func `without a beginning a date stands on the last day that it allows`() {
        #expect(EDTF("../2021-11-10")?.ownPlace.description == "2021-11-10T00:00:00.000Z")
        #expect(EDTF("/2021-11")?.ownPlace.description == "2021-11-30T00:00:00.000Z")
        #expect(EDTF("2021-08/..")?.ownPlace.description == "2021-08-01T00:00:00.000Z")
    }

    @Test(arguments: [
        "", "21", "2021-13", "2021-02-29", "2021-11-31", "2021-1-1", "2021-11-10T24:00Z",
        "2021-11-10T23:59:60Z",
        "2021-11-10T10:00", "2021-11-10T10:00Z?", "2021-11-10T10Z", "../..", "/", "..", "../",
        "2021-12/2021-11",
        "2021-11-10T10:00Z/2021-11-11", "2021-11-10??", "?2021", " 2021", "2021 ", "2021-11-1০", "+2021",
        "-2021",
        "2021-11-10T10:00+1:00", "2021-11-10T10:00+24:00", "2021-W45", "2021/2022/2023", "2021-11-10t10:00z",
    ])
    func `a malformed date is none`(text: String) {
        #expect(EDTF(text) == nil)
    }

    @Test func `days and instants are read back as they were written`() {
        for number in stride(from: -719_000, to: 2_900_000, by: 997) {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
            #expect(Instant(day.end.description) == day.end)
            #expect(day.end.day == day && day.start.day == day)
        }
        #expect(Day("2021-11-10")?.weekday == 3)
        #expect(Day("1969-12-31")?.weekday == 3)
    }
}
