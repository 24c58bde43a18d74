import CanonicalJSON
import Interchange
import Rendering
import TextSafety

/// The report about a table that has been imported.
struct TableReceipt {
    let report: ImportReport
    let seconds: Double
    let isDryRun: Bool
    let isStrict: Bool

    private var nothingIsFiled: Bool { isDryRun || isStrict && report.bad > 0 }

    var lines: [String] {
        var filed = Phrases.count(report.events, "event")
        if report.opened > 0 { filed += " in \(Phrases.count(report.opened, "new dispute"))" }
        let rows = "from \(Phrases.count(report.rows, "row"))"
        let rate = seconds > 0 ? Int(Double(report.rows) / seconds) : 0
        let pace =
            rate > 0 ? ", in \(Phrases.grouped(Int(seconds * 1000))) ms, \(Phrases.grouped(rate)) rows/s" : ""
        var lines = [
            nothingIsFiled
                ? "\(filed) would be recorded \(rows)\(pace). Nothing was recorded."
                : "Recorded \(filed) \(rows)\(pace)."
        ]
        lines += notes
        if report.known > 0 {
            lines.append("\(Phrases.count(report.known, "event")) had been recorded before.")
        }
        if report.leftOut > 0 {
            lines.append("The mapping leaves out \(Phrases.count(report.leftOut, "row")).")
        }
        if report.repeated > 0 {
            lines.append(
                "\(Phrases.count(report.repeated, "event")) \(report.repeated == 1 ? "is" : "are") in the table twice, word for word."
            )
        }
        if report.empty > 0 {
            lines.append(
                "\(Phrases.count(report.empty, "row")) without content \(report.empty == 1 ? "was" : "were") skipped."
            )
        }
        lines += report.mismatches.map { sanitized($0) }
        lines += PartyReceipt(report: report.parties).lines
        guard report.bad > 0 else { return lines }
        lines.append("\(Phrases.count(report.bad, "row")) could not be imported:")
        for reason in report.reasons.sorted(by: { $0.count > $1.count }).prefix(20) {
            let places = reason.lines.map { Phrases.grouped($0) }.joined(separator: ", ")
            let where_ =
                "\(reason.lines.count == 1 ? "line" : "lines") \(places)\(reason.count > 3 ? " …" : "")"
            lines.append("  \(Phrases.grouped(reason.count)): \(sanitized(reason.problem)) (\(where_))")
        }
        if report.reasons.count > 20 {
            lines.append("  and \(Phrases.count(report.reasons.count - 20, "more reason")).")
        }
        return lines
    }

    private var notes: [String] {
        TableNotes(report: report, wouldBe: nothingIsFiled, isShort: !isDryRun).lines
    }

    var json: JSON {
        [
            "rows": .integer(report.rows), "events": .integer(report.events),
            "disputes": .integer(report.opened), "known": .integer(report.known),
            "leftOut": .integer(report.leftOut), "bad": .integer(report.bad),
            "repeated": .integer(report.repeated), "empty": .integer(report.empty),
            "mismatches": .array(report.mismatches.map { .string($0) }),
            "notes": .array(report.notes.map(TableNotes.json)),
            "parties": .object(PartyReceipt(report: report.parties).json),
            "isFiled": .bool(!nothingIsFiled), "milliseconds": .integer(Int(seconds * 1000)),
            "reasons": .array(
                report.reasons.map { reason in
                    [
                        "problem": .string(reason.problem), "rows": .integer(reason.count),
                        "lines": .array(reason.lines.map { .integer($0) }),
                    ]
                }),
        ]
    }
}
