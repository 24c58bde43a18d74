import DisputeModel

extension Phrases {
    /// When something happened, in words: `10 Nov`, `Sep`, `about Sep 2019`, `by 10 Nov`, `Sep or later`,
    /// `Aug 2020 to 10 Nov`, `10 Nov 17:30 +01:00`, `no date`.
    ///
    /// The EDTF qualifiers become words: `~` is about, `?` is perhaps, `%` is perhaps about. Open and unknown ends of
    /// an interval
    /// read the same, because the rules treat them the same.
    package func date(_ date: EDTF?) -> String {
        guard let date else { return "no date" }
        let sides = date.text.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2 else {
            return WrittenDate(sides[0]).map { $0.words(withYear: !isThisYear($0.day)) }
                ?? time(date.text) ?? date.text
        }
        switch (WrittenDate(sides[0]), WrittenDate(sides[1])) {
        case (let begin?, let end?): return interval(begin, end)
        case (nil, let end?): return "by \(end.words(withYear: !isThisYear(end.day)))"
        case (let begin?, nil): return "\(begin.words(withYear: !isThisYear(begin.day))) or later"
        case (nil, nil): return date.text
        }
    }

    /// An interval. Parts that both ends share are written once, at the end: `3 to 10 Nov`, `3 Sep to 10 Nov 2019`.
    private func interval(_ begin: WrittenDate, _ end: WrittenDate) -> String {
        let (first, last) = (begin.day.civil, end.day.civil)
        let isOneYear = first.year == last.year
        let isOneMonth = isOneYear && first.month == last.month
        if begin.text == end.text { return end.words(withYear: !isThisYear(end.day)) }
        // If a day has a qualifier, both months are written out: the qualifier applies to that day alone.
        let beginning =
            isOneMonth && begin.precision == .day && end.precision == .day && !begin.isMarked && !end.isMarked
            ? String(first.day) : begin.words(withYear: !isOneYear)
        return "\(beginning) to \(end.words(withYear: !isThisYear(end.day)))"
    }

    /// `10 Nov 17:30 +01:00`: the local day and time where it happened, as written.
    private func time(_ text: String) -> String? {
        guard let day = Day(text.prefix(10)) else { return nil }
        let clock = text.dropFirst(11)
        let zone = clock.firstIndex { "Z+-".contains($0) } ?? clock.endIndex
        return "\(self.day(day)) \(clock[..<zone]) \(clock[zone...] == "Z" ? "UTC" : clock[zone...])"
    }
}

/// A year, month or day in EDTF, with its qualifier.
private struct WrittenDate {
    let text: Substring
    /// Its first day.
    let day: Day
    let precision: EDTF.Precision
    private let mark: Substring

    /// nil for an open end of an interval, and for a date with a time.
    init?(_ text: Substring) {
        self.text = text
        let bare = text.prefix { !"?~%".contains($0) }
        mark = text[bare.endIndex...]
        guard let date = EDTF(String(bare)), let day = date.earliest?.day,
            [.year, .month, .day].contains(date.precision)
        else { return nil }
        (self.day, precision) = (day, date.precision)
    }

    var isMarked: Bool { !mark.isEmpty }

    /// The date in words. A date that is only a year always shows it.
    func words(withYear: Bool) -> String {
        let (_, month, dayOfMonth) = day.civil
        let year = day.description.prefix(4)
        let name = Phrases.monthNames[month - 1]
        let suffix = withYear ? " \(year)" : ""
        let words =
            switch precision {
            case .year: String(year)
            case .month: name + suffix
            default: "\(dayOfMonth) \(name)\(suffix)"
            }
        return [marks, words].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private var marks: String {
        switch mark {
        case "~": "about"
        case "?": "perhaps"
        case "%": "perhaps about"
        default: ""
        }
    }
}
