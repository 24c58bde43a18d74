import CanonicalJSON
import Casebook
import Rendering
import TextSafety

/// What an import of JSON lines did, or would do.
struct LinesReceipt {
    let result: Casebook.Import
    let isDryRun: Bool
    /// The name of the file, for messages.
    let file: String

    /// The lines that were not imported, with the reasons: for standard error.
    var refusals: [String] {
        let named = result.reasons.map { line, problem in
            "Line \(line) of \(sanitized(file)) was not imported: \(sanitized(problem))"
        }
        let others = result.refused - result.reasons.count
        return others > 0 ? named + ["\(others) more lines were not imported."] : named
    }

    var lines: [String] {
        let added = Phrases.count(result.added, "event")
        let known =
            result.known == 0 ? "" : "; \(Phrases.count(result.known, "event")) had been recorded before"
        let keys =
            result.keys == 0
            ? "" : "; \(Phrases.count(result.keys, "signing key")) of the other log left out"
        let sentence =
            isDryRun
            ? "\(added) would be recorded\(known)\(keys). Nothing was recorded."
            : "Recorded \(added)\(known)\(keys)."
        return [sentence] + PartyReceipt(report: result.parties).lines
    }

    var json: JSON {
        [
            "events": .integer(result.added), "known": .integer(result.known),
            "keys": .integer(result.keys),
            "isFiled": .bool(!isDryRun), "refused": .integer(result.refused),
            "parties": .object(PartyReceipt(report: result.parties).json),
            "reasons": .array(
                result.reasons.map { ["line": .integer($0.line), "reason": .string($0.problem)] }),
        ]
    }
}
