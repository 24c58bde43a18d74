/// What the fold reads of one event that counts: the event as known, its references turned into positions, and its
/// place. Acts and those record events that move status or obligations; never a correction, retraction, source or
/// marking, which have been applied before (section 4).
package struct Act: Sendable, Equatable {
    package let position: Int
    package let dispute: String
    package internal(set) var place: Instant
    /// When the event was recorded first (section 1).
    package let firstTime: Instant
    /// The kind as it stands, `x-` kinds too.
    package let kindName: String
    /// nil for a kind that this copy has never heard of: it is shown, and moves nothing.
    package let kind: Kind?
    package let standing: Standing
    package let actors: [Party]
    package let addressees: [Party]
    package let reporter: Party?
    /// Positions of the events named in `inResponseTo`, retracted ones too.
    package var replies: [Int]
    /// A reply-assessment's target.
    package var target: Int?
    package let isConditional: Bool
    package let expectsReply: Bool?
    package let due: Due?
    /// The one word of `details` that its kind's effect asks for: `scope`, `outcome`, `on`, `force`, `satisfies`,
    /// a closing's `reason`, an assessed `phase`; empty where there is none.
    package let outcome: String
    /// One of `replies` is a proposal of talks that counts.
    package internal(set) var acceptsProposal: Bool
    /// The UTC day of the latest instant of `occurred`, if it has one.
    package let latestDay: Day?
    /// `occurred` has a beginning, so the days since then can be counted.
    package let hasBeginning: Bool

    init(_ event: Event, position: Int, place: Instant, replies: [Int], target: Int?) {
        let kind = event.kind
        let occurred = event.occurred
        self.position = position
        self.place = place
        firstTime = event.firstTime ?? Instant(milliseconds: 0)
        self.kind = kind
        self.replies = replies
        self.target = target
        acceptsProposal = false
        dispute = event.dispute
        kindName = event.kindName
        standing = event.standing
        actors = event.actors
        addressees = event.addressees
        reporter = event.reporter
        isConditional = event.condition != nil
        expectsReply = event.expectsReply
        due = event.due
        outcome = kind?.detail.flatMap { event.details[$0]?.string } ?? ""
        latestDay = occurred?.latest?.day
        hasBeginning = occurred?.earliest != nil
    }

    /// The act of an event that was filed at this position, at its own place.
    package init(_ event: Event, at position: Int, replies: [Int], target: Int?) {
        self.init(
            event, position: position, place: FamilyRecord.ownPlace(event, event.kind), replies: replies,
            target: target)
    }

    /// An act never comes before what it responds to (section 2).
    package mutating func follow(_ other: Instant, proposesTalks: Bool) {
        place = max(place, other)
        if proposesTalks { acceptsProposal = true }
    }

    /// Puts together what was kept of an act.
    package init(
        position: Int, dispute: String, place: Instant, firstTime: Instant, kindName: String, kind: Kind?,
        standing: Standing, actors: [Party], addressees: [Party], reporter: Party?, replies: [Int],
        target: Int?,
        isConditional: Bool,
        expectsReply: Bool?, due: Due?, outcome: String, acceptsProposal: Bool, latestDay: Day?,
        hasBeginning: Bool
    ) {
        self.position = position
        self.dispute = dispute
        self.place = place
        self.firstTime = firstTime
        self.kindName = kindName
        self.kind = kind
        self.standing = standing
        self.actors = actors
        self.addressees = addressees
        self.reporter = reporter
        self.replies = replies
        self.target = target
        self.isConditional = isConditional
        self.expectsReply = expectsReply
        self.due = due
        self.outcome = outcome
        self.acceptsProposal = acceptsProposal
        self.latestDay = latestDay
        self.hasBeginning = hasBeginning
    }

    package var isRecord: Bool { kind?.isRecord ?? false }
    package var replyEffect: ReplyEffect? {
        // A conditional acceptance is no acceptance yet.
        isConditional && kind?.reply == .accepts && kind?.name == "acceptance" ? .acknowledges : kind?.reply
    }

    /// It may bring its dispute to an end, or back from one, and so change every obligation in it.
    package var mayEndOrReopen: Bool {
        switch kind?.phase {
        case .agree, .settle, .abandon, .close, .reopen: true
        default: false
        }
    }

    package var order: CourseOrder {
        CourseOrder(place: place, firstTime: firstTime, position: position)
    }
}
