import Testing
import TimeLimits

@testable import chancery

/// A reminder is no answer, nor is what the creditor does himself; every page says the same of the same obligation.
@Suite(.endsInTime) struct ReminderTests {
    private func desk() throws -> Desk {
        let desk = try Desk()
        desk.run("init", "--name", "test", "--self", "NLD")
        desk.run("open", "d", "--title", "T", "--side", "NLD", "--side", "BEL")
        ask(desk, by: "NLD", of: "BEL")
        desk.run(
            "record", "reminder", "d", "--by", "NLD", "--on", "2021-11-10", "--reply-to", "2", "--due",
            "2021-12-04")
        return desk
    }

    private func ask(_ desk: Desk, by party: String, of other: String) {
        desk.run(
            "record", "request-for-information", "d", "--by", party, "--to", other, "--on", "2021-11-02",
            "--due", "2021-11-09")
    }

    @Test func `a reminder reminds, and what is due is what due says`() throws {
        let desk = try desk()
        let shown = desk.run("show", "2").out
        #expect(shown.contains("REMINDED BY  #3") && !shown.contains("REPLIED BY"), "\(shown)")
        #expect(shown.contains("BEL owes NLD: open, due 4 Dec, in 16 days"))
        let object = desk.run("show", "2", "--format", "json").out
        #expect(object.contains(#""repliedBy":[]"#) && object.contains(#""remindedBy":[{"#), "\(object)")
        let page = desk.run("timeline", "d", "--format", "html").out
        #expect(page.contains("reminded by") && !page.contains("answered by"))
        #expect(desk.run("due").out.contains("4 Dec"))
    }

    @Test func `the creditor's own act, and one of nobody concerned, name it and answer nothing`() throws {
        let desk = try desk()
        desk.run("record", "reply", "d", "--by", "NLD", "--on", "2021-11-11", "--reply-to", "2")
        desk.run("record", "reply", "d", "--by", "FRA", "--on", "2021-11-11", "--reply-to", "2")
        let shown = desk.run("show", "2").out
        #expect(shown.contains("NAMED BY") && !shown.contains("REPLIED BY"), "\(shown)")
        #expect(!desk.run("timeline", "d", "--format", "html").out.contains("answered by"))
        desk.run("record", "reply", "d", "--by", "BEL", "--on", "2021-11-12", "--reply-to", "2")
        let answered = desk.run("show", "2").out
        #expect(answered.contains("REPLIED BY   #6") && answered.contains("answered by #6"), "\(answered)")
        #expect(desk.run("timeline", "d", "--format", "html").out.contains("answered by"))
    }

    @Test func `nobody is told to remind himself, and what is past our own date is there`() throws {
        let desk = try desk()
        ask(desk, by: "BEL", of: "us")
        desk.run(
            "record", "demand", "d", "--by", "us", "--to", "BEL", "--on", "2021-11-02", "--due-about",
            "2021-11-05")
        let todo = desk.run("todo").lines
        let overdue = try #require(todo.first { $0.hasPrefix("OVERDUE") })
        #expect(overdue == "OVERDUE  none", "\(todo)")
        let owing = try #require(todo.firstIndex { $0.hasPrefix("WE OWE") })
        #expect(todo[owing + 1].contains("9 days") && todo[owing + 1].contains("NLD owes BEL"), "\(todo)")
        let soft = try #require(todo.firstIndex { $0.hasPrefix("PAST OUR OWN DATE") })
        #expect(todo[soft + 1].contains("13 days"), "\(todo)")
        #expect(todo.first?.hasPrefix("2 to do") == true)
    }
}
