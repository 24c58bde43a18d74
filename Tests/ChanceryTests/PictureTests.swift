import DisputeModel
import Testing
import TimeLimits

@testable import chancery

/// `timeline --format svg`.
@Suite(.endsInTime) struct PictureTests {
    @Test(arguments: ["rus-un-donation", "blr-eu-migration", "blr-eu-migration/vienna-conference"])
    func `a picture is as it was looked at`(dispute: String) throws {
        let said = try Desk(seeded: true).run("timeline", dispute, "--format", "svg")
        #expect(said.code == 0, "\(said.err)")
        try RecordedPages.expect(
            said.out, matches: "picture-\(dispute.split(separator: "/").last ?? "")", ending: "svg")
    }

    @Test func `every act of the fixture has its mark, its label and its words`() throws {
        let picture = try Desk(seeded: true).run("timeline", "rus-un-donation", "--format", "svg").out
        for number in [18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 40, 42] {
            #expect(picture.contains(">#\(number) "), "#\(number)")
            #expect(picture.contains("aria-label=\"#\(number) "), "#\(number)")
        }
        #expect(picture.contains("past our date, 17 Nov"))
        #expect(picture.contains("<title>#40 replies to #28</title>"))
        #expect(
            picture.contains(">latent<") && picture.contains(">raised<") && picture.contains(">contested<"))
    }

    @Test func `what is not known on a day is not in its picture`() throws {
        let desk = try Desk(seeded: true)
        let picture = desk.run("timeline", "rus-un-donation", "--as-of", "2021-11-10", "--format", "svg").out
        #expect(picture.contains("As of Wed 10 Nov 2021"))
        #expect(!picture.contains("#40 denial"))
        let known = desk.run("timeline", "rus-un-donation", "--known-at", "2021-11-10", "--format", "svg").out
        #expect(known.contains("as known on 10 Nov") && !known.contains("#40 denial"))
    }

    @Test(arguments: ["2026-11-12", "2026-09-01", "2026-08-02"])
    func `what is due stands at its date, right of the act, whichever side the label is on`(on: String) throws
    {
        let desk = try Desk()
        desk.clock = Instant("2026-11-28T12:00:00.000Z") ?? desk.clock
        desk.run("init", "--name", "test")
        desk.run("open", "e", "--title", "E", "--side", "NLD", "--side", "BEL", "--since", "2026-08")
        desk.run(
            "record", "request-for-explanation", "e", "--by", "BEL", "--to", "NLD", "--on", on, "--due",
            "2026-11-26", "why")
        // Its mark stands on the date of the due one, by the same axis.
        desk.run("record", "note", "e", "--by", "NLD", "--on", "2026-11-26", "x")
        let picture = desk.run("timeline", "e", "--format", "svg").out
        let sign = try #require(picture.firstMatch(of: #/ct-late" d="M([0-9.]+) /#).flatMap { Double($0.1) })
        let mark = try #require(
            picture.firstMatch(of: /<rect class="ct-mark ct-asserted" x="([0-9.]+)"/).flatMap { Double($0.1) }
        )
        #expect(abs(sign - (mark + 5)) < 0.2, "\(picture)")
    }

    @Test func `whatever is in the log, a picture is well formed, asks for nothing and runs nothing`() throws
    {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        let hostile =
            "</title></style><script>x</script>\" onload='x' &#x3C; ]]> \u{202E}\u{7} url(http://x.invalid)"
        #expect(
            desk.run(
                "open", "hostile", "--title", String(repeating: hostile, count: 400), "--side",
                "<b>\(hostile.replacing("=", with: ""))=EGY", "--side", "Two=ETH"
            ).code == 0)
        #expect(
            desk.run("record", "note", "hostile", "--by", "EGY", "--summary", hostile, "--due", "2021-12-01")
                .code == 0)
        for dispute in [
            "egy-eth-water", "aus-chn-barley", "aus-chn-barley/wine", "gbr-rus-dogger-bank", "long-file",
            "hostile",
        ] {
            let said = desk.run("timeline", dispute, "--all", "--format", "svg")
            #expect(said.code == 0, "\(said.err)")
            let elements = Set(try WellFormed.elements(of: said.out))
            #expect(
                elements.isSubset(of: [
                    "svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "text",
                ]), "\(dispute): \(elements)")
            #expect(!said.out.contains(" id=") && !said.out.contains(" href="))
            #expect(!said.out.contains { $0 == "\u{202E}" || $0 == "\u{7}" })
            #expect(said.out.utf8.count < 120_000, "\(dispute): \(said.out.utf8.count)")
        }
    }

    @Test func `many acts are bundled, and counted to the last`() throws {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        let picture = desk.run("timeline", "long-file", "--format", "svg").out
        #expect(picture.contains("500 acts, 1 Oct: "))
        #expect(picture.contains(">number of acts<"))
        #expect(picture.utf8.count < 20_000)
    }

    @Test func `a lane of two acts keeps their words beside a lane of hundreds`() throws {
        let desk = try Desk()
        try desk.write(NastyLog().lines.joined(separator: "\n") + "\n", to: "nasty.jsonl")
        #expect(desk.run("restore", desk.folder + "/nasty.jsonl").code == 0)
        for kind in ["denial", "note"] {
            #expect(desk.run("record", kind, "long-file", "--by", "RUS", "--summary", "Said.").code == 0)
        }
        let picture = desk.run("timeline", "long-file", "--format", "svg").out
        #expect(picture.contains("500 acts, 1 Oct: "))
        #expect(picture.contains(" denial</text>") && picture.contains(" note</text>"))
    }

    @Test(arguments: ["rus-un-donation", "blr-eu-migration", "blr-eu-migration/vienna-conference"])
    func `no words of a picture have two full stops`(dispute: String) throws {
        let picture = try Desk(seeded: true).run("timeline", dispute, "--format", "svg").out
        #expect(picture.contains(". ") && !picture.contains(".. "))
    }
}
