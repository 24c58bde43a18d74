import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import EventLog
import SystemPackage
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct RecordTests {
    @Test func `a dispute is opened and an act is filed`() throws {
        let desk = try Desk.opened()
        let said = desk.run(
            "record", "request-for-explanation", "rus-un-donation", "how it was spent", "--by", "Russia",
            "--to",
            "UN:OHCHR", "--on", "yesterday", "--due", "monday")
        #expect(
            said.lines == [
                "Recorded #2 in rus-un-donation: request-for-explanation by RUS to UN:OHCHR, Wed 17 Nov 2021.",
                "  ! UN:OHCHR is new in this log",
                "  ▸ RAISED (was latent); temperature 2 (was 0)",
                "  UN:OHCHR to answer RUS, by Mon 22 Nov",
            ])
        let answer = desk.run(
            "record", "denial", "rus-un-donation", "#2", "-m", "No money for protests.", "-b",
            "UN:Spokesperson")
        #expect(
            answer.lines == [
                "Recorded #3 in rus-un-donation: denial by UN:Spokesperson, no date.",
                "  ! UN:Spokesperson is new in this log",
                "  ▸ CONTESTED (was raised)",
                "  #2 request-for-explanation: answered (was open)",
            ])
        #expect(try desk.event(1)["details"]?.object?["sides"]?.array?.count == 2)
    }

    @Test func `every key of an event has its option`() throws {
        let desk = try Desk.opened()
        desk.run("record", "note", "rus-un-donation", "--by", "RUS")
        let said = desk.run(
            "record", "demarche", "rus-un-donation", "--by", "RUS:Lavrov,Belarus", "--to", "UN:SG", "--to",
            "?:clerks",
            "--on", "by 10 nov", "--occurred-note", "lately", "--summary", "S", "--quote", "Q",
            "--quote-language",
            "ru", "--translated", "--speaker", "Sergey Lavrov", "--role", "Minister", "--form", "oral",
            "--mode",
            "aloud", "--channel", "telephone", "--reply-to", "1", "--reply-to", "#2", "--about", "1,2",
            "--due-about",
            "friday", "--due-note", "within days", "--no-expects-reply", "--condition", "C", "--scope", "P",
            "--standing",
            "claimed", "--reported-by", "TASS", "--reported-role", "agency", "--reported-party", "russia",
            "--marking",
            "secret", "--source",
            "tass.com 1359667 | https://tass.com/1 | 2021-11-10 | reliability=B2 | id=t-1",
            "--source", "A | B", "--tag", "irony,unfriendly-act", "--detail", "count=3", "--detail",
            "leave.by=friday",
            "--detail", "leave.all=true", "--detail", "list=[1,2]", "--detail", "zip=007", "--key", "k",
            "--by-recorder",
            "Geneva desk")
        #expect(said.code == 0, "\(said.err)")
        var event = try desk.event(3)
        let ids = try [desk.event(1)["id"], desk.event(2)["id"]].compactMap { $0 }
        #expect(event["inResponseTo"] == .array(ids) && event["about"] == .array(ids))
        for key in ["id", "recordedAt", "inResponseTo", "about"] { event[key] = nil }
        #expect(
            JSON.object(event).canonical
                == #"{"actors":["RUS:Lavrov","BLR"],"addressees":["UN:SG","?:clerks"],"channel":"telephone","#
                + #""condition":"C","details":{"count":3,"leave":{"all":true,"by":"friday"},"list":[1,2],"zip":"007"},"#
                + #""dispute":"rus-un-donation","due":{"about":"2021-11-12","note":"within days"},"#
                + #""expectsReply":false,"form":"oral","key":"k","kind":"demarche","marking":"secret","mode":"aloud","#
                + #""occurred":"../2021-11-10","occurredNote":"lately","#
                + #""quote":{"language":"ru","text":"Q","translated":true},"recordedBy":"Geneva desk","#
                + #""reportedBy":{"name":"TASS","party":"RUS","role":"agency"},"scope":"P","#
                + #""sources":[{"citation":"tass.com 1359667","id":"t-1","published":"2021-11-10","reliability":"B2","#
                + #""url":"https://tass.com/1"},{"citation":"A | B"}],"#
                + #""speaker":{"name":"Sergey Lavrov","role":"Minister"},"standing":"claimed","summary":"S","#
                + #""tags":["irony","unfriendly-act"]}"#)
    }

    @Test(arguments: [
        (["record", "denail", "rus-un-donation", "--by", "UN"], 65, "Did you mean denial?"),
        (["record", "denial", "rus-un-donatoin", "--by", "UN"], 65, "Did you mean rus-un-donation?"),
        (["record", "denial", "rus-un-donation", "--by", "Rusia"], 65, "Did you mean RUS (Russia)"),
        (["record", "denial", "rus-un-donation"], 65, "needs an actor"),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--on", "whenever"], 65,
            "not a valid date for --on"
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--on", "2021-13-01"], 65,
            "not a valid date for --on"
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--on", "2021-12-24"], 65,
            "more than 14 hours after"
        ),
        (
            ["record", "note", "rus-un-donation", "--by", "UN", "--due", "soonish"], 65,
            "not a valid day for --due"
        ),
        (
            ["record", "note", "rus-un-donation", "--by", "UN", "--due", "fri", "--due-about", "fri"], 65,
            "--due and --due-about do not go together."
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--reply-to", "9"], 65,
            "names #9, which is not an earlier"
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--marking", "hush"], 65,
            "not a value of --marking"
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--detail", "count"], 64,
            "is not a KEY=VALUE"
        ),
        (["record", "note verbale", "rus-un-donation", "--by", "UN"], 65, "--form note-verbale"),
        (["record", "denial", "rus-un-donation", "One.", "Two.", "--by", "UN"], 64, "more than one summary"),
        (["record", "denial", "--by", "UN"], 64, "No dispute was named."),
        (["record", "--by", "UN"], 64, "No kind was given."),
        (["record", "--json", "events.json", "--edit"], 64, "do not go together"),
        (["record", "--json", "none.json"], 66, "no file none.json"),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--log", "nowhere.db"], 66,
            "no log at nowhere.db"
        ),
        (
            ["record", "denial", "rus-un-donation", "--by", "UN", "--expect", "0"], 76,
            "The last event of rus-un-donation and its sub-disputes is #1, not #0.\nRead what is new"
        ),
        (
            ["record", "agreement", "rus-un-donation", "--by", "RUS,UN"], 65,
            "needs --detail scope.\nAdd --detail scope=full or --detail scope=partial."
        ),
    ])
    func `what cannot be filed is said, and nothing is filed`(words: [String], code: Int32, sentence: String)
        throws
    {
        let desk = try Desk.opened()
        let before = desk.run("export").out
        let said = desk.run(words)
        #expect(said.code == code)
        #expect(said.err.contains(sentence), "\(said.err)")
        #expect(said.err.split(separator: "\n").count == 2)
        #expect(said.out.isEmpty)
        #expect(desk.run("export").out == before)
    }

    @Test func `an opening that cannot be is refused`() throws {
        let desk = try Desk.opened()
        let again = desk.run("open", "rus-un-donation", "--title", "T", "--side", "RUS", "--side", "UN")
        #expect(again.code == 65 && again.err.contains("has been opened already"))
        let alone = desk.run("open", "other", "--title", "T", "--side", "RUS")
        #expect(alone.code == 65 && alone.err.contains("at least two sides"))
        let both = desk.run("open", "other", "--title", "T", "--side", "A=UN", "--side", "B=RUS,UN:OHCHR")
        #expect(both.code == 65 && both.err.contains("are on different sides"))
        let name = desk.run("open", "Other Case", "--title", "T", "--side", "RUS", "--side", "UN")
        #expect(name.code == 65 && name.err.contains("cannot be a dispute's name"))
        let orphan = desk.run(
            "open", "part", "--parent", "nothing", "--title", "T", "--side", "RUS", "--side", "UN")
        #expect(orphan.code == 65 && orphan.err.contains("there is no dispute \"nothing\""))
    }

    @Test func `a part of a dispute has its parent's name before its own`() throws {
        let desk = try Desk.opened()
        for name in ["audit", "rus-un-donation/talks"] {
            let said = desk.run(
                "open", name, "--parent", "rus-un-donation", "--title", "T", "--side", "RUS", "--side",
                "The UN=UN,WHO",
                "--since", "late october")
            #expect(said.code == 0, "\(said.err)")
        }
        #expect(try desk.event(2)["dispute"] == "rus-un-donation/audit")
        #expect(try desk.event(3)["dispute"] == "rus-un-donation/talks")
        #expect(
            JSON.object(try #require(try desk.event(2)["details"]?.object)).canonical
                == #"{"sides":[{"members":["RUS"],"name":"Russia"},{"members":["UN","WHO"],"name":"The UN"}],"#
                + #""since":"2021-10-20/2021-10-31","title":"T"}"#)
    }

    @Test func `filed twice with one key it is one event`() throws {
        let desk = try Desk.opened()
        let words = ["record", "note", "rus-un-donation", "--by", "RUS", "--key", "k1", "--format", "json"]
        let first = desk.run(words)
        #expect(first.out.hasPrefix("{\"id\":\"") && first.out.contains("\"position\":2,"))
        let again = desk.run(words + ["--expect", "1"])
        #expect(again.code == 0)
        #expect(again.out == first.out.replacing("}\n", with: ",\"repeated\":true}\n"))
        let other = desk.run("record", "note", "rus-un-donation", "--by", "UN", "--key", "k1")
        #expect(other.code == 65 && other.err.contains("The key \"k1\" belongs to #2"))
    }

    @Test func `whoever expects the last event may file`() throws {
        let desk = try Desk.opened()
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--expect", "#1").code == 0)
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--expect", "1").code == 76)
    }

    @Test func `the log's marking is written where none is given`() throws {
        let desk = try Desk.opened("--marking", "restricted")
        desk.run("record", "note", "rus-un-donation", "--by", "RUS")
        desk.run("record", "note", "rus-un-donation", "--by", "RUS", "--marking", "secret")
        desk.run(
            "record", "--json", "-", input: [#"{"kind":"note","dispute":"rus-un-donation","actors":["UN"]}"#])
        #expect(try desk.event(2)["marking"] == "restricted")
        #expect(try desk.event(3)["marking"] == "secret")
        #expect(try desk.event(4)["marking"] == "restricted")
    }
}

extension Desk {
    /// With a log in which one dispute is open.
    static func opened(_ options: String...) throws -> Desk {
        let desk = try Desk()
        let made = desk.run(["init", "--name", "test"] + options)
        try #require(made.code == 0, "\(made.err)")
        let said = desk.run(
            "open", "rus-un-donation", "--title", "The donation", "--side", "Russia", "--side",
            "United Nations=UN")
        try #require(
            said.lines == ["Recorded #1 in rus-un-donation: dispute-opened, The donation."], "\(said.err)")
        return desk
    }

    /// The event at a position, as it was recorded.
    func event(_ position: Int) throws -> JSONObject {
        let casebook = try Casebook(at: FilePath(log), .reading)
        let event = try casebook.event(named: "#\(position)").recorded.fields
        try casebook.close()
        return event
    }
}
