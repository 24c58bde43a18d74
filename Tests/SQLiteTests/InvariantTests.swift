import SQLite
import Testing

/// What would go on with a wrong state stops the program instead.
@Suite struct InvariantTests {
    @Test func `a statement is not run with fewer values than it has parameters`() async {
        await #expect(processExitsWith: .failure) {
            _ = try PreparedStatement(Database(inMemory: .writing), "SELECT ?, ?", [.number(1)])
        }
        await #expect(processExitsWith: .success) {
            _ = try PreparedStatement(Database(inMemory: .writing), "SELECT ?, ?", [.number(1), .null])
        }
    }
}
