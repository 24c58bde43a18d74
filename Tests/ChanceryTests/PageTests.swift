import CanonicalJSON
import Rendering
import Testing
import TimeLimits
import TextSafety

@testable import chancery

/// The answers of the reading commands, as people and as programs get them.
@Suite(.endsInTime) struct PageTests {
    static let seedPages: [(name: String, arguments: [String])] = [
        ("status", ["status", "--all"]), ("status-one", ["status", "rus-un-donation"]),
        ("timeline-donation", ["timeline", "rus-un-donation"]),
        ("timeline-migration", ["timeline", "blr-eu-migration"]),
        ("timeline-all", ["timeline", "blr-eu-migration/vienna-conference", "--all"]), ("due", ["due"]),
        ("agenda", ["agenda", "30d"]), ("todo", ["todo"]), ("news", ["news", "--since", "2021-11-16"]),
        ("why", ["why", "blr-eu-migration"]), ("diff", ["diff", "rus-un-donation", "--from", "2021-11-10"]),
        ("positions", ["positions"]), ("show", ["show", "#19"]), ("log", ["log", "--from", "28"]),
        ("search", ["search", "demarche"]),
    ]

    @Test(arguments: seedPages.indices, [80, 200])
    func `a page is as it was looked at`(index: Int, width: Int) throws {
        let page = Self.seedPages[index]
        let desk = try Desk(seeded: true)
        desk.terminal.width = width
        let said = desk.run(page.arguments)
        #expect(said.code == 0, "\(said.err)")
        try RecordedPages.expect(said.out, matches: "\(page.name).\(width)")
    }

    static let nastyPages: [[String]] = [
        ["status", "--all"], ["status", "egy-eth-water"], ["timeline", "egy-eth-water", "--all"],
        ["timeline", "aus-chn-barley"], ["timeline", "long-file"], ["timeline", "long-file", "--all"],
        ["due"],
        ["agenda", "90d"], ["todo"], ["news", "--since", "2021-10-01"], ["why", "egy-eth-water"],
        ["why", "long-file"], ["diff", "egy-eth-water", "--from", "2021-09-01"], ["positions"],
        ["show", "2"],
        ["show", "7"], ["log"], ["search", "e"],
    ]

    @Test func `no line is wider than the terminal, whatever is in the log`() throws {
        let desk = try Self.nastyDesk()
        for page in Self.nastyPages {
            for width in [40, 80, 200] {
                desk.terminal.width = width
                let plain = desk.run(page)
                #expect(plain.code == 0, "\(plain.err)")
                for line in plain.lines {
                    #expect(line.displayWidth <= width, "\(page) \(line)")
                    #expect(!line.hasSuffix(" "), "\(page) \(line.debugDescription)")
                    let isHarmful = line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }
                    #expect(!isHarmful, "\(page) \(line.debugDescription)")
                }
                // With style it says the same.
                let inked = desk.run(page + ["--color", "always"])
                #expect(Self.withoutInk(inked.out) == plain.out, "\(page)")
            }
        }
    }

    private static func nastyDesk() throws -> Desk {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        return desk
    }

    @Test(arguments: ["status", "due", "agenda", "todo", "news", "positions", "log"])
    func `an empty log has an answer`(command: String) throws {
        let desk = try Desk()
        #expect(desk.run("init").code == 0)
        let (text, json) = (desk.run(command), desk.run(command, "--format", "json"))
        #expect((text.code, json.code) == (0, 0), "\(text.err)\(json.err)")
        if command != "log" {
            #expect(!text.out.isEmpty)
            #expect((try? JSON.parse(String(json.out.dropLast()))) != nil)
        }
    }

    @Test func `the seed stands where its record says`() throws {
        let desk = try Desk(seeded: true)
        let said = desk.run("status", "--format", "json")
        let all = try #require(try JSON.parse(String(said.out.dropLast())).array).compactMap(\.object)
        let migration = try #require(all.first { $0["dispute"] == "blr-eu-migration" })
        #expect(migration["phase"] == "talks" && migration["phaseSince"] == "2021-11-14")
        #expect(migration["temperature"]?.object?["level"] == 6)
        let donation = try #require(all.first { $0["dispute"] == "rus-un-donation" })
        #expect(donation["phase"] == "contested" && donation["phaseSince"] == "2021-11-11")
    }

    @Test func `what is due is the same with and without the projections`() throws {
        let desk = try Desk(seeded: true)
        for command in [
            ["due"], ["agenda", "90d"], ["todo"], ["positions"], ["news", "--since", "2021-11-01"],
        ] {
            let live = desk.run(command + ["--format", "json"])
            let folded = desk.run(command + ["--format", "json", "--known-at", "2030-01-01"])
            #expect(live.code == 0)
            #expect(live.out == folded.out, "\(command)")
        }
    }

    @Test func `due has the dispute beside each obligation, the most pressing first`() throws {
        let desk = try Desk(seeded: true)
        let owed = try Self.array(desk.run("due", "--format", "json"))
        #expect(
            owed.map { $0["timeliness"] } == ["soft-overdue", "no-date", "no-date", "no-date", "no-date"])
        #expect(owed.first?["dispute"] == "rus-un-donation")
        #expect(try Self.array(desk.run("due", "--overdue", "--format", "json")).isEmpty)
        #expect(try Self.array(desk.run("due", "--owed-by", "European Union", "--format", "json")).count == 1)
        #expect(try Self.array(desk.run("due", "--within", "7d", "--format", "json")).count == 1)
    }

    @Test func `an event has one page, by its position or its id`() throws {
        let desk = try Desk(seeded: true)
        let byPosition = desk.run("show", "28", "--format", "json")
        #expect(byPosition == desk.run("show", "#28", "--format", "json"))
        #expect(byPosition == desk.run("show", "017d0a8d-b0ba-7943-848b-cdec017a8324", "--format", "json"))
        let object = try #require(try JSON.parse(String(byPosition.out.dropLast())).object)
        #expect(object["position"] == 28 && object["retracted"] == false && object["corrected"] == false)
        #expect(desk.run("show", "99").code == 66)
        #expect(desk.run("timeline", "nowhere").code == 66)
        #expect(desk.run("why", "nowhere").code == 66)
        #expect(desk.run("diff", "nowhere", "--from", "2021-11-10").code == 66)
    }

    @Test func `what is asked wrongly is said in two sentences`() throws {
        let desk = try Desk(seeded: true)
        #expect(desk.run("due", "--owed-by", "Rusia").code == 65)
        #expect(desk.run("diff", "rus-un-donation", "--from", "2021-11-12", "--to", "2021-11-10").code == 64)
        #expect(desk.run("news", "--since", "soon").code == 64)
        #expect(desk.run("log", "--from", "x").code == 64)
        #expect(desk.run("search", " ").code == 64)
        #expect(desk.run("due", "--within", "soon").code == 64)
    }

    @Test func `in a log of somebody's own, what they are owed and what they owe comes first`() throws {
        let desk = try Desk()
        #expect(desk.run("restore", Desk.seed, "--self", "EU").code == 0)
        let lines = desk.run("due").lines
        let owe = try #require(lines.firstIndex(of: "WE OWE"))
        #expect(lines.firstIndex(of: "OWED TO US  none") ?? .max < owe)
        #expect(lines[owe + 1].contains("EU, BLR owe RUS: offer-of-good-offices"))
        #expect(lines.contains("OVERDUE  none between others"))
    }

    @Test func `a timeline may be asked for its end alone, and for what was taken out`() throws {
        let desk = try Desk(seeded: true)
        let last = desk.run("timeline", "rus-un-donation", "--limit", "1").lines
        #expect(last.contains("… 13 earlier, --all"))
        #expect(last.count { $0.contains("denial:") } == 1)
        let nasty = try Self.nastyDesk()
        let some = nasty.run("timeline", "egy-eth-water")
        let all = nasty.run("timeline", "egy-eth-water", "--all")
        #expect(!some.out.contains("Recorded by mistake."))
        #expect(all.out.contains("× criticism: Recorded by mistake."))
        #expect(all.out.contains("retracted by #8: Of another dam."))
        #expect(all.out.contains("[secret] note"))
    }

    @Test func `a position holds until the party declares another on the same subject`() throws {
        let desk = try Self.nastyDesk()
        let held = try Self.array(desk.run("positions", "--of", "Ethiopia", "--format", "json"))
        #expect(held.map { $0["to"] } == ["2021-10-01", .null])
    }

    @Test func `the end of the log can be asked for`() throws {
        let desk = try Desk(seeded: true)
        let last = desk.run("log", "--from", "-2", "--format", "json").lines
        #expect(last.count == 2)
        #expect(try JSON.parse(try #require(last.last)).object?["position"] == 54)
    }

    static func array(_ said: Desk.Said) throws -> [JSONObject] {
        try #require(try JSON.parse(String(said.out.dropLast())).array).compactMap(\.object)
    }

    static func withoutInk(_ text: String) -> String {
        var (result, isEscape) = ("", false)
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" {
                isEscape = true
            } else if !isEscape {
                result.unicodeScalars.append(scalar)
            } else if scalar
                == "m"
            {
                isEscape = false
            }
        }
        return result
    }
}
