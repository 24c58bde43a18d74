import CanonicalJSON
import Testing
import TimeLimits

@testable import chancery

/// References are equal when their bytes are: in a log of before, two parties may differ by nothing that is seen.
@Suite(.endsInTime) struct SpellingTests {
    private static let composed = "AUT:Caf\u{E9}"
    private static let decomposed = "AUT:Cafe\u{301}"

    private func desk() throws -> Desk {
        var ledger = Ledger()
        ledger.open("d")
        for (party, day) in [(Self.composed, "2021-10-01"), (Self.decomposed, "2021-10-02")] {
            ledger.add(
                "request-for-information", in: "d",
                [
                    ("actors", ["BLR"]), ("addressees", .array([.string(party)])), ("occurred", .string(day)),
                ])
            ledger.add(
                "declared-position", in: "d",
                [
                    ("actors", .array([.string(party)])), ("summary", .string("Of \(day)")),
                    ("occurred", .string(day)),
                ])
        }
        return try Desk(ledger)
    }

    @Test func `what the one owes the other does not`() throws {
        let desk = try desk()
        let items = try #require(try JSON.parse(desk.run("due", "--format", "json").out).array)
        let debtors = items.compactMap { $0.object?["owedBy"]?.array?.first?.string }
        #expect(debtors.map { Array($0.utf8) } == [Self.composed, Self.decomposed].map { Array($0.utf8) })
        #expect(items.count == 2)
    }

    @Test func `each has its own node, its own cell and its own positions`() throws {
        let desk = try desk()
        let graph = desk.run("export", "--format", "graphml").out
        #expect(graph.split(separator: "\n").filter { $0.contains("<node ") }.count == 3)
        let positions = try #require(try JSON.parse(desk.run("positions", "--format", "json").out).array)
        #expect(positions.count == 2)
        let rows = try desk.table("csv")
        let actors = Set(rows.flatMap { $0 }.filter { $0.hasPrefix("AUT:") }.map { ExactText($0) })
        #expect(actors.count == 2)
    }
}
