import CanonicalJSON
import Seeds

extension HistoryWriter {
    /// An `occurred` of any shape of section 2; nil where it is not known.
    mutating func occurred(hedged: Bool) -> String? {
        if dice.chance(12) { return nil }
        let day = PlainDates.millisecondsPerDay
        let base: Int
        if hedged, dice.chance(50) {
            base = now + dice.below(40 * day)
        } else if dice.chance(60) {
            base = max(worldStart, now - dice.below(10 * day))
        } else {
            base = worldStart + dice.below(now - worldStart)
        }
        switch dice.choose([
            (40, "day"), (8, "month"), (3, "year"), (22, "time"), (4, "edge"), (14, "interval"), (9, "open"),
        ]) {
        case "day": return date(base, 10) + mark()
        case "month": return date(base, 7) + mark()
        case "year": return date(base, 4) + mark()
        case "time": return time(base)
        case "edge": return time(now + dice.below(14 * 3_600_000))
        case "interval":
            if dice.chance(70) {
                return "\(date(base, 10))\(mark())/\(date(base + dice.below(20) * day, 10))\(mark())"
            }
            let end = date(base + dice.within(32...70) * day, dice.pick([7, 10]))
            return "\(date(base, 7))\(mark())/\(end)\(mark())"
        default:
            let side = date(base, dice.pick([7, 10, 10])) + mark()
            let open = dice.pick(["..", ""])
            return isPast(side) && dice.chance(50) ? "\(open)/\(side)" : "\(side)/\(open)"
        }
    }

    /// A hard or a soft date, near enough to be reached.
    mutating func due() -> JSON {
        let on = JSON.string(date(now + dice.within(-8...35) * PlainDates.millisecondsPerDay, 10))
        if dice.chance(65) { return ["on": on] }
        return dice.chance(50) ? ["about": on] : ["about": on, "note": "our own reckoning"]
    }

    /// A day not after the day of recording.
    mutating func effectiveDay() -> JSON {
        .string(date(now - dice.below(25) * PlainDates.millisecondsPerDay, 10))
    }

    /// So much of `YYYY-MM-DD`.
    func date(_ instant: Int, _ length: Int) -> String {
        String(PlainDates.text(instant: instant).prefix(length))
    }

    /// Whether the last day that a date allows has begun, so that `../date` may stand in any act.
    private func isPast(_ date: String) -> Bool {
        (PlainDates.read("../" + date)?.ownPlace ?? .max) <= now
    }

    private mutating func mark() -> String { dice.chance(20) ? dice.pick(["?", "~", "%"]) : "" }

    private mutating func time(_ instant: Int) -> String {
        let (zone, east) = dice.pick([
            ("Z", 0), ("Z", 0), ("+00:00", 0), ("+01:00", 60), ("+05:30", 330), ("+14:00", 840),
            ("-10:00", -600), ("-03:30", -210),
        ])
        let length = dice.pick([16, 19])
        return PlainDates.text(instant: instant + east * 60_000).prefix(length) + zone
    }
}
