import Answers
import CanonicalJSON
import DisputeModel
import EventLog
@testable import Projections
import SQLite
import Seeds
import Testing
import TimeLimits

@testable import Casebook
@testable import Oracle

@Suite(.endsInTime) struct TemperatureCourseTests {
    @Test(arguments: seeds(from: 1, 2, long: 60))
    func `on every day of the year before, a course says what a status as of that day says`(seed: UInt64)
        throws
    {
        let history = RandomHistory(seed: seed, events: 80)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        var numbers = SplitMix64(seed: seed)
        let end = Day(number: try #require(history.days.randomElement(using: &numbers)))
        let known = try #require(history.drafts.randomElement(using: &numbers)).recordedAt
        for instant in [nil, Instant(known)] {
            let overviewHistory = try log.casebook.overviewHistory(at: Moment(asOf: end, knownAt: instant))
            #expect(overviewHistory.days.upperBound == end && overviewHistory.days.lowerBound == end - 365)
            var days = (0...365).map { end - $0 }
            // All of them takes long; the days beside a change are those on which it could go wrong.
            let near = Set(overviewHistory.courses.values.flatMap(\.levels).flatMap { [$0.on, $0.on - 1] })
            days = days.filter { near.contains($0) || Int.random(in: 0..<12, using: &numbers) == 0 }
            for day in days where overviewHistory.days.contains(day) {
                let statuses = try log.casebook.statuses(at: Moment(asOf: day, knownAt: instant))
                for answer in statuses {
                    let course = try #require(overviewHistory.courses[answer.status.dispute])
                    #expect(
                        course.level(on: day) == answer.status.level,
                        "seed \(seed), \(answer.status.dispute) as of \(day), seen from \(end)")
                }
            }
        }
    }

    @Test(arguments: seeds(from: 1, 3, long: 100))
    func `the rows give the courses that a fold of the log gives`(seed: UInt64) throws {
        let history = RandomHistory(seed: seed, events: 120)
        let log = try TemporaryLog(restoring: history.events.map(\.canonical))
        let late = try #require(Instant("2999-01-01T00:00:00.000Z"))
        for number in history.days.filter({ $0 % 7 == 0 }) {
            let moment = Moment(asOf: Day(number: number))
            let drawn = try log.casebook.overviewHistory(at: moment).courses
            let folded = try log.casebook.overviewHistory(at: Moment(asOf: moment.asOf, knownAt: late))
                .courses
            #expect(drawn == folded, "seed \(seed), as of \(moment.asOf)")
            for course in drawn.values {
                let changes = zip(course.levels, course.levels.dropFirst())
                #expect(changes.allSatisfy { $0.on < $1.on && $0.level != $1.level })
            }
        }
    }

    @Test func `what moves to and fro on one day stands as the day ended`() {
        let day = Day(number: 100)
        var course = TemperatureCourse(from: day, level: 3)
        course.note(5, on: day + 2)
        course.note(3, on: day + 2)
        #expect(course.levels == [TemperatureCourse.Level(on: day, level: 3)])
        course.note(4, on: day + 2)
        course.note(6, on: day + 2)
        #expect(
            course.level(on: day + 1) == 3 && course.level(on: day + 2) == 6 && course.level(on: day - 1) == 0
        )
    }

    @Test func `the window is looked up, whatever else a log holds`() throws {
        let log = try TemporaryLog()
        let plan = try log.casebook.store.read { db in
            let generation = try #require(try Watermark(db, name: "live")).generation
            let store = FamilyStore(db: db, schema: ProjectionSchema(generation: generation))
            return try PreparedStatement(db, "EXPLAIN QUERY PLAN " + store.runsWithin)
                .all { $0.textBeforeNUL(3) }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        #expect(plan.count { $0.contains("(dispute=? AND place") } == 2, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}
