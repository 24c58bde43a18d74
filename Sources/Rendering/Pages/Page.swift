import DisputeModel

/// A fair copy of one answer: values in, lines out.
package protocol Page {
    /// What is on it, no line wider than the canvas.
    func lines(on canvas: TerminalCanvas) -> [String]
}

/// The day, and the moment of the record, that a page speaks of; days are told from there.
package struct Dateline: Sendable {
    package let asOf: Day
    package let knownAt: Instant?
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
    /// `on 12 Nov`, for the last instant of a day; `on 12 Nov 09:24 UTC`.
    func instant(_ instant: Instant) -> String {
        instant == instant.day.end
            ? "on \(day(instant.day))" : "on \(day(instant.day)) \(Self.clock(instant)) UTC"
    }

    /// `09:24`.
    static func clock(_ instant: Instant) -> String {
        instant.description.dropFirst(11).prefix(5).description
    }
}
