/// What `Scripts/mutate --planted` makes mutations of, in a copy of TextSafety. PlantedTests says what becomes of each.
enum Planted {
    /// Tested on both sides of the limit.
    static func isHeld(_ number: Int) -> Bool { number < 70 }

    /// Called by a test that does not look.
    static func isSeen(_ number: Int) -> Bool { number < 80 }

    /// Called by no test.
    static func isForgotten(_ number: Int) -> Bool { number < 90 }

    /// Endless if the second statement is dropped.
    static func steps(_ number: Int) -> Int {
        var (left, steps) = (number, 40)
        while left != 40 {
            left -= 5
            steps += 6
        }
        return steps
    }

    /// One more is too much for eight bits, and does not compile.
    static let most: UInt8 = 255
}
