import Testing
import TimeLimits

@testable import chancery

/// What nobody foresaw is no answer.
@Suite(.endsInTime) struct UnforeseenTests {
    private struct Odd: Error {}

    @Test(arguments: [
        ["check-proof", "-", "--key"], ["record", "--json", "-"], ["verify", "--checkpoint", "-"],
    ])
    func `an error that nobody foresaw is said to be one, and is not the answer no`(words: [String]) throws {
        let (desk, key) = try Desk.ofVienna()
        let said = desk.run(words.last == "--key" ? words + [key] : words, inputFailing: Odd())
        #expect(said.code == 70)
        #expect(said.err.contains("chancery: An unexpected error happened.\n"))
        #expect(!said.err.contains("Odd"))
    }
}
