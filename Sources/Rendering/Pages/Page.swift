import DisputeModel

/// An answer as text for the terminal: values in, lines out.
package protocol Page {
    /// The lines of the page, none wider than the canvas.
    func lines(on canvas: TerminalCanvas) -> [String]
}

/// The day a page is about, and the moment of the record it is based on. Dates on the page are relative to that day.
package struct Dateline: Sendable {
    /// The day the page is about.
    package let asOf: Day
    /// Only what was recorded up to this instant counts; nil: all of it.
    package let knownAt: Instant?
    /// The current day. `words` says `as of` if `asOf` is another one.
    package let today: Day

    package init(asOf: Day, knownAt: Instant?, today: Day) {
        self.asOf = asOf
        self.knownAt = knownAt
        self.today = today
    }

    var phrases: Phrases { Phrases(today: asOf) }

    /// `Thu 18 Nov 2021`, `as of Thu 18 Nov 2021, as known on 12 Nov`.
    var words: Text {
        let day = Phrases.day(asOf)
        let known = knownAt.map { ", as known \(phrases.instant($0))" } ?? ""
        return Text((asOf == today ? day : "as of \(day)") + known, .quiet)
    }
}

extension Phrases {
    /// `on 12 Nov 09:24 UTC`; for the last instant of a day only `on 12 Nov`.
    func instant(_ instant: Instant) -> String {
        instant == instant.day.end
            ? "on \(day(instant.day))" : "on \(day(instant.day)) \(Self.clock(instant)) UTC"
    }

    /// `09:24`.
    static func clock(_ instant: Instant) -> String {
        instant.description.dropFirst(11).prefix(5).description
    }
}
