import Testing

@testable import Casebook

@Suite struct ConveyorTests {
    @Test func `one that is stopped with something on it can go`() {
        let conveyor = Conveyor<Int>(room: 2)
        #expect(conveyor.give(1))
        #expect(conveyor.give(2))
        conveyor.stop()
        #expect(!conveyor.give(3))
    }

    @Test func `what was given before the end is taken, in its order`() {
        let conveyor = Conveyor<Int>(room: 2)
        #expect(conveyor.give(1))
        #expect(conveyor.give(2))
        conveyor.end()
        #expect([conveyor.take(), conveyor.take(), conveyor.take()] == [1, 2, nil])
    }

    @Test func `what needs more room than there is goes by itself, when all before it has been dealt with`()
        throws
    {
        let conveyor = Conveyor<Int>(room: 10)
        let giver = Alongside { [conveyor] in
            defer { conveyor.end() }
            return [conveyor.give(1, size: 3), conveyor.give(2, size: 90), conveyor.give(3, size: 10)]
        }
        var taken: [Int] = []
        while let item = conveyor.take() { taken.append(item) }
        #expect(taken == [1, 2, 3])
        #expect(try giver.finished {} == [true, true, true])
    }

    @Test func `a giver who waits for room learns that nobody takes any more`() throws {
        let conveyor = Conveyor<Int>(room: 10)
        #expect(conveyor.give(1, size: 10))
        let giver = Alongside { [conveyor] in conveyor.give(2, size: 10) }
        conveyor.stop()
        #expect(try giver.finished {} == false)
    }
}
