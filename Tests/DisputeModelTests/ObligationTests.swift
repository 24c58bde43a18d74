import Testing

@testable import DisputeModel

@Suite struct ObligationTests {
    private static func order(_ day: Int) -> CourseOrder {
        let instant = Day(number: day).start
        return CourseOrder(place: instant, firstTime: instant, position: day)
    }

    /// Asked on day 1; the dispute ends on day 2 and is opened again on day 4.
    private static func obligation(replies: [(day: Int, ReplyEffect)]) -> Obligation {
        var turns = EndsAndReopenings()
        turns.add(order(2), isEnd: true)
        turns.add(order(4), isEnd: false)
        let asked = Obligation(
            order: order(1), dispute: "d", kindName: "demarche", owedBy: [], owedTo: [], hasBeginning: true,
            due: nil,
            replies: replies.map { Obligation.Reply(order: order($0), effect: $1, due: nil, outcome: .other) }
        )
        return asked.after(all: turns)
    }

    @Test func `what has lapsed is owed again after a reopening, whether or not somebody wrote meanwhile`() {
        let forgotten = Self.obligation(replies: [])
        #expect(forgotten.asOf(Day(number: 3))?.state == .lapsed && forgotten.state == .open)
        let reminded = Self.obligation(replies: [(3, .reminds)])
        #expect(reminded.changes.map(\.state) == [.lapsed, .lapsed, .open])
        #expect(reminded.changes.map(\.cause) == [2, 3, 4])
        #expect(reminded.asOf(Day(number: 3))?.state == .lapsed)
        #expect(reminded.asOf(Day(number: 4))?.state == .open)
    }

    @Test func `a reply after the reopening counts`() {
        let answered = Self.obligation(replies: [(3, .reminds), (5, .answers)])
        #expect(answered.changes.map(\.state) == [.lapsed, .lapsed, .open, .answered])
    }
}
