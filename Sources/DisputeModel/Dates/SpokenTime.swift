/// A time of day as people type it: `17:30`, `9:05:30`, `5pm`, `noon`; with or without a zone, `17:30z`,
/// `17:30+02:00`.
struct SpokenTime {
    /// The time in EDTF, without a zone.
    let text: String
    /// Minutes since the day began.
    let minute: Int
    /// The zone in EDTF; nil where none was given.
    let zone: String?

    static let zones = ["z": "Z", "utc": "Z", "gmt": "Z"]

    init?(_ word: String) {
        var clock = word[...]
        if clock.last == "z" {
            zone = "Z"
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            zone = String(clock[sign...])
            clock = clock[..<sign]
        } else {
            zone = nil
        }
        let half = ["am": 0, "pm": 12].first { clock.hasSuffix($0.key) }
        if clock == "noon" { clock = "12:00" }
        if half != nil { clock.removeLast(2) }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (half == nil ? 2...3 : 1...2).contains(parts.count),
            (1...2).contains(parts[0].utf8.count),
            let hour = decimal(parts[0].utf8, digits: parts[0].utf8.count),
            half == nil ? hour < 24 : (1...12).contains(hour)
        else { return nil }
        var rest: [Int] = []
        for part in parts.dropFirst() {
            guard let number = decimal(part.utf8, digits: 2), number < 60 else { return nil }
            rest.append(number)
        }
        let hourOfDay = half.map { hour % 12 + $0.value } ?? hour
        minute = hourOfDay * 60 + (rest.first ?? 0)
        text =
            "\(padded(hourOfDay, 2)):\(padded(rest.first ?? 0, 2))"
            + (rest.count > 1 ? ":\(padded(rest[1], 2))" : "")
    }

    /// The zone of an offset from UTC, in EDTF.
    static func zone(_ minutesEast: Int) -> String {
        guard minutesEast != 0 else { return "Z" }
        let (hours, minutes) = abs(minutesEast).quotientAndRemainder(dividingBy: 60)
        return "\(minutesEast < 0 ? "-" : "+")\(padded(hours, 2)):\(padded(minutes, 2))"
    }
}
