import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// A year has four digits wherever it is written, at both ends of the calendar.
@Suite(.endsInTime) struct YearWidthTests {
    private static let pages: [[String]] =
        [
            ["status", "d"], ["timeline", "d"], ["why", "d"], ["show", "2"], ["brief", "d"],
            ["brief", "d", "--format", "text"], ["timeline", "d", "--format", "svg"],
            ["timeline", "d", "--format", "html"], ["timeline", "d", "--format", "vis"],
            ["due", "--format", "ics"], ["due", "--format", "json"], ["timeline", "d", "--format", "json"],
        ] + [["status"], ["due"], ["agenda", "36500d"], ["todo"], ["news"], ["overview"], ["positions"]]

    private func desk() throws -> Desk {
        var ledger = Ledger()
        ledger.open("d", "A dispute", [("summary", "Old")])
        for (day, due) in [
            ("0001-02-03", "0001-02-20"), ("0033-04", "9999-12-31"), ("9999-12-30", "9999-12-31"),
        ] {
            ledger.add(
                "request-for-information", in: "d",
                [
                    ("actors", ["AUT"]), ("addressees", ["BLR"]), ("occurred", .string(day)),
                    ("standing", day.hasPrefix("9") ? "hedged" : "asserted"), ("due", ["on": .string(due)]),
                ])
        }
        ledger.add(
            "declared-position", in: "d", [("actors", ["BLR"]), ("occurred", "0001-03"), ("scope", "x")])
        return try Desk(ledger)
    }

    @Test(arguments: ["9999-12-31", "2021-11-18", "0040-01-01"])
    func `no answer has a year of more digits or fewer`(today: String) throws {
        let desk = try desk()
        for page in Self.pages {
            let said = desk.run(page + ["--today", today])
            #expect(said.code == 0, "\(page): \(said.err)")
            let years = said.out.matches(
                of: /(?:\d{5,}-\d\d-\d\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{5,})/)
            #expect(years.isEmpty, "\(page): \(years.map { $0.output })")
        }
        for format in ["csv", "cameo", "cloudevents", "graphml"] {
            let exported = desk.run("export", "--format", format).out
            #expect(exported.contains("0001"), "\(format)")
            #expect(exported.firstMatch(of: /\d{5,}-\d\d-\d\d/) == nil, "\(format)")
        }
        #expect(desk.run("timeline", "d", "--today", today).out.contains("3 Feb 0001"))
        #expect(
            desk.run("timeline", "d", "--today", today).out.contains("Apr 0033") || today.hasPrefix("0033"))
    }

    @Test func `what would be after the last day of the calendar is refused`() throws {
        let desk = try desk()
        for words in [
            "--on=10000-01-01", "--on=9999-12-31T23:59-01:00", "--due=10000-01-01", "--on=-0001-01-01",
        ] {
            let said = desk.run("record", "note", "d", "--by", "AUT", "--standing", "hedged", words)
            #expect(said.code == 65, "\(words): \(said)")
        }
    }
}
