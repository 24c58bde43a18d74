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
}
