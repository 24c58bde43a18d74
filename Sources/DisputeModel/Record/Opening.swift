import CanonicalJSON

/// What a `dispute-opened` says about its dispute, as known.
package struct Opening: Sendable, Equatable {
    /// The position of the event in the log, from 1.
    package let position: Int
    /// The id of the event.
    package let id: String
    /// The id of the dispute that it opens.
    package let dispute: String
    /// The title; the id of the dispute where the event gives none.
    package let title: String
    /// The sides, in the order of `details.sides`. Members that are not well-formed are left out.
    package let sides: Sides
    /// The UTC day on which the event was first recorded.
    package let recordedOn: Day
    /// The first day on which the dispute exists (section 4).
    package internal(set) var beginning: Day

    /// Reads a `dispute-opened`. `beginning` does not consider acts yet: `noteAsserted` adds them.
    package init(_ event: Event, position: Int) {
        self.position = position
        id = event.id
        dispute = event.dispute
        title = event.details["title"]?.string ?? event.dispute
        sides = Sides(
            (event.details["sides"]?.array ?? []).map { side in
                Sides.Side(
                    name: side.object?["name"]?.string ?? "",
                    members: (side.object?["members"]?.strings ?? []).compactMap { Party($0) })
            })
        recordedOn = (event.firstTime ?? Instant(milliseconds: 0)).day
        let since = event.details["since"]?.string.flatMap { EDTF($0) }
        beginning = min(recordedOn, since?.ownPlace.day ?? recordedOn)
    }

    /// Moves the beginning to the day of the dispute's first asserted act, if that is earlier.
    package mutating func noteAsserted(on day: Day) { beginning = min(beginning, day) }

    package init(
        position: Int, id: String, dispute: String, title: String, sides: Sides, recordedOn: Day,
        beginning: Day
    ) {
        self.position = position
        self.id = id
        self.dispute = dispute
        self.title = title
        self.sides = sides
        self.recordedOn = recordedOn
        self.beginning = beginning
    }
}
