import Answers
import CanonicalJSON
import DisputeModel

extension BriefWriter {
    /// The last act of each side, and of the parties outside the sides.
    mutating func lastActs() -> Section {
        let limit = max(2, room.list)
        let sides = status.sides.sides
        var sentences: [Sentence] = []
        for (index, side) in sides.enumerated().prefix(limit) {
            let name = Text(sideName(side), .strong)
            guard let last = briefing.lastActs.first(where: { $0.side == index })?.position else {
                sentences.append(
                    Sentence(words: Prose.capitalised(name) + " has not acted.", events: .span(briefing.span))
                )
                continue
            }
            sentences.append(
                sentence(
                    Prose.capitalised(name) + ", " + date(last) + ": " + act(last, of: sideName(side)) + "."
                        + gist(last), [last]))
        }
        let rest = briefing.lastActs.filter { $0.side ?? 0 >= limit }.map(\.position)
        if !rest.isEmpty {
            sentences.append(more(rest, "And \(Phrases.count(sides.count - limit, "more side"))."))
        }
        if let other = briefing.lastActs.first(where: { $0.side == nil })?.position {
            sentences.append(
                sentence(
                    Text("Others", .strong) + ", " + date(other) + ": " + act(other) + "." + gist(other),
                    [other]))
        }
        return Section(name: "lastActs", title: "What each side did last", sentences: sentences)
    }

    /// `Belarus on mediation, by 10 Nov: rejects. Belarus takes no mediators…`.
    mutating func positions() -> Section {
        let limit = room.list
        var sentences: [Sentence] = []
        for position in briefing.positions.prefix(limit) {
            let (event, number) = (position.mention.event, position.mention.position)
            let subject = position.subject.map { Text(" on ") + Text(shortened($0, to: room.name), .strong) }
            let stance = event.details["stance"]?.string.map { shortened($0, to: room.name) }
            let who = position.party.isEmpty ? Text("somebody") : names(position.party)
            let hedge = event.standing == .asserted ? Text("") : Text(" (\(event.standing.rawValue))")
            let said = (stance.map { Text(" ") + Text($0) + Prose.end($0) } ?? "") + gist(number)
            sentences.append(
                sentence(
                    Prose.capitalised(who) + (subject ?? "") + ", " + date(number) + hedge
                        + (said.isEmpty ? "." : ":" + said),
                    [number]))
        }
        let rest = briefing.positions.dropFirst(limit)
        if !rest.isEmpty {
            sentences.append(
                more(
                    rest.map(\.mention.position),
                    "And \(Phrases.grouped(rest.count)) more."))
        }
        if sentences.isEmpty { sentences = [absence("Nobody has declared a position in this dispute.")] }
        return Section(name: "positions", title: "Declared positions", sentences: sentences)
    }

    /// The dates on which answers are due, and the appointments, including those of the sub-disputes.
    mutating func dates() -> Section {
        let limit = room.list
        let dates = DatesAhead(briefing.obligations).dates
        var sentences: [Sentence] = []
        for date in dates.prefix(limit) {
            let day = Text("\(phrases.weekday(date.day)), \(phrases.distance(date.day))", .strong)
            let of = date.dispute == status.dispute ? "" : " (\(shortened(date.dispute, to: room.name)))"
            let words: Text =
                if let owed = date.item?.owed {
                    Text("an answer is \(date.isSoft ? "expected" : "due") from ")
                        + names(owed.obligation.owedBy) + ", to " + datedAct(date.position)
                } else {
                    "a date named in " + datedAct(date.position)
                }
            sentences.append(
                sentence(day + ": " + words + Text(of) + "." + gist(date.position), [date.position]))
        }
        let rest = dates.dropFirst(limit)
        if !rest.isEmpty {
            sentences.append(
                more(
                    rest.map(\.position),
                    "And \(Phrases.grouped(rest.count)) later."))
        }
        if sentences.isEmpty { sentences = [absence("There is no coming date.")] }
        return Section(name: "dates", title: "Next dates", sentences: sentences)
    }
}
