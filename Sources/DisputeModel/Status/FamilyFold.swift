/// The fold: takes the acts of a family in order of place, and carries phase, temperature and obligations on
/// (sections 5 to 7). A pure function of what it is given; it can be stopped, kept and carried on.
package struct FamilyFold: Sendable {
    package private(set) var disputes: [String: Dispute] = [:]
    /// By the position of the opener.
    package private(set) var obligations: [Int: Obligation] = [:]
    /// Which obligations a reply has acted on, for its assessment.
    private var actedOn: [Int: [Int]] = [:]
    /// The obligations that were opened or dealt with since this was last emptied.
    package var touched: Set<Int> = []
    /// The act that was taken last brought a measure into force, or lifted one.
    package private(set) var hasChangedMeasures = false

    /// What the fold keeps of one dispute.
    package struct Dispute: Sendable, Equatable {
        package let sides: Sides
        package internal(set) var condition: Condition
        /// Measures in force, as a position and the level that it raises to.
        package internal(set) var measures: [Measure]

        package struct Measure: Sendable, Equatable {
            package let cause: Int
            package let level: Int

            package init(cause: Int, level: Int) {
                self.cause = cause
                self.level = level
            }
        }

        /// Follows what is in force through an act that is known to have changed it.
        package static func follow(_ act: Act, in measures: inout [Measure], settling: Bool) {
            if settling { measures = [] }
            guard !settling, let kind = act.kind else { return }
            if kind.isRelief { measures.removeAll { act.replies.contains($0.cause) } }
            if kind.isMeasure, case .raise(let level)? = kind.temperature {
                measures.append(Measure(cause: act.position, level: level))
            }
        }

        package init(sides: Sides, condition: Condition, measures: [Measure] = []) {
            self.sides = sides
            self.condition = condition
            self.measures = measures
        }
    }

    package init(_ openings: [Opening]) {
        for opening in openings {
            disputes[opening.dispute] = Dispute(
                sides: opening.sides, condition: Condition(openedBy: opening.position))
        }
    }

    /// Carries on from where an earlier fold stopped.
    package init(disputes: [String: Dispute], obligations: [Obligation]) {
        self.disputes = disputes
        for obligation in obligations { recall(obligation) }
    }

    /// Takes up an obligation that an earlier fold left, if it is not known yet. Who carries a fold on may leave out those
    /// that the acts to come do not deal with.
    package mutating func recall(_ obligation: Obligation) {
        guard obligations[obligation.opener] == nil else { return }
        obligations[obligation.opener] = obligation
        for dealing in obligation.dealings where dealing.isReply {
            actedOn[dealing.cause, default: []].append(obligation.opener)
        }
    }

    /// A dispute that was opened after the fold began.
    package mutating func open(_ opening: Opening) {
        disputes[opening.dispute] = Dispute(
            sides: opening.sides, condition: Condition(openedBy: opening.position))
    }

    /// Takes the next act in order of place, and gives its dispute's condition after it; nil where the act's dispute
    /// was never opened.
    @discardableResult
    package mutating func take(_ act: Act) -> Condition? {
        guard var dispute = disputes[act.dispute] else { return nil }
        let (before, measures) = (dispute.condition.phase, dispute.measures.count)
        dispute.take(act)
        hasChangedMeasures = dispute.measures.count != measures
        disputes[act.dispute] = dispute
        reply(act)
        if dispute.condition.phase != before {
            followPhase(of: act, wasEnd: before.isEnd, isEnd: dispute.condition.phase.isEnd)
        }
        if let obligation = Obligation(openedBy: act) {
            obligations[act.position] = obligation
            touched.insert(act.position)
        }
        return dispute.condition
    }

    private mutating func reply(_ act: Act) {
        guard let effect = act.replyEffect, !act.replies.isEmpty || effect == .assesses else { return }
        if effect == .assesses {
            for opener in act.target.flatMap({ actedOn[$0] }) ?? [] {
                obligations[opener]?.assess(act)
                touched.insert(opener)
            }
            return
        }
        for opener in act.replies.count == 1 ? act.replies : Set(act.replies).sorted() {
            guard let obligation = obligations[opener], let sides = disputes[obligation.dispute]?.sides,
                obligation.isActedOn(by: act, effect, sides: sides)
            else { continue }
            obligations[opener]?.take(act, effect)
            actedOn[act.position, default: []].append(opener)
            touched.insert(opener)
        }
    }

    /// Into an end, what is outstanding lapses; out of one, what has lapsed revives.
    private mutating func followPhase(of act: Act, wasEnd: Bool, isEnd: Bool) {
        guard wasEnd || isEnd else { return }
        for (opener, obligation) in obligations where obligation.dispute == act.dispute {
            if isEnd ? obligation.state.isOutstanding : obligation.state == .lapsed {
                if isEnd { obligations[opener]?.lapse(act) } else { obligations[opener]?.revive(act) }
                touched.insert(opener)
            }
        }
    }
}

extension FamilyFold.Dispute {
    fileprivate mutating func take(_ act: Act) {
        if !act.isRecord {
            condition.lastAct = max(condition.lastAct ?? .distantPast, act.latestDay ?? act.place.day)
        }
        guard let kind = act.kind else { return }
        if kind.isRecord {
            switch kind.name {
            case "status-assessment": condition.assessed = Phase(rawValue: act.outcome)
            case "dispute-reopened": condition.reopened = act.place
            default: break
            }
        }
        // What moves neither phase nor temperature need not ask who acts.
        guard kind.phase != nil || kind.temperature != nil || kind.isRelief, act.standing == .asserted,
            sides.admit(act, kind.acts), !(act.isConditional && kind.name == "acceptance")
        else { return }
        let changed = movePhase(act, kind)
        moveTemperature(act, kind, phaseChanged: changed)
    }

    private mutating func movePhase(_ act: Act, _ kind: Kind) -> Bool {
        guard let effect = kind.phase, let next = condition.phase.after(effect, of: act),
            next != condition.phase
        else { return false }
        condition.phase = next
        condition.phaseSince = act.place
        condition.phaseCause = act.position
        condition.assessed = nil
        if next == .settled || next == .withdrawn { measures = [] }
        return true
    }

    private mutating func moveTemperature(_ act: Act, _ kind: Kind, phaseChanged: Bool) {
        if kind.isRelief { measures.removeAll { act.replies.contains($0.cause) } }
        switch kind.temperature {
        case .raise(let level):
            raise(to: level, by: act)
            if kind.isMeasure { measures.append(Measure(cause: act.position, level: level)) }
        case .raiseByForce:
            if let level = levelOfForce[act.outcome] { raise(to: level, by: act) }
        case .cool(let degrees):
            let coolsOnlyWithPhase = kind.phase == .holdTalks || kind.phase == .acceptTalks
            guard phaseChanged || !coolsOnlyWithPhase else { return }
            let floor = measures.map(\.level).max() ?? 0
            condition.level = max(0, condition.level - degrees, min(condition.level, floor))
        case nil: break
        }
    }

    private mutating func raise(to level: Int, by act: Act) {
        condition.level = max(condition.level, level)
        if condition.level > condition.peak {
            condition.peak = condition.level
            condition.peakCause = act.position
        }
    }
}

/// Section 6.
private let levelOfForce = ["threat": 7, "display": 8, "use": 9, "war": 10]

extension Day {
    static let distantPast = Day(number: .min / 2)
}
