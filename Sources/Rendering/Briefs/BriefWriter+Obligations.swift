import Answers
import DisputeModel

extension BriefWriter {
    /// What we are owed, what we owe, and what others owe each other. One section for all if the log does not say who
    /// we are.
    mutating func items() -> [Section] {
        let items = briefing.obligations.items.filter { $0.dispute == status.dispute }
        guard own != nil else {
            return [
                section("owed", "Who owes whom an answer", items, none: "Nobody owes an answer.")
            ]
        }
        let toUs = items.filter { isOwn($0.owed.obligation.owedTo) }
        let byUs = items.filter {
            isOwn($0.owed.obligation.owedBy) && !isOwn($0.owed.obligation.owedTo)
        }
        let ours = Set((toUs + byUs).map(\.owed.obligation.opener))
        let others = items.filter { !ours.contains($0.owed.obligation.opener) }
        return [
            section("owedToUs", "What we are owed", toUs, none: "Nobody owes us an answer."),
            section("owedByUs", "What we owe", byUs, none: "We owe nobody an answer."),
        ]
            + (others.isEmpty
                ? [] : [section("owedAmongOthers", "What others owe each other", others, none: "")])
    }

    private mutating func section(
        _ name: String, _ title: String, _ items: [Obligations.Item], none: String
    ) -> Section {
        let limit = room.list
        var sentences: [Sentence] = []
        for item in items.prefix(limit) { sentences.append(sentence(item.owed)) }
        let rest = items.dropFirst(limit)
        if !rest.isEmpty {
            let overdue = rest.count { $0.owed.timeliness == .overdue }
            let late = overdue > 0 ? ", \(overdue) of them overdue" : ""
            sentences.append(
                more(
                    rest.map(\.owed.obligation.opener),
                    "And \(Phrases.grouped(rest.count)) more\(late)."))
        }
        return Section(name: name, title: title, sentences: items.isEmpty ? [absence(none)] : sentences)
    }

    private mutating func sentence(_ owed: Status.Owed) -> Sentence {
        let obligation = owed.obligation
        let opener = obligation.opener
        let words =
            who(obligation.owedBy, we: "we") + (isPlural(obligation.owedBy) ? " owe " : " owes ")
            + who(obligation.owedTo, we: "us")
            + (isPromise(opener) ? " what was promised: " : " an answer to ")
            + Text("\(whose(obligation)) ") + asked(obligation) + "."
        let reply = owed.state == .open ? nil : obligation.reply
        let verdict = obligation.changes.last { !$0.isReply }?.cause
        return sentence(
            Prose.capitalised(words) + gist(opener, to: room.gist * 3 / 4) + term(owed) + state(owed, reply),
            [opener, reply, verdict])
    }

    /// The possessive for the party that asked, or that promised: `our`, `their`, `its`; `the` if it is not named.
    private func whose(_ obligation: Obligation) -> String {
        let parties = isPromise(obligation.opener) ? obligation.owedBy : obligation.owedTo
        return parties.isEmpty ? "the" : isOwn(parties) ? "our" : parties.count > 1 ? "their" : "its"
    }

    /// The act that asks for the answer, with its date: `request for explanation (by 10 Nov)`.
    func asked(_ obligation: Obligation) -> Text {
        guard let event = event(obligation.opener) else { return "act" }
        return Text("\(Prose.bareKind(event, to: room.name)) (") + date(obligation.opener) + ")"
    }

    private func isPromise(_ opener: Int) -> Bool { event(opener)?.kind?.reply == .promises }

    /// Whether the verb is plural. `we` is always plural.
    private func isPlural(_ parties: [Party]) -> Bool { parties.count > 1 || isOwn(parties) }

    private func who(_ parties: [Party], we pronoun: String) -> Text {
        guard !parties.isEmpty else { return "somebody" }
        guard isOwn(parties) else { return names(parties) }
        let others = parties.filter { !isOwn([$0]) }
        return Prose.list([Text(pronoun)] + others.map(name), limit: room.names + 1)
    }

    private func term(_ owed: Status.Owed) -> Text {
        guard let timeliness = owed.timeliness else { return "" }
        guard let due = owed.due else {
            let age = owed.age ?? max(0, status.asOf - owed.obligation.place.day)
            let days = Phrases.span(days: age) + (owed.age == nil ? " or more" : "")
            return Text(" No date was set; it has been open for \(days).")
        }
        let (day, distance) = (phrases.day(due.day), phrases.distance(due.day))
        let words =
            switch (timeliness, due) {
            case (.overdue, _): "It was due on \(day), \(distance)"
            case (.dueToday, _): "It is due today"
            case (.softOverdue, _): "We expected it by \(day), \(distance)"
            case (_, .about): "We expect it by \(day), \(distance)"
            default: "It is due on \(day), \(distance)"
            }
        return " " + Text("\(words).", Phrases.style(owed))
    }

    /// A sentence about the reply so far; empty if there is none.
    private func state(_ owed: Status.Owed, _ reply: Int?) -> Text {
        let came = reply.map { datedAct($0) } ?? "something"
        switch owed.state {
        case .acknowledged: return " It was acknowledged: " + came + "."
        case .partial: return " What came, " + came + ", was judged to be only a part of it."
        case .answered: return " What came, " + came + ", has not been judged yet."
        default: return ""
        }
    }
}
