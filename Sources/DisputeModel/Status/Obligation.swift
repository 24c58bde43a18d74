/// Who owes whom an answer (section 7), with all that has been done about it up to some point of the course.
package struct Obligation: Sendable, Equatable {
    /// Where the act stands that opened it.
    package let order: CourseOrder
    package let dispute: String
    package let kindName: String
    package let owedBy: [Party]
    package let owedTo: [Party]
    /// The days since the opener can be counted.
    package let hasBeginning: Bool
    package let due: Due?
    /// All that acts on it, in order of place; the lapses and revivals that come with its dispute's phases are not among them.
    package private(set) var replies: [Reply] = []
    /// The ends and reopenings of its dispute.
    package private(set) var turns = PhaseEnds()
    /// In order of place; up to the point that was asked about last.
    package private(set) var dealings: [Dealing] = []

    package enum State: String, Sendable, CaseIterable {
        case open, acknowledged, answered, partial, fulfilled, accepted, refused, withdrawn, lapsed

        package var isOutstanding: Bool { self == .open || self == .acknowledged || self == .partial }
        /// Nothing but a reopening changes it.
        var isEnded: Bool { self == .fulfilled || self == .withdrawn || self == .lapsed }
        var isAssessable: Bool { self == .answered || self == .accepted || self == .partial }
    }

    /// One event that acts on the obligation.
    package struct Reply: Sendable, Equatable {
        package let order: CourseOrder
        /// `assesses` for a judgement of a reply.
        package let effect: ReplyEffect
        /// Its new date, for what extends or reminds.
        package let due: Due?
        /// What a judgement says of the reply.
        package let outcome: Outcome

        package init(order: CourseOrder, effect: ReplyEffect, due: Due?, outcome: Outcome) {
            self.order = order
            self.effect = effect
            self.due = due
            self.outcome = outcome
        }
    }

    /// One event that acted on the obligation, and what it left; also where that changed nothing.
    package struct Dealing: Sendable, Equatable {
        /// Where the event stands.
        package let order: CourseOrder
        package let state: State
        package let due: Due?
        /// A reply, as against a judgement, and the lapse or revival that comes with a change of phase.
        package let isReply: Bool

        package var cause: Int { order.position }
        package var place: Instant { order.place }
    }

    package init(
        order: CourseOrder, dispute: String, kindName: String, owedBy: [Party], owedTo: [Party],
        hasBeginning: Bool, due: Due?, replies: [Reply] = []
    ) {
        self.order = order
        self.dispute = dispute
        self.kindName = kindName
        self.owedBy = owedBy
        self.owedTo = owedTo
        self.hasBeginning = hasBeginning
        self.due = due
        self.replies = replies
    }

    /// Position of the act that opened it, by which it is known.
    package var opener: Int { order.position }
    /// The opener's place.
    package var place: Instant { order.place }

    package var state: State { dealings.last?.state ?? .open }
    package var currentDue: Due? { dealings.isEmpty ? due : dealings[dealings.count - 1].due }

    package static func precedes(_ left: Obligation, _ right: Obligation) -> Bool {
        left.order < right.order
    }

    /// Adds a reply where it stands among the others.
    package mutating func insert(_ reply: Reply) {
        // From the end, as it is the last nearly always.
        replies.insert(reply, at: (replies.lastIndex { $0.order <= reply.order } ?? -1) + 1)
    }

    /// What its replies and its dispute's phases make of it, all of them.
    package func after(all turns: PhaseEnds) -> Obligation {
        var known = self
        known.turns = turns
        known.dealings = known.dealings { _ in true }
        return known
    }

    /// nil where it was not yet opened.
    package func asOf(_ day: Day) -> Obligation? {
        let end = day.end
        guard place <= end else { return nil }
        var past = self
        past.dealings = dealings { $0.place <= end }
        return past
    }
}

// MARK: Section 7

extension EventDigest {
    /// Whether the act opens an obligation, where it counts.
    package var opensObligation: Bool {
        guard standing == .asserted, expectsReply != false else { return false }
        switch effects.reply {
        case .opens: return true
        case .opensIfAsked, .promises: return expectsReply == true || due != 0
        default: return false
        }
    }

    /// Who owes what it opens, and to whom: lists of parties.
    var debtorsAndCreditors: (owedBy: UInt32, owedTo: UInt32) {
        effects.reply == .promises ? (actors, addressees) : (addressees, actors)
    }

    /// A conditional acceptance is no acceptance yet.
    package var replyEffect: ReplyEffect? {
        isConditional && effects.dependsOnCondition && effects.reply == .accepts
            ? .acknowledges : effects.reply
    }
}

extension ReplyEffect {
    /// Whether an act with this effect acts on an obligation whose opener it names in its `inResponseTo`.
    ///
    /// - Parameters:
    ///   - isDebtor: whether one of its actors is akin to a party that owes it.
    ///   - isCreditor: whether this party, or where none is given one of its actors, is akin to one that it is owed to.
    package func acts(
        _ standing: Standing, reporter: Party?, isDebtor: () -> Bool, isCreditor: (Party?) -> Bool
    ) -> Bool {
        switch standing {
        case .asserted: break
        case .claimed:
            // What the creditor himself admits counts; where nobody is named who says it, nobody admits anything.
            guard let reporter, isCreditor(reporter) else { return false }
        case .alleged, .hedged: return false
        }
        switch self {
        case .acknowledges, .answers, .accepts, .refuses: return isDebtor()
        case .extends, .reminds, .withdraws: return isCreditor(nil)
        case .opens, .opensIfAsked, .promises, .assesses: return false
        }
    }
}

extension Obligation {
    /// That which an act opens.
    package init(_ event: EventDigest, in dispute: String, _ symbols: Symbols) {
        let (owedBy, owedTo) = event.debtorsAndCreditors
        self.init(
            order: event.order, dispute: dispute, kindName: symbols.kindName(of: event),
            owedBy: symbols.parties(owedBy), owedTo: symbols.parties(owedTo),
            hasBeginning: event.hasBeginning, due: symbols.due(event.due))
    }

    /// Goes through its replies in order. Of its dispute's ends and reopenings between two of them no more counts than where they
    /// leave it, so this takes no longer than there are replies, however often the dispute was closed.
    private func dealings(_ isWanted: (CourseOrder) -> Bool) -> [Dealing] {
        var course = ObligationCourse(due: due, turns: turns, next: turns.firstIndex { $0 > order })
        let end = turns.firstIndex { !isWanted($0) }
        for reply in replies where isWanted(reply.order) {
            course.follow(to: turns.firstIndex { $0 >= reply.order })
            course.apply(reply)
        }
        course.follow(to: end)
        return course.dealings
    }
}

private struct ObligationCourse {
    var dealings: [Obligation.Dealing] = []
    /// As its replies left it.
    private var state = Obligation.State.open
    private var due: Due?
    private var isLapsed = false
    private let turns: PhaseEnds
    /// The first turn that has not been followed.
    private var next: Int

    init(due: Due?, turns: PhaseEnds, next: Int) {
        self.due = due
        self.turns = turns
        self.next = next
    }

    /// At every change of phase into an end, the obligations that are outstanding become lapsed; at a change by `reopen`, those
    /// that have lapsed go back to the state that they lapsed in.
    mutating func follow(to end: Int) {
        guard next < end else { return }
        defer { next = end }
        let reopening = turns.lastReopening(before: end)
        if let reopening, reopening >= next, isLapsed {
            isLapsed = false
            add(turns[reopening], state, isReply: false)
        }
        let first = max(next, (reopening ?? -1) + 1)
        if !isLapsed, first < end, state.isOutstanding {
            isLapsed = true
            add(turns[first], .lapsed, isReply: false)
        }
    }

    mutating func apply(_ reply: Obligation.Reply) {
        let current = isLapsed ? .lapsed : state
        if reply.effect == .assesses {
            guard current.isAssessable else { return }
            state =
                switch reply.outcome {
                case .full: .fulfilled
                case .partial: .partial
                default: .open
                }
            return add(reply.order, state, isReply: false)
        }
        if !current.isEnded {
            switch reply.effect {
            case .acknowledges: if state == .open { state = .acknowledged }
            case .answers: state = .answered
            case .accepts: state = .accepted
            case .refuses: state = .refused
            case .withdraws: state = .withdrawn
            case .extends, .reminds: due = reply.due ?? due
            case .opens, .opensIfAsked, .promises, .assesses: break
            }
        }
        add(reply.order, isLapsed ? .lapsed : state, isReply: true)
    }

    private mutating func add(_ order: CourseOrder, _ state: Obligation.State, isReply: Bool) {
        dealings.append(Obligation.Dealing(order: order, state: state, due: due, isReply: isReply))
    }
}
