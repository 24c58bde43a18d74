import CanonicalJSON
import Casebook
import Interchange
import Rendering
import TextSafety

/// Notes about differences between the rows of an imported table and the events in the log.
struct TableNotes {
    let report: ImportReport
    /// Whether nothing was filed, so that the notes say what would be done.
    let wouldBe: Bool
    /// Whether only the first few notes of each kind are shown.
    let isShort: Bool

    private static let few = 20

    var lines: [String] {
        RowNote.Kind.allCases.flatMap { kind -> [String] in
            guard let count = report.noteCounts[kind], count > 0 else { return [] }
            let notes = report.notes.filter { $0.note.kind == kind }
            if kind == .unknown {
                return [
                    "\(notes.first?.note.subject ?? "Some") events of the list have no row that can be read; because other rows cannot be read either, none counts as gone."
                ]
            }
            let shown = isShort ? notes.prefix(Self.few) : notes[...]
            var lines = [heading(kind, count)] + shown.flatMap(Self.lines)
            if count > shown.count { lines.append("  and \(Phrases.grouped(count - shown.count)) more.") }
            return lines
        }
    }

    private func heading(_ kind: RowNote.Kind, _ count: Int) -> String {
        let events = Phrases.count(count, "event")
        let done = wouldBe ? "would be" : count == 1 ? "was" : "were"
        switch kind {
        case .differs:
            return
                "\(Phrases.count(count, "row")) \(count == 1 ? "differs" : "differ") from the log, which stays as it was; --sync makes corrections of them:"
        case .opening:
            return
                "\(Phrases.count(count, "dispute")) in the log \(count == 1 ? "differs" : "differ") from the mapping, and \(count == 1 ? "stays" : "stay") unchanged; --sync corrects what an import opened and nobody has changed, `chancery correct` the rest:"
        case .absent:
            return
                "\(Phrases.count(count, "row")) \(count == 1 ? "has" : "have") come back whose events were retracted; --sync makes them count again:"
        case .corrected:
            return "\(Phrases.count(count, "event or dispute", "events or disputes")) \(done) corrected:"
        case .moved:
            return
                "\(events) \(done) retracted and recorded again, because a correction cannot say it:"
        case .back:
            return
                "\(Phrases.count(count, "row")) came back; \(count == 1 ? "the retraction of its event" : "the retractions of their events") \(done) retracted:"
        case .gone:
            return
                "\(Phrases.count(count, "row")) \(count == 1 ? "has" : "have") gone; a retraction or the mapping's gone: \(wouldBe ? "would be" : "was") recorded for \(count == 1 ? "it" : "each"):"
        case .left:
            return
                "\(events) \(count == 1 ? "was" : "were") corrected here, and the list now says something different again; \(count == 1 ? "it stays" : "they stay"):"
        case .putBack:
            return
                "\(Phrases.count(count, "row")) \(count == 1 ? "has" : "have") gone, but somebody retracted what was recorded about that; \(count == 1 ? "its event stays" : "their events stay"):"
        case .unknown: return ""
        }
    }

    private static func lines(_ note: ImportReport.Note) -> [String] {
        let place = note.line.map { " (line \(Phrases.grouped($0)))" } ?? ""
        let subject = sanitized(shortened(note.note.subject))
        guard !note.note.differences.isEmpty else { return ["  \(subject)\(place)"] }
        return note.note.differences.map { difference in
            "  \(subject)\(place): \(sanitized(difference.field)) is \(Self.words(difference.stands)) here, \(Self.words(difference.row)) there"
        }
    }

    private static func words(_ text: String?) -> String {
        text.map { sanitized(quoted($0)) } ?? "nothing"
    }

    static func json(_ note: ImportReport.Note) -> JSON {
        var object = JSONObject([
            ("what", .string(note.note.kind.rawValue)), ("subject", .string(note.note.subject)),
        ])
        object["line"] = note.line.map { .integer($0) }
        let differences = note.note.differences.map { difference in
            var object = JSONObject([("field", .string(difference.field))])
            object["taken"] = difference.taken.map { .string($0) }
            object["stands"] = difference.stands.map { .string($0) }
            object["row"] = difference.row.map { .string($0) }
            return JSON.object(object)
        }
        if !differences.isEmpty { object["differences"] = .array(differences) }
        return .object(object)
    }
}
