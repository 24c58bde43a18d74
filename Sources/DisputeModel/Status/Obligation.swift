/// Who owes whom an answer (section 7), with all that has been done about it.
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
    /// In order of place.
    package internal(set) var dealings: [Dealing]

    package enum State: String, Sendable, CaseIterable {
        case open, acknowledged, answered, partial, fulfilled, accepted, refused, withdrawn, lapsed

        package var isOutstanding: Bool { self == .open || self == .acknowledged || self == .partial }
        /// Nothing but a reopening changes it.
        var isEnded: Bool { self == .fulfilled || self == .withdrawn || self == .lapsed }
        var isAssessable: Bool { self == .answered || self == .accepted || self == .partial }
    }

    /// One event that acted on the obligation, and what it left; also where that changed nothing.
    package struct Dealing: Sendable, Equatable {
        /// Where the event stands.
        package let order: CourseOrder
        package let state: State
        package let due: Due?
        /// The state that it lapsed in, while it is lapsed.
        package let lapsedFrom: State?
        /// A reply, as against the lapse or revival that comes with a change of phase.
        package let isReply: Bool

        package var cause: Int { order.position }
        package var place: Instant { order.place }

        package init(order: CourseOrder, state: State, due: Due?, lapsedFrom: State?, isReply: Bool) {
            self.order = order
            self.state = state
            self.due = due
            self.lapsedFrom = lapsedFrom
            self.isReply = isReply
        }
    }

    package init(
        order: CourseOrder, dispute: String, kindName: String, owedBy: [Party], owedTo: [Party],
        hasBeginning: Bool, due: Due?, dealings: [Dealing] = []
    ) {
        self.order = order
        self.dispute = dispute
        self.kindName = kindName
        self.owedBy = owedBy
        self.owedTo = owedTo
        self.hasBeginning = hasBeginning
        self.due = due
        self.dealings = dealings
    }

    /// Position of the act that opened it, by which it is known.
    package var opener: Int { order.position }
    /// The opener's place.
    package var place: Instant { order.place }

    package var state: State { dealings.last?.state ?? .open }
    package var currentDue: Due? { dealings.isEmpty ? due : dealings[dealings.count - 1].due }

    /// The obligation that the act opens, if it does.
    init?(openedBy act: Act) {
        guard act.standing == .asserted, act.expectsReply != false else { return nil }
        let isAsked = act.expectsReply == true || act.due != nil
        switch act.kind?.reply {
        case .opens: break
        case .opensIfAsked where isAsked, .promises where isAsked: break
        default: return nil
        }
        let isPromise = act.kind?.reply == .promises
        self.init(
            order: act.order, dispute: act.dispute, kindName: act.kindName,
            owedBy: isPromise ? act.actors : act.addressees, owedTo: isPromise ? act.addressees : act.actors,
            hasBeginning: act.hasBeginning, due: act.due)
    }

    /// Whether the act opens an obligation.
    package static func opens(_ act: Act) -> Bool { Obligation(openedBy: act) != nil }

    /// Whether the act, which names this obligation's opener in its `inResponseTo`, acts on it.
    func isActedOn(by act: Act, _ effect: ReplyEffect, sides: Sides) -> Bool {
        switch act.standing {
        case .asserted: break
        case .claimed:
            // What the creditor himself admits counts; where nobody is named who says it, nobody admits anything.
            guard let reporter = act.reporter, sides.areAkin([reporter], toAnyOf: owedTo) else {
                return false
            }
        case .alleged, .hedged: return false
        }
        switch effect {
        case .acknowledges, .answers, .accepts, .refuses: return sides.areAkin(act.actors, toAnyOf: owedBy)
        case .extends, .reminds, .withdraws: return sides.areAkin(act.actors, toAnyOf: owedTo)
        case .opens, .opensIfAsked, .promises, .assesses: return false
        }
    }

    mutating func take(_ act: Act, _ effect: ReplyEffect) {
        var state = self.state
        var due = currentDue
        if !state.isEnded {
            switch effect {
            case .acknowledges: if state == .open { state = .acknowledged }
            case .answers: state = .answered
            case .accepts: state = .accepted
            case .refuses: state = .refused
            case .withdraws: state = .withdrawn
            case .extends, .reminds: due = act.due ?? due
            case .opens, .opensIfAsked, .promises, .assesses: break
            }
        }
        deal(act, state, due, isReply: true)
    }

    mutating func assess(_ assessment: Act) {
        guard state.isAssessable else { return }
        let next: State =
            switch assessment.outcome {
            case "full": .fulfilled
            case "partial": .partial
            default: .open
            }
        deal(assessment, next, currentDue, isReply: false)
    }

    mutating func lapse(_ act: Act) {
        if state.isOutstanding { deal(act, .lapsed, currentDue, lapsedFrom: state, isReply: false) }
    }

    mutating func revive(_ act: Act) {
        if state == .lapsed, let former = dealings.last?.lapsedFrom {
            deal(act, former, currentDue, isReply: false)
        }
    }

    private mutating func deal(
        _ act: Act, _ state: State, _ due: Due?, lapsedFrom: State? = nil, isReply: Bool
    ) {
        dealings.append(
            Dealing(
                order: act.order, state: state, due: due,
                lapsedFrom: state == .lapsed ? lapsedFrom ?? dealings.last?.lapsedFrom : nil, isReply: isReply
            ))
    }
}
