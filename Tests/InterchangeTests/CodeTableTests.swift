import Casebook
import DisputeModel
import Testing
import TimeLimits

@testable import Interchange

/// Codes that mean one thing up to a day, and another after it.
@Suite(.endsInTime) struct CodeTableTests {
    private let room: PostRoom

    init() throws { room = try PostRoom() }

    private static let mapping = """
        codes:
          state: {file: states.csv, since: since, until: until}
        values:
          then: "{day}"
        dispute:
          id: zz
          title: Z
          sides: [{name: A, members: [AUT]}, {name: B, members: [NOR]}]
        event:
          key: "{no}"
          kind: demand
          actors: ["{who | code state then}"]
        """
    private static let states = """
        number,party,since,until
        365,RUS,,1922-12-29
        365,RUS,1991-12-27,
        365,SUN,1922-12-30,1991-12-26
        9,YMD,1967,1990
        315,CSK,,

        """

    private func take(
        _ rows: String..., states: String = states, mapping: String = mapping
    ) throws -> ImportReport {
        try room.folder.write(states, to: "states.csv")
        return try room.take((["no,day,who"] + rows).map { $0 + "\n" }.joined(), mapping: mapping)
    }

    @Test(
        arguments: [
            ("1900", "365", "RUS"), ("1922-12-30", "365", "SUN"), ("1991-12-26", "365", "SUN"),
            ("1991-12-27", "365", "RUS"), ("1991-12", "365", "SUN"), ("1991~", "365", "SUN"),
            ("../1922-01-05", "365", "RUS"), ("1992-01-03T01:00+03:00", "365", "RUS"), ("", "365", "RUS"),
            ("1990", "9", "YMD"), ("1967-01-01", "9", "YMD"), ("", "9", "YMD"), ("2020", "315", "CSK"),
        ])
    func `a code is whose it was on the day; without a day, whose it was last`(
        day: String, code: String, party: String
    ) throws {
        let report = try take("1,\(day),\(code)")
        #expect(report.bad == 0, "\(report.problems)")
        #expect(try room.events.last?.actors.map(\.reference) == [party])
    }

    @Test func `without a day in the template it is whose it was last`() throws {
        let report = try take(
            "1,1985,365", mapping: Self.mapping.replacing("code state then", with: "code state"))
        #expect(report.bad == 0, "\(report.problems)")
        #expect(try room.events.last?.actors.map(\.reference) == ["RUS"])
    }

    @Test func `a code that was nobody's on the day, and a day that is none, make the row a bad one`() throws
    {
        #expect(
            try take("1,1966-12-31,9", "2,1991-01-01,9", "3,soon,9", "4,soon,315").problems == [
                "[2]: \"9\" in who means nothing on 1966-12-31 in the code table \"state\".",
                "[3]: \"9\" in who means nothing on 1991-01-01 in the code table \"state\".",
                "[4]: \"soon\" in then is not a date (YYYY, YYYY-MM, YYYY-MM-DD).",
            ])
    }

    @Test(
        arguments: [
            ("1,A,,\n1,B,,\n", "\"1\" twice for the same time."),
            ("1,A,,1990\n1,B,1990-12-31,\n", "\"1\" twice for the same time."),
            ("1,A,1980,1989\n1,B,1970,\n", "\"1\" twice for the same time."),
            ("1,A,,1990\n1,B,,1989\n", "\"1\" twice for the same time."),
            ("1,A,soon,\n", "has no date where one should be: \"soon\"."),
        ])
    func `a code that means two things at once is a mistake of the table`(rows: String, problem: String)
        throws
    {
        do {
            _ = try take("1,1990,1", states: "number,party,since,until\n" + rows)
            Issue.record("It was taken.")
        } catch let error as MappingError {
            #expect(error.problem.contains(problem), "\(error.problem)")
        }
    }

    @Test func `a name of a former state leads to it in a row of any year`() throws {
        let mapping = Self.mapping.replacing("who | code state then", with: "who | party")
        let report = try take("1,1985,USSR", "2,2005,Czechoslovakia", "3,,East Germany", mapping: mapping)
        #expect(report.bad == 0, "\(report.problems)")
        #expect(try room.events.suffix(3).flatMap(\.actors).map(\.reference) == ["SUN", "CSK", "DDR"])
    }
}
