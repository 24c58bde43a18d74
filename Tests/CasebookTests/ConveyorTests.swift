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

    @Test func `what has come is taken though the giver waits for more`() throws {
        let conveyor = Conveyor<Int>(room: 1000)
        let more = Conveyor<Int>(room: 10)
        let giver = Alongside { [conveyor, more] in
            defer { conveyor.end() }
            for item in 1...3 { _ = conveyor.give(item) }
            // As from a pipe that stays open.
            while let item = more.take() { _ = conveyor.give(item) }
        }
        var taken: [Int] = []
        while taken.count < 3 { taken += conveyor.takeAll() ?? [] }
        #expect(more.give(4))
        #expect(conveyor.takeAll() == [4])
        more.end()
        #expect(conveyor.takeAll() == nil)
        #expect(taken == [1, 2, 3])
        try giver.finished {}
    }

    @Test(.timeLimit(.minutes(1))) func `of many things none is lost, however they are taken`() throws {
        for takesAll in [false, true] {
            let conveyor = Conveyor<Int>(room: 7)
            let giver = Alongside { [conveyor] in
                defer { conveyor.end() }
                for item in 0..<50_000 { _ = conveyor.give(item, size: item % 9) }
            }
            var taken: [Int] = []
            while let items = takesAll ? conveyor.takeAll() : conveyor.take().map({ [$0] }) { taken += items }
            #expect(taken == Array(0..<50_000))
            try giver.finished {}
        }
    }
}
