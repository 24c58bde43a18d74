import ArgumentParser
import CanonicalJSON
import Casebook
import Interchange
import Rendering

/// How a table is imported.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the table's rows become events; the README shows how to write one.", valueName: "file"),
        completion: .file())
    var mapping: String?
    @Option(
        help: ArgumentHelp(
            "Where a table is that the mapping names, if it lies neither beside it nor beside the file.",
            valueName: "name=file"))
    var table: [String] = []
    @Flag(help: "One bad row, and nothing is filed.")
    var strict = false
    @Option(help: ArgumentHelp("Events that become durable together.", valueName: "count"))
    var batch = 10_000
    @Option(
        help: ArgumentHelp(
            "A new file for the bad rows: line, reason, the row as it was.", valueName: "file"),
        completion: .file())
    var rejects: String?

    /// What of it was given, where it is of no use.
    var given: String? {
        if mapping != nil { return "--mapping" }
        if !table.isEmpty { return "--table" }
        if strict { return "--strict" }
        return rejects != nil ? "--rejects" : nil
    }

    func places() throws(Fault) -> [String: String] {
        var places: [String: String] = [:]
        for text in table {
            guard let (name, file) = Interpreter.pair(text), !file.isEmpty else {
                throw Fault.usage("\"\(text)\" is no NAME=FILE.", "Write --table NAME=FILE.")
            }
            places[name] = file
        }
        return places
    }
}

/// What is said of a table that has been imported.
struct TableReceipt {
    let report: ImportReport
    let seconds: Double
    let isDryRun: Bool
    let isStrict: Bool

    private var nothingIsFiled: Bool { isDryRun || isStrict && report.bad > 0 }

    var lines: [String] {
        var filed = Phrases.count(report.events, "event")
        if report.opened > 0 { filed += " in \(Phrases.count(report.opened, "new dispute"))" }
        let rows = "of \(Phrases.count(report.rows, "row"))"
        let rate = seconds > 0 ? Int(Double(report.rows) / seconds) : 0
        let pace = rate > 0 ? ", in \(Int(seconds * 1000)) ms, \(Phrases.grouped(rate)) rows/s" : ""
        var lines = [
            nothingIsFiled
                ? "\(filed) would be filed, \(rows)\(pace). Nothing was." : "Filed \(filed), \(rows)\(pace)."
        ]
        if report.known > 0 { lines.append("\(Phrases.count(report.known, "event")) had been filed before.") }
        if report.leftOut > 0 {
            lines.append("\(Phrases.count(report.leftOut, "row")) the mapping leaves out.")
        }
        guard report.bad > 0 else { return lines }
        lines.append("\(Phrases.count(report.bad, "row")) could not be taken:")
        for reason in report.reasons.sorted(by: { $0.count > $1.count }).prefix(20) {
            let places = reason.lines.map { Phrases.grouped($0) }.joined(separator: ", ")
            let where_ =
                "\(reason.lines.count == 1 ? "line" : "lines") \(places)\(reason.count > 3 ? " …" : "")"
            lines.append("  \(Phrases.grouped(reason.count)): \(harmless(reason.problem)) (\(where_))")
        }
        if report.reasons.count > 20 {
            lines.append("  and \(Phrases.count(report.reasons.count - 20, "more reason")).")
        }
        return lines
    }

    var json: JSON {
        [
            "rows": .integer(report.rows), "events": .integer(report.events),
            "disputes": .integer(report.opened), "known": .integer(report.known),
            "leftOut": .integer(report.leftOut), "bad": .integer(report.bad),
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
