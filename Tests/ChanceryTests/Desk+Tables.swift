import CanonicalJSON
import Testing

extension Desk {
    /// The rows of an export that is a table, as a reader that knows RFC 4180 has them.
    func table(_ format: String, _ more: String...) throws -> [[String]] {
        let said = run(["export", "--format", format] + more)
        try #require(said.code == 0, "\(said.err)")
        return CSVReader.rows(said.out)
    }
}

/// RFC 4180, written from its grammar.
enum CSVReader {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                cell.append("\"")
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(String(cell))
                cell = String.UnicodeScalarView()
            case "\r" where !isQuoted && scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [String(cell)])
                (row, cell) = ([], String.UnicodeScalarView())
            default: cell.append(scalar)
            }
        }
        return rows
    }
}

extension Ledger {
    /// Every field of an event, with what a hostile or careless source might write in it.
    static var ofEverything: Ledger {
        var ledger = Ledger()
        let nasty =
            "=HYPERLINK(\"http://x\") \u{1B}[31m, \"quoted\"\r\nnext\u{0} & <b>]]>\u{FFFE}\u{9B}2J \u{202E}e\u{301} '"
        let text = JSON.string(nasty)
        ledger.open("d", nasty)
        let first = ledger.act(
            nasty, kind: "x-desk-probe",
            [
                ("actors", [.string("AUT:\(nasty)"), "?:bystanders", "AUT"]),
                ("addressees", ["BLR", "?", "UN:OHCHR"]),
                ("occurredNote", text), ("speaker", ["name": text, "role": text]),
                ("reportedBy", ["name": text, "role": text, "party": "BLR"]),
                ("quote", ["text": text, "language": text, "translated": text]), ("form", text),
                ("mode", text),
                ("channel", text), ("condition", text), ("scope", text), ("tags", [text, text]), ("key", "k"),
                ("sources", [["citation": text, "url": text, "published": "2021"]]),
                ("details", ["like": "note", "x": text]), ("due", ["about": "2021-11-10", "note": text]),
                ("recordedBy", text), ("marking", "restricted"),
            ])
        ledger.act("-1+1", [("inResponseTo", [.string(first)]), ("about", [.string(first)])])
        ledger.correct(first, [("summary", .string("@" + nasty))])
        ledger.mark(first, "confidential")
        ledger.act("Alone.", kind: "statement", [("addressees", .array([]))])
        ledger.act("Nobody.", kind: "statement", [("addressees", .array([])), ("actors", .array([]))])
        ledger.act(
            "'=kept'", kind: "meeting", [("actors", ["AUT", "BLR", "UN"]), ("addressees", .array([]))])
        ledger.retract(ledger.act("Taken back."))
        ledger.act("\u{2028}\t tab", kind: "no-such-kind")
        return ledger
    }
}
