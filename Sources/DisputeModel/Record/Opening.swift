import CanonicalJSON

/// What a `dispute-opened` says of its dispute, as known.
package struct Opening: Sendable, Equatable {
    package let position: Int
    package let id: String
    package let dispute: String
    package let title: String
    package let sides: Sides
    /// The UTC day of its first time.
    package let recordedOn: Day
    /// The first day on which the dispute exists (section 4).
    package internal(set) var beginning: Day

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

    /// A dispute has begun at the latest with its first asserted act.
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
