import CanonicalJSON
import Casebook
import DisputeModel
import Rendering
import TextSafety

/// A summary of the parties in imported events: states that had ended, new paths, and similar spellings.
struct PartyReceipt {
    let report: PartyReport

    /// How many items are named; the others are counted.
    private static let few = 5

    var lines: [String] { [late, new, alike].compactMap(\.self).map { sanitized($0) } }

    private var late: String? {
        guard !report.late.isEmpty else { return nil }
        let acts = report.late.reduce(0) { $0 + $1.acts }
        let states = report.late.map { state in
            "\(state.code) (\(state.name)), \(Phrases.ended(state.end))\(report.late.count > 1 ? ": \(Phrases.grouped(state.acts))" : "")"
        }
        return
            "\(Phrases.count(acts, "act")) \(acts == 1 ? "is" : "are") later than the end of a state named in "
            + "\(acts == 1 ? "it" : "them"): \(some(states, separator: "; "))."
    }

    private var new: String? {
        guard !report.new.isEmpty else { return nil }
        let count = report.new.count
        let paths = some(report.new.map(\.reference), separator: ", ")
        guard report.paths > report.sought else {
            return
                "\(Phrases.count(count, "party path")) \(count == 1 ? "is" : "are") new in this log: \(paths)."
        }
        return
            "Of the first \(Phrases.grouped(report.sought)) of \(Phrases.count(report.paths, "party path")) "
            + "\(Phrases.grouped(count)) \(count == 1 ? "is" : "are") new in this log: \(paths)."
    }

    private var alike: String? {
        guard !report.alike.isEmpty else { return nil }
        let count = report.alike.count
        let pairs = report.alike.map { "\($0.path) from \($0.other)" }
        return
            "\(Phrases.count(count, "party path")) \(count == 1 ? "differs" : "differ") only by capitals or accents: "
            + "\(some(pairs, separator: ", "))."
    }

    private func some(_ items: [String], separator: String) -> String {
        let shown = items.prefix(Self.few).joined(separator: separator)
        return items.count > Self.few ? "\(shown) and \(Phrases.grouped(items.count - Self.few)) more" : shown
    }

    var json: JSONObject {
        JSONObject([
            ("lateActs", .array(report.late.map { ["party": .string($0.code), "acts": .integer($0.acts)] })),
            ("newPaths", .array(report.new.map { .string($0.reference) })),
            (
                "alikePaths",
                .array(
                    report.alike.map {
                        ["path": .string($0.path.reference), "like": .string($0.other.reference)]
                    })
            ),
        ])
    }
}

extension Phrases {
    /// `ended on Thu 26 Dec 1991`, `ended in 1986`.
    static func ended(_ end: EDTF) -> String {
        guard end.precision == .day, let day = end.earliest?.day else { return "ended in \(end.text)" }
        return "ended on \(Phrases.day(day))"
    }
}
