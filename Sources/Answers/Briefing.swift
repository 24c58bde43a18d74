import DisputeModel

/// The contents of a brief on one dispute: its status, its obligations, the last act of each side, the positions in
/// force, and what has been recorded since an earlier instant.
///
/// Everything is derived from the record of one family: a dispute that is part of no other, with all its sub-disputes.
package struct Briefing: Sendable {
    /// The moment that the brief describes.
    package let moment: Moment
    /// Events recorded after this instant are new.
    package let since: Instant
    /// The status of the dispute at the moment.
    package let status: Status
    /// The status as of and as known at `since`; nil if the dispute did not exist then.
    package let before: Status?
    /// The obligations of the dispute and of its sub-disputes.
    package let obligations: Obligations
    /// The opening of the parent dispute, if there is one.
    package let parent: Opening?
    /// The statuses of the sub-disputes, sorted by name.
    package let parts: [Status]
    /// The events that made the status what it is.
    package let causes: StatusCauses
    /// Position of the last act of each side, in the order of the sides. `side` is an index into the sides of the
    /// status; the entry with nil comes last and is the last act of parties that belong to no side.
    package let lastActs: [(side: Int?, position: Int)]
    /// The declared positions in force, the latest first.
    package let positions: [DeclaredPosition]
    /// What has been recorded since `since`.
    package let news: News
    /// All events that the brief refers to, by position.
    package let mentions: Mentions
    /// By position of an event: the corrections that count, and the added sources that change its `standing`. A brief
    /// that names the event names these too.
    package let amendments: [Int: [Int]]
    /// Positions of the first and the last event of the dispute. Where the brief says that something was not found,
    /// this is the range that was searched.
    package let span: ClosedRange<Int>
    /// The highest marking of any event that the brief is derived from.
    package let marking: Marking
    /// The marking that the brief is limited to (section 9); nil without a limit.
    package let limit: Marking?

    /// Makes a briefing; each property says what its value means.
    package init(
        moment: Moment, since: Instant, status: Status, before: Status?, obligations: Obligations,
        parent: Opening?, parts: [Status], causes: StatusCauses, lastActs: [(side: Int?, position: Int)],
        positions: [DeclaredPosition], news: News, mentions: Mentions, amendments: [Int: [Int]],
        span: ClosedRange<Int>, marking: Marking, limit: Marking?
    ) {
        self.moment = moment
        self.since = since
        self.status = status
        self.before = before
        self.obligations = obligations
        self.parent = parent
        self.parts = parts
        self.causes = causes
        self.lastActs = lastActs
        self.positions = positions
        self.news = news
        self.mentions = mentions
        self.amendments = amendments
        self.span = span
        self.marking = marking
        self.limit = limit
    }

    /// What was recorded after `since`, as positions in log order.
    package struct News: Sendable {
        /// New acts of the dispute itself.
        package let acts: [Int]
        /// New record events of the dispute (corrections, assessments and so on) that have not been retracted.
        package let recordEvents: [Int]
        /// By sub-dispute: the number of its new acts.
        package let inParts: [String: Int]

        package init(acts: [Int], recordEvents: [Int], inParts: [String: Int]) {
            self.acts = acts
            self.recordEvents = recordEvents
            self.inParts = inParts
        }
    }

    /// The end of the eighth day before the brief's day. Everything recorded later is new: on the seven days before the
    /// brief's day, and on that day itself.
    package static func week(before moment: Moment) -> Instant { (day(of: moment) - 8).end }

    /// The brief's day: the earlier of `asOf` and the day of `knownAt`.
    package static func day(of moment: Moment) -> Day {
        min(moment.asOf, moment.knownAt?.day ?? moment.asOf)
    }

    /// The number of new acts that `mentions` covers: the newest ones.
    package static let newest = 24
}
