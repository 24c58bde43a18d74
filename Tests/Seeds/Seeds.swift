import Glibc

/// CHANCERY_LONG_TESTS is set: what throws dice tries as much as an hour allows, not a minute.
package let isLongRun = getenv("CHANCERY_LONG_TESTS") != nil

/// The seeds of a test that throws dice, from `first` on: so many each time, and so many where it may take long.
package func seeds(from first: UInt64, _ count: Int, long: Int) -> Range<UInt64> {
    first..<first + UInt64(isLongRun ? long : count)
}
