import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct LookUpTests {
    @Test func `kinds are listed by group`() throws {
        let said = try Desk().run("kinds")
        for kind in Vocabulary.kinds {
            #expect(said.lines.contains { $0.hasPrefix(kind.name) }, "\(kind.name)")
        }
        #expect(said.lines.allSatisfy { $0.count <= 80 })
        let json = try JSON.parse(try Desk().run("kinds", "--format", "json").out)
        #expect(json.array?.count == Vocabulary.kinds.count)
    }

    @Test func `what lies within a party is said to do so, beside the party`() throws {
        let said = try Desk().run("parties", "un:EOSG")
        #expect(
            said.lines.suffix(2) == [
                "", "UN:EOSG is EOSG within UN. What lies within a party is not listed.",
            ])
        #expect(try !Desk().run("parties", "UN").out.contains("within UN."))
    }

    @Test func `a kind says what it does`() throws {
        let said = try Desk().run("kinds", "denial")
        #expect(said.lines.first == "denial  position")
        #expect(said.lines.contains("  phase        contest"))
        let json = try Desk().run("kinds", "recall-of-envoy", "--format", "json").out
        #expect(
            json
                == #"{"acts":"side","basis":"VCDR 43","cameo":"161","group":"coercion","#
                + #""meaning":"A state recalls its own head of mission.","name":"recall-of-envoy","phase":"raise","#
                + "\"plover\":\"SANCTION\",\"temperature\":\"raise 4\"}\n")
        let none = try Desk().run("kinds", "denail")
        #expect(none.code == 65 && none.err.contains("Did you mean denial?"))
    }

    @Test func `parties are found by their names, also before there is a log`() throws {
        let desk = try Desk()
        #expect(desk.run("parties", "ivoire").out.contains("CIV"))
        #expect(desk.run("parties", "rus", "--format", "json").out.contains(#""code":"RUS","name":"Russia""#))
        #expect(desk.run("parties", "Korea,", "Rep.").out.contains("KOR"))
        #expect(desk.run("parties", "soviet").out.contains("until 1991-12-26"))
        #expect(
            desk.run("parties", "USSR", "--format", "json").out.contains(
                #""sort":"former","until":"1991-12-26""#))
        let none = desk.run("parties", "Rusia")
        #expect(none.code == 65 && none.err.contains("Did you mean RUS"))
        #expect(desk.run("parties", "--log", desk.folder + "/none.db").code == 66)
    }

    @Test func `a party is added and then known`() throws {
        let desk = try Desk.opened()
        let said = desk.run("parties", "add", "OSCE-MM", "Monitoring Mission", "--alias", "the monitors")
        #expect(said.out == "Recorded #2: OSCE-MM is Monitoring Mission.\n", "\(said.err)")
        #expect(desk.run("parties", "mission").out.contains("OSCE-MM"))
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "The Monitors").code == 0)
        #expect(try desk.event(3)["actors"]?.canonical == #"["OSCE-MM"]"#)
        let json = desk.run("parties", "add", "X-1", "Other", "--format", "json").out
        #expect(json.contains("\"position\":4"))
        let bad = desk.run("parties", "add", "osce mm", "Mission")
        #expect(bad.code == 65 && bad.err.contains("cannot be a party's code"))
        #expect(desk.run("parties", "add", "MM", " ").code == 65)
    }
}
