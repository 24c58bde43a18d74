import Glibc

/// The clocks of the system.
package enum SystemClock {
    /// Milliseconds since 1970 in UTC.
    package static var milliseconds: Int {
        let time = time(of: CLOCK_REALTIME)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// Seconds of a clock that is never adjusted. Only differences of it mean something.
    package static var seconds: Double {
        let time = time(of: CLOCK_MONOTONIC)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// How many minutes local time is ahead of UTC at a moment, given in milliseconds since 1970 in UTC.
    package static func minutesEast(at milliseconds: Int) -> Int {
        var time = time_t(milliseconds / 1000)
        var local = tm()
        localtime_r(&time, &local)
        return local.tm_gmtoff / 60
    }

    /// Waits. A signal may end the wait early.
    package static func sleep(microseconds: UInt32) { usleep(microseconds) }

    private static func time(of clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
