import Casebook
import DisputeModel
import Rendering

/// Records whether a command relies on the clock. A wrong clock can only be detected from the log, whose last event
/// cannot have been recorded after now.
final class ClockUse {
    /// Why the command relies on the clock; nil if it does not.
    var purpose: Purpose?

    enum Purpose { case question, filing, verification }
}

extension CommandContext {
    /// How far the log's last event may be ahead of the clock, in milliseconds: five minutes, because the clocks of two
    /// machines differ slightly.
    private static let tolerance = 5 * 60_000

    /// Warns if the log's last event is ahead of the clock: then either the log or the clock is wrong.
    func warnOfClock(_ casebook: Casebook, _ purpose: ClockUse.Purpose) throws {
        let now = now()
        guard let last = try casebook.lastRecordedAt(), last.milliseconds - now.milliseconds > Self.tolerance
        else { return }
        printError(
            "chancery: The log's last event was recorded on \(Self.minute(last)), and by this clock it is "
                + "\(Self.minute(now)): one of the two is wrong.\n"
                + "If it is the clock, \(Self.remedy(purpose)); if it is the log, an event recorded without a date "
                + "takes effect on \(Phrases.day(last.day)) and is not shown before.")
    }

    private static func remedy(_ purpose: ClockUse.Purpose) -> String {
        switch purpose {
        case .question: "set it, or say what day it is with --today"
        case .filing: "set it before you record more"
        case .verification: "set it"
        }
    }

    /// `Sun 28 Nov 2027 16:21 UTC`.
    static func minute(_ instant: Instant) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let (hour, minute, _, _) = instant.clock
        return "\(Phrases.day(instant.day)) \(two(hour)):\(two(minute)) UTC"
    }
}
