import CanonicalJSON
import DisputeModel
import EventLog
import SystemPackage
import Testing
import TimeLimits

@testable import Casebook

/// Rows come from other programs, which take their time. Nobody's turn to write lasts as long as that.
@Suite(.endsInTime) struct RowTurnTests {
    private static func draft(_ kind: String, _ more: [(String, JSON)]) -> JSONObject {
        JSONObject([("dispute", "fence"), ("kind", .string(kind))] + more)
    }

    @Test func `while a row is awaited that is to be filed at once, somebody else files`() throws {
        let log = try TemporaryLog()
        let now = try #require(Instant("2026-11-29T12:00:00.000Z"))
        let sides: JSON = [
            ["members": ["AUT"], "name": "Austria"], ["members": ["SVN"], "name": "Slovenia"],
        ]
        let details: JSON = ["sides": sides, "title": "The fence"]
        _ = try log.casebook.file([Self.draft("dispute-opened", [("details", details)])], by: "desk", at: now)
        let other = try Casebook(at: FilePath(log.path), .writing)
        let note = Self.draft("note", [("actors", ["AUT"]), ("summary", "A row")])
        var awaited = 0
        try log.casebook.file(
            .of(1, mayEnd: { true }, isKept: { true }), of: RowList(),
            next: {
                awaited += 1
                _ = try other.file([note], by: "colleague", at: now)
                guard awaited <= 3 else { return nil }
                return Casebook.ImportRow(dispute: "fence", drafts: [Casebook.ImportRow.Draft(note)]) { [] }
            }, by: "desk", at: { now },
            receive: { #expect($0 == .filed(events: 1, opened: 0, known: 0, repeated: 0)) })
        #expect(awaited == 4)
        #expect(try log.texts().count == 1 + 4 + 3)
        try other.close()
    }
}
