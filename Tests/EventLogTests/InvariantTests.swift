import SystemPackage
import Testing

@testable import EventLog

/// What would go on with a wrong state stops the program instead.
@Suite struct InvariantTests {
    @Test func `no subtree follows a lower one`() async {
        await #expect(processExitsWith: .failure) {
            var range = CompactRange()
            range.append(TreeHash.leaf("a"))
            range.append(TreeHash.leaf("b"), height: 1)
        }
        await #expect(processExitsWith: .success) {
            var range = CompactRange()
            range.append(TreeHash.leaf("a"), height: 1)
            range.append(TreeHash.leaf("b"))
        }
    }

    @Test func `no turn in the queue is taken within a turn`() async {
        await #expect(processExitsWith: .failure) {
            let log = try ScratchLog(events: 1)
            try log.store.write { _ in try log.store.write { _ in } }
        }
        await #expect(processExitsWith: .success) {
            let log = try ScratchLog(events: 1)
            try log.store.write { _ in }
            try log.store.write { _ in }
        }
    }
}
