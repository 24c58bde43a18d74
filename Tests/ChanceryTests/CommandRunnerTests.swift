import ArgumentParser
import Testing
import TimeLimits

@testable import chancery

@Suite(.endsInTime) struct CommandRunnerTests {
    @Test func `the program says its name and its commands`() {
        #expect(Chancery.helpMessage().contains("chancery"))
    }
}
