import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct DeskTests {
    @Test func `a seeded desk knows the seed's disputes`() throws {
        let said = try Desk(seeded: true).run("status", "rus-un-donation", "--format", "json")
        #expect(said.code == 0)
        #expect(said.out.contains("\"dispute\":\"rus-un-donation\""))
    }

    @Test func `an empty desk has no log`() throws {
        let said = try Desk().run("status")
        #expect(said.code == 66)
        #expect(said.err.contains("There is no log at"))
    }
}
