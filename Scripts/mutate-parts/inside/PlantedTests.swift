import Testing

@testable import TextSafety

@Suite struct PlantedTests {
    @Test func `a limit is held on both sides`() {
        #expect(Planted.isHeld(69))
        #expect(!Planted.isHeld(70))
    }

    @Test func `something is called, and nobody looks`() { _ = Planted.isSeen(3) }

    @Test func `it ends`() { #expect(Planted.steps(50) == 52) }
}
