/// An obligation to answer (section 7): who owes it to whom, and all that has been done about it up to some point of
/// the course.
package struct Obligation: Sendable, Equatable {
    /// The order of the act that opened it.
    package let order: CourseOrder
    /// The id of the dispute of the act that opened it.
    package let dispute: String
    /// The kind of the act that opened it, as written.
    package let kindName: String
    /// The parties that owe the answer.
    package let owedBy: [Party]
    /// The parties that the answer is owed to.
    package let owedTo: [Party]
    /// The opener's `occurred` has a beginning, so the days since then can be counted.
    package let hasBeginning: Bool
    /// The date that the opener set.
    package let due: Due?
    /// The events that act on it, in order of place. Lapses and revivals that follow from the dispute's phases are
    /// not among them.
    package private(set) var replies: [Reply] = []
    /// The changes of its dispute's phase into an end, and the reopenings.
    package private(set) var endsAndReopenings = EndsAndReopenings()
    /// What each event made of it, in order of place, up to the point that was asked about last.
    package private(set) var changes: [Change] = []

    /// The state of an obligation (section 7).
    package enum State: String, Sendable, CaseIterable {
        case open, acknowledged, answered, partial, fulfilled, accepted, refused, withdrawn, lapsed

        /// An answer is still owed.
        package var isOutstanding: Bool { self == .open || self == .acknowledged || self == .partial }
        /// No reply or judgement changes it any more. A reopening of the dispute revives it only where it has lapsed.
        var isEnded: Bool { self == .fulfilled || self == .withdrawn || self == .lapsed }
        /// A judgement of the reply can change it.
        var isAssessable: Bool { self == .answered || self == .accepted || self == .partial }
    }

    /// An event that acts on the obligation.
    package struct Reply: Sendable, Equatable {
        /// The order of the event, which gives the place of the reply among the others.
        package let order: CourseOrder
        /// `assesses` for a judgement of a reply.
        package let effect: ReplyEffect
        /// The new date, where the event extends or reminds.
        package let due: Due?
        /// The result, where the event is a judgement of a reply.
        package let outcome: Outcome

        package init(order: CourseOrder, effect: ReplyEffect, due: Due?, outcome: Outcome) {
            self.order = order
            self.effect = effect
            self.due = due
            self.outcome = outcome
        }
    }

    /// An event that acted on the obligation, and the state and date after it, even where they did not change.
    package struct Change: Sendable, Equatable {
        /// The order of the event.
        package let order: CourseOrder
        /// The state after the event.
        package let state: State
        /// The date after the event; nil where no date is set.
        package let due: Due?
        /// True for a reply; false for a judgement, and for a lapse or revival that follows from a change of phase.
        package let isReply: Bool

        /// The position of the event.
        package var cause: Int { order.position }
        /// The place of the event.
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

    /// The position of the act that opened it, which identifies the obligation.
    package var opener: Int { order.position }
    /// The place of the act that opened it.
    package var place: Instant { order.place }

    /// The state after the last dealing; `open` where there is none.
    package var state: State { changes.last?.state ?? .open }
    /// The date after the last dealing.
    package var currentDue: Due? { changes.isEmpty ? due : changes[changes.count - 1].due }

    /// Orders obligations by the acts that opened them.
    package static func precedes(_ left: Obligation, _ right: Obligation) -> Bool {
        left.order < right.order
    }

    /// Inserts a reply at its place in the order.
    package mutating func insert(_ reply: Reply) {
        // Search from the end: a reply is nearly always the last one.
        replies.insert(reply, at: (replies.lastIndex { $0.order <= reply.order } ?? -1) + 1)
    }

    /// The obligation after all its replies and all changes of its dispute's phase.
    ///
    /// - Parameter endsAndReopenings: the changes into an end and the reopenings of its dispute.
    package func after(all endsAndReopenings: EndsAndReopenings) -> Obligation {
        var known = self
        known.endsAndReopenings = endsAndReopenings
        known.changes = known.changes { _ in true }
        return known
    }

    /// The obligation at the end of a day; nil where it was not yet opened. Needs the turns that `after(all:)` has
    /// set.
    package func asOf(_ day: Day) -> Obligation? {
        let end = day.end
        guard place <= end else { return nil }
        var past = self
        past.changes = changes { $0.place <= end }
        return past
    }
}

// MARK: Section 7

extension EventDigest {
    /// Whether the act opens an obligation, provided that it counts.
    package var opensObligation: Bool {
        guard standing == .asserted, expectsReply != false else { return false }
        switch effects.reply {
        case .opens: return true
        case .opensIfAsked, .promises: return expectsReply == true || due != 0
        default: return false
        }
    }

    /// Who owes the obligation that the act opens, and to whom, as numbers of lists of parties.
    var debtorsAndCreditors: (owedBy: UInt32, owedTo: UInt32) {
        effects.reply == .promises ? (actors, addressees) : (addressees, actors)
    }

    /// The effect on obligations. A conditional acceptance only acknowledges.
    fileprivate var replyEffect: ReplyEffect? {
        isConditional && effects.dependsOnCondition && effects.reply == .accepts
            ? .acknowledges : effects.reply
    }
}

extension ReplyEffect {
    /// Whether an act with this effect acts on an obligation whose opener it names in its `inResponseTo`.
    ///
    /// - Parameters:
    ///   - standing: the standing of the act.
    ///   - reporter: the party that reports the act, if one is named.
    ///   - isDebtor: whether one of the act's actors is akin to a party that owes the answer.
    ///   - isCreditor: whether this party, or for nil one of the act's actors, is akin to a party that the answer is
    ///     owed to.
    package func acts(
        _ standing: Standing, reporter: Party?, isDebtor: () -> Bool, isCreditor: (Party?) -> Bool
    ) -> Bool {
        switch standing {
        case .asserted: break
        case .claimed:
            // A claimed reply counts only where the creditor itself reports it. Without a named reporter it does not
            // count.
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

extension Obligation.Reply {
    /// What an act or a judgement of a reply does to obligations; nil where it does nothing to any.
    package init?(_ event: EventDigest, _ symbols: Symbols) {
        guard let effect = event.replyEffect else { return nil }
        self.init(order: event.order, effect: effect, due: symbols.due(event.due), outcome: event.outcome)
    }
}

extension Obligation {
    /// The obligation that an act opens.
    package init(_ event: EventDigest, in dispute: String, _ symbols: Symbols) {
        let (owedBy, owedTo) = event.debtorsAndCreditors
        self.init(
            order: event.order, dispute: dispute, kindName: symbols.kindName(of: event),
            owedBy: symbols.parties(owedBy), owedTo: symbols.parties(owedTo),
            hasBeginning: event.hasBeginning, due: symbols.due(event.due))
    }

    /// Applies the replies in order. Of the dispute's ends and reopenings between two replies only the final result
    /// counts, so the time grows with the number of replies, however often the dispute was closed.
    private func changes(_ isWanted: (CourseOrder) -> Bool) -> [Change] {
        var course = ObligationCourse(
            due: due, endsAndReopenings: endsAndReopenings, next: endsAndReopenings.firstIndex { $0 > order })
        let end = endsAndReopenings.firstIndex { !isWanted($0) }
        for reply in replies where isWanted(reply.order) {
            course.follow(to: endsAndReopenings.firstIndex { $0 >= reply.order })
            course.apply(reply)
        }
        course.follow(to: end)
        return course.changes
    }
}

/// An obligation while its replies and its dispute's turns are applied.
private struct ObligationCourse {
    var changes: [Obligation.Change] = []
    /// The state after the replies, without a lapse.
    private var state = Obligation.State.open
    private var due: Due?
    private var isLapsed = false
    private let endsAndReopenings: EndsAndReopenings
    /// The index of the first turn that has not been applied.
    private var next: Int

    init(due: Due?, endsAndReopenings: EndsAndReopenings, next: Int) {
        self.due = due
        self.endsAndReopenings = endsAndReopenings
        self.next = next
    }

    /// Applies the turns before `end`. At a change of phase into an end an outstanding obligation lapses; at a
    /// reopening a lapsed one returns to the state that it lapsed in.
    mutating func follow(to end: Int) {
        guard next < end else { return }
        defer { next = end }
        let reopening = endsAndReopenings.lastReopening(before: end)
        if let reopening, reopening >= next, isLapsed {
            isLapsed = false
            add(endsAndReopenings[reopening], state, isReply: false)
        }
        let first = max(next, (reopening ?? -1) + 1)
        if !isLapsed, first < end, state.isOutstanding {
            isLapsed = true
            add(endsAndReopenings[first], .lapsed, isReply: false)
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
        changes.append(Obligation.Change(order: order, state: state, due: due, isReply: isReply))
    }
}
