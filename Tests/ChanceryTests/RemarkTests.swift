import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct RemarkTests {
    /// #2 asks, #3 denies.
    private func desk() throws -> Desk {
        let desk = try Desk.opened()
        desk.run(
            "record", "request-for-explanation", "rus-un-donation", "why", "--by", "RUS", "--to", "UN",
            "--on", "2021-11-10",
            "--detail", "count=3", "--detail", "place=Geneva", "--due", "2021-11-17", "--speaker",
            "Sergey Lavrov")
        desk.run("record", "denial", "rus-un-donation", "2", "no", "--by", "UN", "--on", "2021-11-11")
        return desk
    }

    private func fields(_ desk: Desk, _ position: Int = 4) throws -> String {
        try desk.event(position)["details"]?.object?["fields"]?.canonical ?? ""
    }

    @Test func `a correction replaces keys, and parts of keys`() throws {
        let desk = try desk()
        let said = desk.run(
            "correct", "#2", "--set", "occurred=late october", "--set", "actors=russia,BLR", "--set",
            "summary=[sic]",
            "--set", "details.count=4", "--set", "details.place=", "--set", "speaker.role=Minister", "--set",
            "due.about=friday", "--set", "condition=null", "--set", "tags=a,b", "--set", "about=1")
        #expect(said.lines.first == "Recorded #4 in rus-un-donation: correction of #2.", "\(said.err)")
        let opening = try #require(try desk.event(1)["id"]?.string)
        #expect(
            try fields(desk)
                == #"{"about":["\#(opening)"],"actors":["RUS","BLR"],"condition":null,"details":{"count":4},"#
                + #""due":{"about":"2021-10-22"},"occurred":"2021-10-20/2021-10-31","#
                + #""speaker":{"name":"Sergey Lavrov","role":"Minister"},"summary":"[sic]","tags":["a","b"]}"#
        )
        // The next one begins with what the last one left.
        desk.run("correct", "2", "--set", "details.place=Vienna", "--set", "due.on=2021-11-20")
        #expect(try fields(desk, 5) == #"{"details":{"count":4,"place":"Vienna"},"due":{"on":"2021-11-20"}}"#)
    }

    @Test func `the options of record correct too`() throws {
        let desk = try desk()
        let said = desk.run("correct", "2", "--on", "yesterday", "--role", "Minister", "--detail", "count=5")
        #expect(said.code == 0, "\(said.err)")
        #expect(
            try fields(desk)
                == #"{"details":{"count":5,"place":"Geneva"},"occurred":"2021-11-17","#
                + #""speaker":{"name":"Sergey Lavrov","role":"Minister"}}"#)
    }

    @Test func `JSON values and openings can be corrected`() throws {
        let desk = try desk()
        #expect(desk.run("correct", "1", "--set", "details.title=The gift").code == 0)
        #expect(
            desk.run("status", "rus-un-donation", "--format", "json").out.contains("\"title\":\"The gift\""))
        #expect(
            desk.run("correct", "2", "--set", #"sources=[{"citation":"A"}]"#, "--set", "expects-reply=false")
                .code == 0)
        #expect(try fields(desk, 5) == #"{"expectsReply":false,"sources":[{"citation":"A"}]}"#)
        let said = desk.run("correct", "2", "--set", "sources=[{]")
        #expect(said.code == 65 && said.err.contains("The JSON has"))
    }

    @Test func `what a filing changes is said below it`() throws {
        let desk = try desk()
        let assessed = desk.run(
            "assess", "reply", "3", "--satisfies", "partial", "--reason", "does not say who")
        #expect(
            assessed.lines == [
                "Recorded #4 in rus-un-donation: reply-assessment of #3, partial.",
                "  #2 request-for-explanation: partial (was answered)",
            ])
        let retracted = desk.run("retract", "3", "--reason", "not said")
        #expect(
            retracted.lines == [
                "Recorded #5 in rus-un-donation: retraction of #3.", "  ▸ RAISED (was contested)",
                "  #2 request-for-explanation: open (was partial)",
            ])
        let closed = desk.run("close", "rus-un-donation", "--reason", "lapsed", "--effective", "yesterday")
        #expect(
            closed.lines == [
                "Recorded #6 in rus-un-donation: dispute-closed.", "  ▸ LAPSED (was raised)",
                "  #2 request-for-explanation: lapsed (was open)",
            ])
        let again = desk.run("close", "rus-un-donation", "--reason", "lapsed")
        #expect(
            again.lines == [
                again.lines[0], "  ! changes nothing: rus-un-donation had ended like this before",
            ])
        let reopened = desk.run("reopen", "rus-un-donation", "--reason", "new letter")
        #expect(reopened.lines.contains("  #2 request-for-explanation: open (was lapsed)"))
        #expect(try desk.event(6)["details"]?.object?["effective"] == "2021-11-17")
    }

    @Test func `an analyst's phase stands beside the derived one`() throws {
        let desk = try desk()
        let set = desk.run(
            "assess", "status", "rus-un-donation", "--phase", "talks", "--reason", "we hear so")
        #expect(set.lines.last == "  ▸ assessed as talks; derived: contested")
        let lifted = desk.run("assess", "status", "rus-un-donation", "--lift", "--reason", "not so")
        #expect(lifted.code == 0)
        #expect(try desk.event(5)["details"]?.canonical == #"{"lift":true,"reason":"not so"}"#)
        let neither = desk.run("assess", "status", "rus-un-donation", "--reason", "hm")
        #expect(neither.code == 65)
        #expect(neither.err == "chancery: There is no phase.\nGive --phase PHASE, or --lift.\n")
        let both = desk.run(
            "assess", "status", "rus-un-donation", "--phase", "talks", "--lift", "--reason", "hm")
        #expect(both.code == 65)
        #expect(
            both.err == "chancery: --phase and --lift do not go together.\nLeave one of them out.\n")
    }

    @Test func `a source confirms a claim`() throws {
        let desk = try desk()
        desk.run("record", "refusal", "rus-un-donation", "2", "--by", "UN", "--standing", "claimed")
        let said = desk.run(
            "source", "4", "tass.com 1359667", "--url", "https://tass.com/1", "--id", "t-1", "--published",
            "2021-11-10",
            "--reliability", "B2", "--confirms")
        #expect(said.lines.first == "Recorded #5 in rus-un-donation: source-added of #4.", "\(said.err)")
        #expect(said.lines.contains("  #2 request-for-explanation: refused (was answered)"))
        #expect(
            try desk.event(5)["sources"]?.canonical
                == #"[{"citation":"tass.com 1359667","id":"t-1","published":"2021-11-10","reliability":"B2","#
                + #""url":"https://tass.com/1"}]"#)
    }

    @Test func `events are named by position or id`() throws {
        let desk = try desk()
        let id = try #require(try desk.event(3)["id"]?.string)
        #expect(
            desk.run("mark", id, "secret").lines == [
                "Recorded #4 in rus-un-donation: marking-changed of #3, secret."
            ])
        #expect(desk.run("mark", "#3", "public", "--format", "json").out.contains("\"position\":5"))
    }

    @Test(arguments: [
        (["retract", "9", "--reason", "x"], 66, "There is no event 9."),
        (["retract", "1", "--reason", "x"], 65, "cannot be about #1, a dispute-opened"),
        (["retract", "2"], 64, "--reason"),
        (["correct", "2"], 64, "There is nothing to correct."),
        (["correct", "2", "--set", "occurred"], 64, "is not a KEY=VALUE"),
        (["correct", "2", "--set", "colour=red"], 65, "\"colour\" is not a key"),
        (["correct", "2", "--set", "id=x"], 65, "can never be corrected"),
        (["correct", "2", "--set", "actors="], 65, "could not have been recorded"),
        (["correct", "2", "--set", "kind=retraction"], 65, "could not have been recorded"),
        (["correct", "2", "--set", "occurred=2021-12-24"], 65, "more than 14 hours after"),
        (
            ["assess", "reply", "2", "--satisfies", "full", "--reason", "x"], 65,
            "an act that answers or accepts"
        ),
        (["assess", "reply", "3", "--satisfies", "fully", "--reason", "x"], 65, "Did you mean full?"),
        (
            ["assess", "status", "rus-un-donation", "--phase", "talk", "--reason", "x"], 65,
            "Did you mean talks"
        ),
        (["mark", "2", "hush"], 65, "not a value of the level"),
        (["source", "1", "A"], 65, "Its target must be an act."),
        (["close", "rus-un-donation", "--reason", "bored"], 65, "It is one of: settled"),
        (["close", "nothing", "--reason", "other"], 65, "There is no dispute \"nothing\""),
        (
            ["close", "rus-un-donation", "--reason", "other", "--effective", "2021-12-24"], 65,
            "after the day of recording"
        ),
        (
            ["reopen", "rus-un-donation", "--reason", "x", "--expect", "2"], 76,
            "The last event of rus-un-donation and its sub-disputes is #3, not #2.\nRead what is new"
        ),
    ])
    func `what cannot be filed is said, and nothing is filed`(words: [String], code: Int32, sentence: String)
        throws
    {
        let desk = try desk()
        let before = desk.run("export").out
        let said = desk.run(words)
        #expect(said.code == code)
        #expect(said.err.contains(sentence), "\(said.err)")
        #expect(desk.run("export").out == before)
    }

    @Test func `undo retracts what one filed last, act by act`() throws {
        let desk = try desk()
        desk.run("record", "note", "rus-un-donation", "--by", "UN", "--by-recorder", "Geneva desk")
        #expect(
            desk.run("undo", "rus-un-donation").lines.first
                == "Recorded #5 in rus-un-donation: retraction of #3.")
        #expect(
            desk.run("undo", "rus-un-donation").lines.first
                == "Recorded #6 in rus-un-donation: retraction of #2.")
        // The opening cannot be retracted, and Geneva's note is not ours.
        #expect(desk.run("undo", "rus-un-donation").code == 65)
        let nobody = desk.run("undo", "rus-un-donation", "--by-recorder", "Paris desk")
        #expect(nobody.code == 65 && nobody.err.contains("Paris desk has recorded nothing"))
        #expect(desk.run("undo", "nothing").code == 66)
    }
}
