import Rendering
import Testing
import TextSafety

@Suite struct TableTests {
    private let status: Table = {
        var table = Table([
            Column("DISPUTE", minimum: 12, isFlexible: true), Column("PHASE"), Column("SINCE", rank: 1),
            Column("TEMP", .right, rank: 2), Column("WAITING FOR", minimum: 8), Column("LAST ACT", rank: 3),
        ])
        table.add(["rus-un-donation", "contested", "11 Nov", "2 ↑", "UN 4, 1 past ~", "7 days"])
        table.add(["  vienna-conference", "contested", "10 Nov", "2 ↑", "nobody", "7 days"])
        table.add(["gbr-rus-salisbury", "multilateral", "Mar 2018", "5 =", "nobody", "dormant"])
        return table
    }()

    @Test func `there is room for all`() {
        #expect(
            status.lines(on: TerminalCanvas(width: 80)) == [
                "DISPUTE              PHASE         SINCE     TEMP  WAITING FOR     LAST ACT",
                "rus-un-donation      contested     11 Nov     2 ↑  UN 4, 1 past ~  7 days",
                "  vienna-conference  contested     10 Nov     2 ↑  nobody          7 days",
                "gbr-rus-salisbury    multilateral  Mar 2018   5 =  nobody          dormant",
            ])
        #expect(status.lines(on: TerminalCanvas(width: 200)) == status.lines(on: TerminalCanvas(width: 80)))
    }

    @Test func `a flexible column yields first`() {
        #expect(
            status.lines(on: TerminalCanvas(width: 70)) == [
                "DISPUTE         PHASE         SINCE     TEMP  WAITING FOR     LAST ACT",
                "rus-un-donati…  contested     11 Nov     2 ↑  UN 4, 1 past ~  7 days",
                "  vienna-conf…  contested     10 Nov     2 ↑  nobody          7 days",
                "gbr-rus-salis…  multilateral  Mar 2018   5 =  nobody          dormant",
            ])
    }

    @Test func `columns of low rank leave a narrow canvas`() {
        #expect(
            status.lines(on: TerminalCanvas(width: 40)) == [
                "DISPUTE       PHASE         WAITING FOR",
                "rus-un-dona…  contested     UN 4, 1 pas…",
                "  vienna-co…  contested     nobody",
                "gbr-rus-sal…  multilateral  nobody",
            ])
    }

    @Test func `a cell goes on below itself, beside its neighbours`() {
        var timeline = Table([
            Column("WHEN", maximum: 11, overflow: .wrap(hang: 2)), Column("#", .right),
            Column("WHO", overflow: .wrap(hang: 2)),
            Column("WHAT", minimum: 20, isFlexible: true, overflow: .wrap(hang: 4)),
        ])
        timeline.add([
            "Aug 2020 to 10 Nov", "19", "UN:OHCHR",
            Cell("? alleged-act: gift went to lawyers of people tried over the 2020 protests"),
        ])
        timeline.add([
            "10 Nov", "28", Cell([Paragraph("RUS → UN:SG"), Paragraph("      UN:EOSG")]),
            Cell([
                Paragraph("  expectation: \"a clear step\" in days"),
                Paragraph("◐ partial by #33; our date 17 Nov, 1 day ago", hang: 2),
            ]),
        ])
        timeline.addBlank()
        timeline.add(across: "○ open ◐ part ● done ▸ change  ? claimed or alleged ~ hedged", hang: 2)
        #expect(
            timeline.lines(on: TerminalCanvas(width: 56)) == [
                "WHEN          #  WHO            WHAT",
                "Aug 2020 to  19  UN:OHCHR       ? alleged-act: gift went",
                "  10 Nov                            to lawyers of people",
                "                                    tried over the 2020",
                "                                    protests",
                "10 Nov       28  RUS → UN:SG      expectation: \"a clear",
                "                       UN:EOSG      step\" in days",
                "                                ◐ partial by #33; our",
                "                                  date 17 Nov, 1 day ago",
                "",
                "○ open ◐ part ● done ▸ change  ? claimed or alleged ~",
                "  hedged",
            ])
    }

    @Test func `text of two directions stays in its columns`() {
        var table = Table([Column(maximum: 8), Column()])
        table.add(["مرحبا", "#1"])
        table.add([Cell(Text("RUS", .strong) + " " + Text("שלום")), "#2"])
        #expect(
            table.lines(on: TerminalCanvas(width: 40)) == [
                "\u{2068}مرحبا\u{2069}     #1", "RUS \u{2068}שלום\u{2069}  #2",
            ])
        #expect(
            table.lines(on: TerminalCanvas(width: 40, isolates: false)) == ["مرحبا     #1", "RUS שלום  #2"])
    }

    @Test func `style changes nothing but the style`() {
        var table = Table([Column("STATE"), Column("DAYS", .right)])
        table.add([Cell("overdue", .overdue), "12"])
        #expect(
            table.lines(on: TerminalCanvas(width: 40, colour: true)) == [
                "\u{1B}[1mSTATE\u{1B}[0m    \u{1B}[1mDAYS\u{1B}[0m", "\u{1B}[1;31moverdue\u{1B}[0m    12",
            ])
        #expect(table.lines(on: TerminalCanvas(width: 40)) == ["STATE    DAYS", "overdue    12"])
    }

    @Test func `a line may have something at its right margin`() {
        let canvas = TerminalCanvas(width: 30)
        #expect(canvas.line("$ chancery due", right: "Thu 18 Nov 2021") == "$ chancery d…  Thu 18 Nov 2021")
        #expect(canvas.line("due", right: "18 Nov") == "due                     18 Nov")
    }
}

/// What is printable ASCII is laid out by a shorter way: it must come to the same.
@Suite struct PlainCellTests {
    @Test(arguments: ["", "a", " a", "a ", "   ", "several words of it", "a-b/c"])
    func `a plain text is drawn as the same text with a wider neighbour is`(words: String) {
        for column in [Column("X"), Column("X", .right), Column("X", overflow: .wrap(hang: 2))] {
            for colour in [false, true] {
                var table = Table([column, Column("Y")])
                table.add([Cell(Text(words, .strong) + Text("!", .quiet)), "y"])
                // The zero-width joiner takes no column and makes the text no plain one.
                var other = Table([column, Column("Y")])
                other.add([Cell(Text(words, .strong) + Text("!\u{200D}", .quiet)), "y"])
                for width in [3, 8, 20, 80] {
                    let canvas = TerminalCanvas(width: width, colour: colour)
                    #expect(
                        table.lines(on: canvas)
                            == other.lines(on: canvas).map {
                                String($0.unicodeScalars.filter { $0 != "\u{200D}" })
                            })
                }
            }
        }
    }
}
