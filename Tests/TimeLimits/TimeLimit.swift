import Dispatch
import Foundation
import Seeds
import Testing

/// Ends the whole run, and says which test it was, where a test takes more than five minutes; or three hours where the
/// random tests are asked for in their long form.
///
/// It is for tests with threads and processes, which might wait for each other for ever. Testing's own limit
/// (`timeLimit`) cancels a task, which does not wake a thread that waits; and it counts from the time at which all tests
/// are started together. A test that awaits something goes on when a thread is free again, which may be when all others
/// are done; so it is not for such tests.
package struct TimeLimit: SuiteTrait, TestTrait, TestScoping {
    private static let seconds = isLongRun || getenv("DAMAGE") != nil ? 10_800 : 300
    // A queue of its own gets a thread even where those of the tests are all busy.
    private static let clock = DispatchQueue(label: "time limits of tests")

    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await body() }
        let name = test.name
        let end = DispatchWorkItem {
            let words = "The test \(name) has taken \(Self.seconds) seconds: something waits for ever.\n"
            FileHandle.standardError.write(Data(words.utf8))
            abort()
        }
        Self.clock.asyncAfter(deadline: .now() + .seconds(Self.seconds), execute: end)
        defer { end.cancel() }
        try await body()
    }
}

extension Trait where Self == TimeLimit {
    /// No test of this suite may take more than five minutes.
    package static var endsInTime: Self { TimeLimit() }
}
