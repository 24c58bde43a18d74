import Answers
import CanonicalJSON
import Casebook
import DisputeModel
import Rendering

/// The warnings of a receipt: effects that an act does not have, and dates that are probably mistakes.
struct ActWarnings {
    let event: Event
    let receipt: Casebook.Receipt
    let casebook: Casebook
    let today: Day

    var lines: [String] {
        guard !receipt.isRepeated else { return [] }
        return [dateRemark, endRemark].compactMap(\.self)
            + (isAct ? ([dueRemark, sideRemark].compactMap(\.self) + replyRemarks) : [])
    }

    private var kind: Kind? { event.kind }
    private var isAct: Bool { kind.map { !$0.isRecord } ?? true }

    // MARK: When

    /// Warns if the log's last event is later than the clock: an event without a date of its own then takes effect only
    /// on the day of that last event.
    private var dateRemark: String? {
        let effective = event.details["effective"]?.string.flatMap { Day($0) }
        guard event.occurred == nil, effective == nil, receipt.recordedAt.day > today,
            !(kind?.recordKind?.isAmendment ?? false)
        else { return nil }
        return "takes effect on \(Phrases.day(receipt.recordedAt.day)), and is not shown before: "
            + "the log's last event is ahead of the clock"
    }

    /// Warns if the closing or reopening of a dispute does not change its phase.
    private var endRemark: String? {
        guard let kind = kind?.recordKind, kind == .closing || kind == .reopening,
            let status = try? casebook.status(
                of: event.dispute, at: Moment(asOf: max(today, receipt.recordedAt.day))
            ).status, !status.history.contains(where: { $0.cause == receipt.position })
        else { return nil }
        return kind == .closing
            ? "changes nothing: \(event.dispute) had ended like this before"
            : "changes nothing: \(event.dispute) had not ended"
    }

    private var dueRemark: String? {
        guard let due = event.due else { return nil }
        if let mistake = DueBeforeAct(event.fields)?.words { return mistake }
        switch kind?.reply {
        case .extends, .reminds: return nil
        case .opens, .opensIfAsked, .promises:
            if event.expectsReply == false {
                return "\(Phrases.day(due.day)) is a date to keep, not an obligation: no reply is expected"
            }
            guard event.standing != .asserted else { return nil }
            return
                "\(Phrases.day(due.day)) is a date to keep, not an obligation: it is \(event.standing.rawValue)"
        default:
            return "\(Phrases.day(due.day)) is a date to keep, not an obligation: "
                + "\(FilingError.article(event.kindName)) asks for no answer"
        }
    }

    // MARK: Who

    /// Explains why the act changes neither phase nor temperature, although its kind can.
    private var sideRemark: String? {
        guard let kind, kind.phase != nil || kind.temperature != nil else { return nil }
        let moves = "moves neither phase nor temperature"
        guard event.standing == .asserted else { return "\(event.standing.rawValue), it \(moves)" }
        guard kind.acts == .side || kind.acts == .twoSides, let sides = try? sides(of: event.dispute) else {
            return nil
        }
        guard !sides.admit(event.actors, event.addressees, kind.acts) else {
            return nil
        }
        let actors = list(event.actors)
        if kind.acts == .twoSides {
            return "\(moves): its actors (\(actors)) do not belong to two sides"
        }
        guard event.actors.contains(where: { sides.side(of: $0) != nil }) else {
            return "\(moves): \(actors) does not belong to a side of \(event.dispute)"
        }
        return "\(moves): it is addressed to the actor's own side"
    }

    private func sides(of dispute: String) throws -> Sides {
        try casebook.status(of: dispute, at: Moment(asOf: max(today, receipt.recordedAt.day))).status.sides
    }

    // MARK: What it answers

    private var replyRemarks: [String] {
        guard let effect = kind?.reply, let verb = Self.verbs[effect] else { return [] }
        guard !event.inResponseTo.isEmpty else {
            // A denial, or talks, need not reply to anything.
            let isReply = [.reply, .request].contains(kind?.group) || kind?.phase == .acceptTalks
            return isReply ? ["\(verb) nothing: it names no event with --reply-to"] : []
        }
        return event.inResponseTo.compactMap { try? remark(onReplyTo: $0, effect, verb) }
    }

    private static let verbs: [ReplyEffect: String] = [
        .acknowledges: "acknowledges", .answers: "answers", .accepts: "accepts", .refuses: "refuses",
        .withdraws: "withdraws", .extends: "extends", .reminds: "reminds of",
    ]

    /// nil if the act does act on the obligation of the event that it names.
    private func remark(onReplyTo name: String, _ effect: ReplyEffect, _ verb: String) throws -> String? {
        let named = try casebook.event(named: name)
        let own = try casebook.event(named: String(receipt.position))
        let moment = Moment(asOf: max(today, own.place.day, named.place.day))
        let status = try casebook.status(of: named.event.dispute, at: moment).status
        guard
            let obligation = status.obligations.map(\.obligation).first(where: { $0.opener == named.position }
            )
        else {
            return "\(verb) nothing in #\(named.position): that \(named.event.kindName) asks for no answer"
        }
        if let index = obligation.changes.firstIndex(where: { $0.cause == receipt.position }) {
            let before = index > 0 ? obligation.changes[index - 1].state : .open
            guard [.fulfilled, .withdrawn, .lapsed].contains(before) else { return nil }
            return "changes nothing in #\(named.position): it is \(before.rawValue)"
        }
        guard event.standing == .asserted else {
            return "\(event.standing.rawValue), it changes nothing in #\(named.position)"
        }
        let isCreditors = [.extends, .reminds, .withdraws].contains(effect)
        let parties = list(isCreditors ? obligation.owedTo : obligation.owedBy)
        return
            "\(verb) nothing: #\(named.position) is \(isCreditors ? "owed to" : "owed by") \(parties), not "
            + "\(isCreditors ? "to" : "by") \(list(event.actors))"
    }

    private func list(_ parties: [Party]) -> String {
        parties.isEmpty ? "nobody named" : parties.map(\.reference).joined(separator: ", ")
    }
}

/// A due date that is earlier than the act that asks for the answer. This is usually a mistake.
struct DueBeforeAct {
    private let due: Day
    private let act: Day

    /// nil if the due date is not earlier, or one of the two dates is not known.
    init?(_ fields: JSONObject) {
        let event = Event(fields)
        guard let due = event.due?.day, let act = event.occurred?.firstDay, due < act else { return nil }
        self.due = due
        self.act = act
    }

    var words: String { "due on \(Phrases.day(due)), before the act (\(Phrases.day(act)))" }

    /// Checks a draft. A correction is checked in the form that it gives to the act.
    static func found(in draft: JSONObject, _ casebook: Casebook) -> DueBeforeAct? {
        let event = Event(draft)
        guard event.recordKind == .correction else { return DueBeforeAct(draft) }
        guard let fields = event.details["fields"]?.object,
            fields["due"] != nil || fields["occurred"] != nil,
            let target = event.target, let act = try? casebook.event(named: target).event.fields
        else { return nil }
        return DueBeforeAct(act.merged(with: fields))
    }
}
