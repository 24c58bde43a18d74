/// A local clock that may change for summer time. It gives the offset from UTC when the clock shows a time, and needs
/// only the offset at an instant of UTC.
package struct WallClock {
    private let minutesEast: (Instant) -> Int

    /// Makes the clock of one time zone.
    ///
    /// - Parameter minutesEast: the offset of the zone from UTC at an instant, in minutes.
    package init(minutesEast: @escaping (Instant) -> Int) { self.minutesEast = minutesEast }

    /// The offsets from UTC, in minutes, at the instants when the clock shows this minute of the day, the earlier
    /// instant first. Usually one; none where the clock was put forward over the minute; two where it was put back
    /// over it.
    package func offsets(_ day: Day, _ minute: Int) -> [Int] {
        let shown = day.start.milliseconds + minute * 60_000
        // No zone is more than 14 hours from UTC, so every offset that can be meant occurs within a day on either
        // side.
        let near = stride(from: -24, through: 24, by: 6).map { hours in
            minutesEast(Instant(milliseconds: shown + hours * 3_600_000))
        }
        return Set(near).filter { minutesEast(Instant(milliseconds: shown - $0 * 60_000)) == $0 }
            .sorted(by: >)
    }

    /// The local day at an instant.
    package func day(at instant: Instant) -> Day {
        Instant(milliseconds: instant.milliseconds + minutesEast(instant) * 60_000).day
    }
}
