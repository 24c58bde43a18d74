import DisputeModel
import Testing

@testable import Casebook

/// Where the projections do not serve it, a question goes through the log once.
@Suite struct FoldedFamiliesTests {
    @Test func `a family is folded once for all that a question asks, and again for another moment`() {
        let folded = FoldedFamilies()
        var folds = 0
        func ask(_ family: String, through last: Int) -> Int {
            folded.record(of: family, through: last, false) {
                folds += 1
                return FamilyRecord([], text: { _ in nil })
            }.entries.count
        }
        for _ in 0..<3 { _ = ask("a", through: 9) + ask("b", through: 9) }
        #expect(folds == 2)
        _ = ask("a", through: 8)
        #expect(folds == 3)
        var reads = 0
        for _ in 0..<3 {
            let positions = folded.positions(through: 9) {
                reads += 1
                return ["a": [1]]
            }
            #expect(positions == ["a": [1]])
        }
        #expect(reads == 1)
    }
}
