import Testing
import TimeLimits

@testable import chancery

/// `due --format ics`, read by a small reader of iCalendar (RFC 5545) that is stricter than calendars are.
@Suite(.endsInTime) struct CalendarTests {
    @Test func `the fixture's calendar is as it was`() throws {
        let said = try Desk(seeded: true).run("due", "--format", "ics", "--today", "2021-11-18")
        #expect(said.code == 0)
        #expect(said.err == "4 obligations have no date and cannot be in a calendar.\n")
        try RecordedPages.expect(said.out, matches: "due.ics")
    }

    @Test
    func `a date that somebody set is a task and a day, our own date a tentative day, a conference a day`()
        throws
    {
        let desk = try Self.desk()
        desk.record("note", "--due", "2021-12-01", "--expects-reply", "--summary", "Asks, and waits; a, b\\c")
        desk.record("demarche", "--due-about", "2021-12-03", "--summary", "The same matter")
        let parts = try Self.calendar(desk)
        let tasks = parts.filter { $0.name == "VTODO" }
        let days = parts.filter { $0.name == "VEVENT" }
        try #require(tasks.count == 1 && days.count == 2)
        #expect(tasks[0]["DUE;VALUE=DATE"] == "20211201")
        #expect(tasks[0]["STATUS"] == "NEEDS-ACTION")
        #expect(days[0]["DTSTART;VALUE=DATE"] == "20211201")
        #expect(days[0]["DTEND;VALUE=DATE"] == nil, "A day, which needs no end.")
        #expect(days.map { $0["STATUS"] } == ["CONFIRMED", "TENTATIVE"])
        #expect(tasks[0]["DESCRIPTION"]?.contains("Asks\\, and waits\\; a\\, b\\\\c") == true)
    }

    @Test func `a later file changes the entries that are there, and adds none twice`() throws {
        let desk = try Self.desk()
        desk.record("note", "--due", "2021-12-01", "--expects-reply")
        let before = try Self.calendar(desk)
        #expect(try Self.calendar(desk) == before, "The same log gives the same file.")
        let opener = try #require(desk.last)
        let answered = desk.run(
            "record", "refusal", "a-b", "--by", "BLR", "--to", "AUT", "--on", "2021-11-17", "--reply-to",
            opener)
        #expect(answered.code == 0, "\(answered.err)")
        let after = try Self.calendar(desk)
        #expect(before.map { $0["UID"] } == after.map { $0["UID"] })
        #expect(Set(after.compactMap { $0["UID"] }).count == after.count)
        for (old, new) in zip(before, after) {
            #expect(try #require(Int(new["SEQUENCE"] ?? "")) > #require(Int(old["SEQUENCE"] ?? "")))
        }
        #expect(after.map { $0["STATUS"] } == ["COMPLETED", "CANCELLED"])
        #expect(after.allSatisfy { !$0.hasAlarm })
        let later = desk.run("due", "--format", "ics", "--today", "2022-03-01")
        #expect(try Self.parts(later.out).isEmpty, "What ended more than 90 days ago is no more.")
    }

    /// What an event gave, by the ends of the names; what is done to it; what the later file says of them.
    private static let changes: [(gives: [String], change: [String], after: [String: String])] = [
        (
            ["--due", "2021-12-01", "--expects-reply"], ["retract", "E", "--reason", "An error"],
            ["task": "CANCELLED", "day": "CANCELLED"]
        ),
        (
            ["--due", "2021-12-01", "--expects-reply"], ["correct", "E", "--set", "due="],
            ["task": "CANCELLED", "day": "CANCELLED"]
        ),
        (
            ["--due", "2021-12-01", "--expects-reply"],
            ["correct", "E", "--set", #"due={"about":"2021-12-02"}"#],
            ["task": "CANCELLED", "day": "TENTATIVE"]
        ),
        (
            ["--due", "2021-12-01", "--expects-reply"], ["correct", "E", "--set", "expectsReply=false"],
            ["task": "CANCELLED", "day": "CANCELLED", "date": "CONFIRMED"]
        ),
        (["--due", "2021-12-05"], ["retract", "E", "--reason", "Called off"], ["date": "CANCELLED"]),
        (
            ["--due", "2021-12-05"], ["correct", "E", "--set", #"due={"on":"2021-12-06"}"#],
            ["date": "CONFIRMED"]
        ),
    ]

    @Test(arguments: changes.indices)
    func `what a later file no longer gives, it cancels`(index: Int) throws {
        let (gives, change, after) = Self.changes[index]
        let desk = try Self.desk()
        let kind = gives.contains("--expects-reply") ? "note" : "meeting"
        let said = desk.run(
            ["record", kind, "a-b", "--by", "AUT", "--to", "BLR", "--on", "2021-11-17"] + gives)
        #expect(said.code == 0, "\(said.err)")
        let before = try Self.calendar(desk)
        let changed = desk.run(change.map { $0 == "E" ? desk.last ?? "" : $0 })
        #expect(changed.code == 0, "\(changed.err)")
        let parts = try Self.calendar(desk)
        let names = parts.map { $0["UID"] ?? "" }
        #expect(Set(before.compactMap { $0["UID"] }).isSubset(of: names) && Set(names).count == names.count)
        for part in parts {
            let form = try #require(part["UID"]?.split(separator: "@")[0].split(separator: "-").last)
            #expect(part["STATUS"] == after[String(form)], "\(form)")
            #expect(part["STATUS"] != "CANCELLED" || !part.hasAlarm)
        }
    }

    @Test func `an answer that was found long after it was given takes the date out of the calendar`() throws
    {
        let desk = try Self.desk()
        desk.record("note", "--due", "2021-12-01", "--expects-reply")
        let opener = try #require(desk.last)
        let answered = desk.run(
            "record", "refusal", "a-b", "--by", "BLR", "--to", "AUT", "--on", "2021-11-17", "--reply-to",
            opener)
        #expect(answered.code == 0)
        desk.run("correct", opener, "--set", "occurred=2021-01-05")
        desk.run("correct", "3", "--set", "occurred=2021-02-01")
        #expect(try Self.calendar(desk).map { $0["STATUS"] } == ["COMPLETED", "CANCELLED"])
    }

    @Test func `a calendar of nothing is a calendar, and the last of all days has no day after it`() throws {
        let desk = try Self.desk()
        #expect(desk.run("due", "--format", "ics").out.contains("BEGIN:VTIMEZONE"))
        desk.record("note", "--due", "9999-12-31", "--expects-reply")
        #expect(desk.run("due", "--format", "ics").out.contains("DTSTART;VALUE=DATE:99991231"))
        #expect(!desk.run("due", "--format", "ics").out.contains("DTEND"))
    }

    @Test func `filters hold, and what is marked is not for everybody's calendar`() throws {
        let desk = try Self.desk()
        desk.record("note", "--due", "2021-12-01", "--expects-reply", "--marking", "restricted")
        let said = desk.run("due", "--format", "ics", "--today", "2021-11-18", "--owed-by", "AUT")
        #expect(try Self.parts(said.out).isEmpty)
        #expect(try Self.calendar(desk).allSatisfy { $0["CLASS"] == "PRIVATE" })
        desk.run(
            "correct", desk.last ?? "", "--set", "summary=Asks for the secret annex", "--marking", "secret")
        #expect(try Self.calendar(desk).allSatisfy { $0["CLASS"] == "CONFIDENTIAL" })
        desk.record("meeting", "--due", "2021-12-24")
        for narrow in [["--within", "7d"], ["--overdue"], ["--owed-by", "BLR"]] {
            let narrowed = desk.run(["due", "--format", "ics", "--today", "2021-11-18"] + narrow)
            #expect(!narrowed.out.contains("20211224"), "A date to keep is narrowed, too.")
        }
    }

    @Test func `hostile words stay within their property, and no line is too long`() throws {
        let desk = try Self.desk()
        for words in [
            "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "\u{202E}\u{7}\u{2028}", String(repeating: "ü😀", count: 9000),
        ] {
            desk.record("note", "--due", "2021-12-01", "--expects-reply", "--summary", words)
        }
        let parts = try Self.calendar(desk)
        #expect(parts.map(\.name) == ["VTODO", "VEVENT", "VTODO", "VEVENT", "VTODO", "VEVENT"])
        #expect(parts[0]["DESCRIPTION"]?.contains("\\nEND:VEVENT") == true)
    }

    // MARK: A reader of calendars

    struct Part: Equatable {
        let name: String
        var properties: [String: String] = [:]
        var hasAlarm = false

        subscript(property: String) -> String? { properties[property] }
    }

    private static func desk() throws -> Desk {
        let desk = try Desk()
        desk.run("init")
        let opened = desk.run(
            "open", "a-b", "--title", "A matter", "--side", "Austria=AUT", "--side", "Belarus=BLR")
        try #require(opened.code == 0, "\(opened.err)")
        return desk
    }

    private static func calendar(_ desk: Desk) throws -> [Part] {
        let said = desk.run("due", "--format", "ics", "--today", "2021-11-18")
        #expect(said.code == 0, "\(said.err)")
        return try parts(said.out)
    }

    private static func parts(_ text: String) throws -> [Part] {
        var parts: [Part] = []
        var open: [String] = []
        for line in try unfolded(text) {
            let colon = try #require(line.firstIndex(of: ":"))
            let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
            switch name {
            case "BEGIN":
                open.append(value)
                if value == "VALARM" { parts[parts.count - 1].hasAlarm = true }
                if value == "VTODO" || value == "VEVENT" { parts.append(Part(name: value)) }
            case "END": #expect(open.popLast() == value)
            default:
                guard open.last == "VTODO" || open.last == "VEVENT" else { continue }
                #expect(parts[parts.count - 1].properties.updateValue(value, forKey: name) == nil)
            }
        }
        #expect(open.isEmpty)
        return parts
    }

    private static func unfolded(_ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        #expect(bytes.suffix(2) == [13, 10])
        var lines: [[UInt8]] = []
        for var line in bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
            try #require(line.popLast() == 13)
            #expect(line.count <= 75 && !line.isEmpty && !line.contains { $0 < 32 })
            if line.first == 32 {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(Array(line))
            }
        }
        return try lines.map { try #require(String(validating: $0, as: UTF8.self)) }
    }
}

extension Desk {
    /// Austria to Belarus, on the day before.
    fileprivate func record(_ kind: String, _ options: String...) {
        let said = run(["record", kind, "a-b", "--by", "AUT", "--to", "BLR", "--on", "2021-11-17"] + options)
        #expect(said.code == 0, "\(said.err)")
    }

    /// The last event's position.
    fileprivate var last: String? {
        run("log", "--format", "json").out.split(separator: "\"position\":").last.map {
            String($0.prefix { $0.isNumber })
        }
    }
}
