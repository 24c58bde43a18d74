/// A clock on the wall, which is put forward and back: how far it is ahead of UTC when it shows a time.
///
/// All that is known of the zone is how far it is ahead at an instant of UTC.
package struct WallClock {
    private let minutesEast: (Instant) -> Int

    package init(minutesEast: @escaping (Instant) -> Int) { self.minutesEast = minutesEast }

    /// Minutes east of UTC, for each instant at which the clock shows this minute of the day, the earlier instant first: one;
    /// none, where the clock was put forward over it; two, where it was put back.
    package func offsets(_ day: Day, _ minute: Int) -> [Int] {
        let shown = day.start.milliseconds + minute * 60_000
        // No zone is more than 14 hours from UTC, so within a day on either side it has every offset that can be meant.
        let near = stride(from: -24, through: 24, by: 6).map { hours in
            minutesEast(Instant(milliseconds: shown + hours * 3_600_000))
        }
        return Set(near).filter { minutesEast(Instant(milliseconds: shown - $0 * 60_000)) == $0 }
            .sorted(by: >)
    }

    /// What day it shows at an instant.
    package func day(at instant: Instant) -> Day {
        Instant(milliseconds: instant.milliseconds + minutesEast(instant) * 60_000).day
    }
}
