import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// `timeline --format timelinejs` and `--format vis`: the shapes that these libraries' own pages describe.
@Suite(.endsInTime) struct ViewerTests {
    @Test(arguments: ["timelinejs", "vis"])
    func `the fixture's disputes are as they were`(format: String) throws {
        let desk = try Desk(seeded: true)
        let said = desk.run("timeline", "rus-un-donation", "--format", format, "--today", "2021-11-24")
        #expect(said.code == 0)
        try RecordedPages.expect(said.out, matches: "timeline-\(format)")
    }

    @Test func `TimelineJS is told the stretch of an imprecise date, and the words of the record for it`()
        throws
    {
        let events = try #require(try Self.answer("timelinejs", of: Desk(seeded: true))["events"]?.array)
        let act = try #require(events.compactMap(\.object).first { $0["unique_id"]?.string == "e19" })
        #expect(act["display_date"]?.string == "Aug 2020 to 10 Nov")
        #expect(act["start_date"]?.object?["year"] == 2020)
        #expect(act["end_date"]?.object?["day"] == 10)
        for event in events.compactMap(\.object) {
            #expect(event["start_date"]?.object?["year"] != nil && event["text"]?.object?["headline"] != nil)
        }
    }

    @Test func `vis-timeline is told a range for a stretch, a point for a day, and a group that there is`()
        throws
    {
        let answer = try Self.answer("vis", of: Desk(seeded: true))
        let items = try #require(answer["items"]?.array).compactMap(\.object)
        let groups = Set(try #require(answer["groups"]?.array).compactMap { $0.object?["id"]?.canonical })
        #expect(Set(items.compactMap { $0["id"] }.map(\.canonical)).count == items.count)
        for item in items {
            #expect(groups.contains(try #require(item["group"]?.canonical)))
            #expect((item["type"]?.string == "range") == (item["end"] != nil))
        }
        #expect(items.contains { $0["type"]?.string == "range" })
    }

    @Test(arguments: ["timelinejs", "vis"])
    func `hostile words are no markup, though these libraries put them into pages as HTML`(format: String)
        throws
    {
        let desk = try Desk()
        desk.run("init")
        let hostile = "<img src=x onerror=alert(1)>\"'&\u{202E}\u{1B}[31m"
        desk.run("open", "a-b", "--title", hostile, "--side", "<img>\u{202E}=AUT", "--side", "B=BLR")
        let said = desk.run(
            "record", "statement", "a-b", "--by", "AUT", "--on", "2021-11-17", "--summary", hostile)
        try #require(said.code == 0, "\(said.err)")
        let answer = try Self.answer(format, of: desk, "a-b")
        let words = Self.strings(.object(answer))
        #expect(words.contains { $0.contains("&lt;img src=x") })
        for word in words {
            #expect(!word.contains("<img") && !word.contains("\u{202E}") && !word.contains("\u{1B}"))
        }
    }

    private static func answer(_ format: String, of desk: Desk, _ dispute: String = "rus-un-donation") throws
        -> JSONObject
    {
        let said = desk.run("timeline", dispute, "--format", format, "--today", "2021-11-24")
        return try #require(try JSON.parse(said.out).object, "\(said.err)")
    }

    private static func strings(_ json: JSON) -> [String] {
        switch json {
        case .string(let words): [words]
        case .array(let parts): parts.flatMap(strings)
        case .object(let object): object.members.flatMap { [$0.key] + strings($0.value) }
        default: []
        }
    }
}
