import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// Whose log it is, what marking it gives, and its name: shown, and changed later.
@Suite(.endsInTime) struct SettingsTests {
    @Test func `a restored log says what it does not have, and gets it later`() throws {
        let desk = try Desk()
        let restored = desk.run("restore", Desk.seed)
        #expect(restored.out.contains("`chancery settings self PARTY`"), "\(restored)")
        #expect(restored.out.contains("`chancery settings marking LEVEL`"))
        #expect(desk.run("settings", "self").lines == ["self: not set"])
        #expect(desk.run("settings", "self", "austria").lines == ["self: AUT"])
        #expect(desk.run("settings", "marking", "restricted").lines == ["marking: restricted"])
        #expect(desk.run("settings", "--format", "json").out.contains(#""marking":"restricted""#))
        #expect(desk.run("record", "note", "rus-un-donation", "--by", "us", "--key", "k").code == 0)
        #expect(desk.run("export").lines.last?.contains(#""actors":["AUT"]"#) == true)
        #expect(desk.run("export").lines.last?.contains(#""marking":"restricted""#) == true)
        #expect(desk.run("settings", "marking", "-").lines == ["marking: not set"])
        #expect(desk.run("verify").code == 0)
        #expect(
            !desk.run("restore", Desk.seed, "--log", desk.log + "2", "--self", "AUT", "--marking", "secret")
                .out.contains("settings"))
    }

    @Test func `an opening has the log's marking where none is named`() throws {
        let desk = try Desk.opened("--marking", "confidential")
        #expect(try desk.event(1)["marking"] == "confidential")
        desk.run("open", "d", "--title", "T", "--side", "RUS", "--side", "UN", "--marking", "public")
        #expect(try desk.event(2)["marking"] == "public")
        // The heads and what is public.
        #expect(try desk.table("csv", "--max-marking", "restricted").count == 2)
    }

    @Test func `a name can be changed until somebody can know the log by it`() throws {
        let desk = try Desk.opened()
        #expect(desk.run("settings", "name", "a b").code == 65)
        #expect(desk.run("settings", "name", "vienna").lines == ["name: vienna"])
        let signed = desk.run("checkpoint")
        #expect(
            desk.run("settings", "name", "a b").err
                == "chancery: \"a b\" cannot be the name of a log.\n"
                + "Use letters, digits, dots, hyphens and underscores, a letter or digit first.\n")
        #expect(signed.code == 0 && signed.out.hasPrefix("vienna\n"), "\(signed)")
        let refused = desk.run("settings", "name", "geneva")
        #expect(refused.code == 77)
        #expect(desk.run("verify").code == 0)
        #expect(desk.run("settings", "name").lines == ["name: vienna"])
    }

    @Test(arguments: [["self", "nobody-known"], ["marking", "purple"]])
    func `what is no party or no marking is refused`(words: [String]) throws {
        #expect(try Desk.opened().run(["settings"] + words).code == 65)
    }
}
