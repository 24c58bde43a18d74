import Testing
import TimeLimits

@testable import Platform

@Suite(.endsInTime) struct ProcessTests {
    private let environment = ["PATH": "/usr/bin:/bin", "WORD": "a b"]

    @Test(
        arguments: [
            ("exit 3", 3), ("kill -9 $$", 137), ("no-such-program", 127), ("test \"$1\" = \"x y\"", 0),
            ("test \"$WORD\" = \"a b\"", 0), ("test -z \"$HOME\"", 0),
        ] as [(String, Int32)])
    func `a command gets its argument and its environment, and its exit code is told`(
        command: String, code: Int32
    ) {
        #expect(ChildProcess.run(shell: command, ["x y"], environment: environment) == code)
    }

    @Test func `a process that has ended does not run, and this one does`() {
        #expect(CurrentProcess.isRunning(CurrentProcess.id))
        // Numbers of processes end at 4,194,304 on Linux (proc(5), pid_max).
        #expect(!CurrentProcess.isRunning(4_194_305))
    }

    @Test func `a clock that is never adjusted goes on while we sleep`() {
        let start = SystemClock.seconds
        SystemClock.sleep(microseconds: 2000)
        #expect(SystemClock.seconds - start >= 0.002)
    }
}
