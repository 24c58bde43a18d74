import DisputeModel

/// What a brief of one dispute says, before it is said: where it stands, who owes whom what, what each side did last, what
/// it holds, and what has come into the record since an earlier moment. All of it is drawn from one family of the log.
package struct Briefing: Sendable {
    package let moment: Moment
    /// What was recorded after this instant is new.
    package let since: Instant
    package let status: Status
    /// Where it stood at that instant, as known then; nil where it did not exist.
    package let before: Status?
    /// Of the dispute, and of those that are a part of it.
    package let obligations: Obligations
    /// The dispute that it is a part of.
    package let parent: Opening?
    /// Where its sub-disputes stand.
    package let parts: [Status]
    package let causes: Causes
    /// The last act of each side, by its place among the sides, in that order; of the others last.
    package let lastActs: [(side: Int?, position: Int)]
    /// Those in force, the latest first.
    package let positions: [DeclaredPosition]
    package let news: News
    package let mentions: Mentions
    /// The record events that changed what an event says, which is to be named with it.
    package let amendments: [Int: [Int]]
    /// Its first and its last event that may be shown: what was looked through where something was not found.
    package let span: ClosedRange<Int>
    /// The highest of what it is drawn from.
    package let marking: Marking
    /// Up to which marking it is drawn, where one was given.
    package let limit: Marking?

    package init(
        moment: Moment, since: Instant, status: Status, before: Status?, obligations: Obligations,
        parent: Opening?, parts: [Status], causes: Causes, lastActs: [(side: Int?, position: Int)],
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

    /// Positions of the events that made the status what it is.
    package struct Causes: Sendable {
        /// Of the level of temperature.
        package let level: Int?
        /// The measures that are in force.
        package let measures: [Int]
        /// The analyst's word that still stands.
        package let assessment: Int?
        package let lastAct: Int?

        package init(level: Int?, measures: [Int], assessment: Int?, lastAct: Int?) {
            self.level = level
            self.measures = measures
            self.assessment = assessment
            self.lastAct = lastAct
        }
    }

    /// What was recorded after `since`, in log order.
    package struct News: Sendable {
        package let acts: [Int]
        /// Corrections, judgements and the like, that have not been taken back.
        package let recordEvents: [Int]
        /// How many acts were recorded in each sub-dispute.
        package let inParts: [String: Int]

        package init(acts: [Int], recordEvents: [Int], inParts: [String: Int]) {
            self.acts = acts
            self.recordEvents = recordEvents
            self.inParts = inParts
        }
    }

    /// The end of the eighth day before the one that a brief speaks of: what came in the seven days before it is new.
    package static func week(before moment: Moment) -> Instant { (day(of: moment) - 8).end }

    /// The last on which a brief could have been written.
    package static func day(of moment: Moment) -> Day {
        min(moment.asOf, moment.knownAt?.day ?? moment.asOf)
    }

    /// The last acts that are new, and no more of them, are among the mentions.
    package static let newest = 24
}
