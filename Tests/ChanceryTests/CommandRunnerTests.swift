import ArgumentParser
import Testing

@testable import chancery

@Suite struct CommandRunnerTests {
    @Test func `the program says its name and its commands`() {
        #expect(Chancery.helpMessage().contains("chancery"))
    }
}
