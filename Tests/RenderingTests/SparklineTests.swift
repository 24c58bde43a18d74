import DisputeModel
import Seeds
import Testing

@testable import Rendering

@Suite struct SparklineTests {
    static let days = Day(number: 18_500)...Day(number: 18_865)

    @Test
    func `a chart is steps from left to right, each at the height of its level, and ends as it stands now`() {
        var numbers = SplitMix64(seed: 9)
        for round in 0..<300 {
            let course = Self.course(&numbers)
            let sparkline = Sparkline(course, in: Self.days)
            let corners = sparkline.corners
            for (one, other) in zip(corners, corners.dropFirst()) {
                #expect(other.x >= one.x && (one.x == other.x || one.y == other.y), "round \(round)")
            }
            for corner in corners {
                #expect((0...Sparkline.width).contains(corner.x) && (0...Sparkline.height).contains(corner.y))
            }
            #expect(corners.last?.x == Sparkline.width)
            #expect(corners.last?.y == sparkline.y(course.level(on: Self.days.upperBound)))
            // A day that was hot is seen, however short it was.
            #expect(
                Set(course.levels.map { sparkline.y($0.level) }) == Set(corners.map(\.y)), "round \(round)")
            #expect(corners.count <= 2 * course.levels.count + 1)
        }
    }

    @Test func `all charts have the same scale`() {
        let calm = Sparkline(TemperatureCourse(from: Self.days.lowerBound, level: 0), in: Self.days)
        let war = Sparkline(TemperatureCourse(from: Self.days.upperBound, level: 10), in: Self.days)
        #expect((0...10).map(calm.y) == (0...10).map(war.y))
        #expect(calm.y(0) > calm.y(1) && calm.y(10) < calm.y(9))
        #expect(calm.x(Self.days.lowerBound) == 0 && war.x(Self.days.upperBound + 1) == Sparkline.width)
    }

    @Test func `who cannot see it is told where it began, how far it went and where it is`() throws {
        let phrases = Phrases(today: Self.days.upperBound)
        var course = TemperatureCourse(from: Self.days.upperBound - 40, level: 0)
        #expect(Sparkline(course, in: Self.days).words(phrases) == "0 since 17 Jul")
        course.note(6, on: Self.days.upperBound - 20)
        course.note(2, on: Self.days.upperBound - 3)
        #expect(
            Sparkline(course, in: Self.days).words(phrases)
                == "0 on 17 Jul, at most 6 from 6 Aug, 2 since 23 Aug")
    }

    private static func course(_ numbers: inout SplitMix64) -> TemperatureCourse {
        var day = days.lowerBound + Int.random(in: 0...365, using: &numbers)
        var course = TemperatureCourse(from: day, level: Int.random(in: 0...10, using: &numbers))
        let stride = Int.random(in: 1...90, using: &numbers)
        while day < days.upperBound {
            day = min(day + Int.random(in: 1...stride, using: &numbers), days.upperBound)
            course.note(Int.random(in: 0...10, using: &numbers), on: day)
        }
        return course
    }
}
