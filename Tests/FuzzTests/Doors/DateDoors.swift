import DisputeModel
import Rendering

extension Door {
    /// A date, a day or an instant as it is written.
    static let edtf = Door(
        "edtf", longest: 64, changes: 5000,
        words: [
            "2021-11-10", "T14:30", "+01:00", "-23:59", "/..", "../", "Z", "9999-12-31", "0000-01-01",
            ".000Z",
        ]
    ) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let day = Day(text) {
            try expect(day.description == text, "the day \(day)")
            try expect((1...7).contains(day.weekday), "weekday \(day.weekday)")
            try expect(day.start.day == day && day.end.day == day && (day + 1) - day == 1, "not itself")
        }
        if let instant = Instant(text) { try expect(instant.description == text, "the instant \(instant)") }
        if let date = EDTF(text) { try checkEDTF(date, text) }
    }

    static func checkEDTF(_ date: EDTF, _ text: String) throws {
        try expect(date.text == text && EDTF(date.text) == date, "not the same when it is read again")
        if let earliest = date.earliest, let latest = date.latest {
            try expect(earliest <= latest, "from \(earliest) to \(latest)")
        }
        try expect(date.earliest != nil || date.latest != nil, "neither beginning nor end")
        try expect(date.text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "no plain text")
        _ = date.ownPlace.description
        let today = Day(year: 2021, month: 11, day: 18) ?? Day(number: 0)
        try checkLines([Phrases(today: today).date(date)])
    }

    /// A date as it is typed, on any day of the calendar: two bytes and one choose the day and the direction.
    static let spoken = Door(
        "spoken", longest: 80, changes: 3000,
        words: [
            "yesterday", "late ", "mid-", "september", " ago", "between ", " and ", "by ", "since ", "after ",
            "before ",
            "next ", "last ", "week", "months", "29 feb", "10.11.", "9999", "5pm", "12:30z", "about ", "in ",
            " hence", "from ",
            " to ",
        ]
    ) { bytes in
        var choices = Choices(bytes)
        let (number, flags) = (choices.number(bytes: 3), choices.byte())
        guard let first = Day(year: 0, month: 1, day: 1), let text = choices.text else { return }
        let today = first + number % 3_652_425
        let direction: SpokenDate.Direction = flags & 1 == 0 ? .past : .future
        if let day = SpokenDate.day(text, today: today, towards: direction) {
            try expect(Day(day.description) == day, "no day of the calendar: \(day)")
        }
        let minutesEast = (flags >> 1) * 15 - 840
        let date = SpokenDate.edtf(text, today: today, towards: direction, minutesEast: minutesEast)
        if let date { try checkEDTF(date, date.text) }
    }
}
