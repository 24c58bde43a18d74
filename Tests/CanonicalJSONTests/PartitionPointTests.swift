import CanonicalJSON
import Testing

struct PartitionPointTests {
    @Test(arguments: 0...9) func `the first index at which the condition holds is found`(point: Int) {
        #expect((0..<9).partitionPoint { $0 >= point } == point)
        #expect((3..<12).partitionPoint { $0 >= 3 + point } == 3 + point)
    }

    @Test func `an empty range has no index`() {
        #expect((5..<5).partitionPoint { _ in true } == 5)
    }
}
