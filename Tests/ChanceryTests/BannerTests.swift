import CanonicalJSON
import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// A page is marked as high as anything that it is drawn from.
@Suite(.endsInTime) struct BannerTests {
    private func desk() throws -> Desk {
        let desk = try Desk()
        desk.clock = try #require(Instant("2021-11-24T09:00:00.000Z"))
        desk.run("init")
        desk.run("open", "p", "--title", "Whole", "--side", "A=AUT", "--side", "B=BLR", "--marking", "secret")
        desk.run("open", "p/s", "--title", "Part", "--side", "A=AUT", "--side", "B=BLR")
        desk.run("open", "q", "--title", "Other", "--side", "A=AUT", "--side", "B=BLR")
        return desk
    }

    @Test func `a timeline is as secret as the words that an event had before`() throws {
        let desk = try desk()
        desk.run("record", "note", "q", "--by", "AUT", "--to", "BLR", "-m", "Hush", "--marking", "secret")
        desk.run("correct", "4", "--set", "summary=Plain", "--set", "marking=public")
        desk.run("open", "r", "--title", "Third", "--side", "A=AUT", "--side", "B=BLR")
        let page = desk.run("timeline", "q", "--format", "html").out
        #expect(page.contains("Hush") && page.contains(">SECRET<"))
        #expect(!desk.run("timeline", "r", "--format", "html").out.contains(">SECRET<"))
        // A part is marked at least as high as the whole.
        #expect(desk.run("timeline", "p/s", "--format", "html").out.contains(">SECRET<"))
    }

    @Test func `a brief is as secret as the dispute that it is a part of`() throws {
        let desk = try desk()
        for (dispute, marking) in [("p/s", "secret"), ("q", "public")] {
            let brief = try JSON.parse(desk.run("brief", dispute, "--format", "json").out)
            #expect(brief.object?["marking"]?.string == marking, "\(dispute)")
        }
    }

    @Test func `an overview is as secret as what raised a temperature, and as a date ahead`() throws {
        for options in [["sanction"], ["meeting", "--due", "2021-12-24"]] {
            let desk = try Desk()
            desk.clock = try #require(Instant("2021-11-24T09:00:00.000Z"))
            desk.run("init")
            desk.run("open", "q", "--title", "Other", "--side", "A=AUT", "--side", "B=BLR")
            desk.run("record", "protest", "q", "--by", "AUT", "--to", "BLR", "--on", "2021-11-01")
            #expect(!desk.run("overview").out.contains(">SECRET<"))
            let said = desk.run(
                ["record", options[0], "q", "--by", "AUT", "--to", "BLR", "--on", "2021-11-02"]
                    + options.dropFirst() + ["--marking", "secret"])
            #expect(said.code == 0, "\(said.err)")
            #expect(desk.run("overview").out.contains(">SECRET<"), "\(options)")
        }
    }
}
