import CanonicalJSON
import Seeds

extension HistoryWriter {
    /// An act of any kind; more than half of them about something that is asked or in force.
    mutating func act(in dispute: String) -> JSONObject? {
        switch dice.choose([
            (34, "reply"), (17, "ask"), (24, "move"), (7, "coerce"), (6, "relief"), (12, "any"),
        ]) {
        case "reply":
            return reply(in: dispute)
        case "ask":
            let rows = PlainVocabulary.acts.filter {
                ["opens", "opens-if-asked", "promises"].contains($0.reply)
            }
            return act(dice.pick(rows), in: dispute)
        case "move":
            return move(in: dispute)
        case "coerce":
            let rows = PlainVocabulary.acts.filter { $0.group == "coercion" }
            let incidents = rows.filter { $0.kind == "incident" }
            return act(dice.pick(dice.chance(30) ? incidents : rows), in: dispute)
        case "relief":
            return relief(in: dispute)
        default:
            return act(dice.pick(PlainVocabulary.acts), in: dispute)
        }
    }

    /// What changes the phase as it is today, if it happens today; from an end nothing but a reopening does.
    private mutating func move(in dispute: String) -> JSONObject? {
        let today = PlainDates.day(of: now)
        let phase = PlainWalk(PlainRecord(log: log, knownAt: nil), dispute, asOf: today).phase
        let rows = PlainVocabulary.acts.filter { row in
            let event = PlainEvent(position: 0, json: JSONObject([("kind", .string(row.kind))]))
            let next = PlainPhases.next(from: phase, by: event, answersProposal: true)
            return next != nil || row.phase == "agree" && !PlainPhases.ends.contains(phase)
        }
        let effects = distinct(rows.map(\.phase))
        // Those that lead further than the first few phases.
        var narrow = ["accept-talks", "suspend-talks", "end-third-party", "decide", "discontinue"]
        if dice.chance(30) { narrow.append("institute") }
        let fitting = effects.filter { narrow.contains($0) }
        guard
            let effect = dice.chance(55)
                ? dice.pickIfAny(fitting + (dice.chance(25) ? ["agree"] : [])) : dice.pickIfAny(effects),
            effects.contains(effect)
        else { return effects.isEmpty ? reopening(of: dispute) : nil }
        let row = dice.pick(rows.filter { $0.phase == effect })
        if ["settle", "abandon"].contains(row.phase), dice.chance(70) { return nil }
        var act = act(row, in: dispute)
        if dice.chance(60) { act?["occurred"] = .string(date(now, 10)) }
        return act
    }

    private mutating func reply(in dispute: String) -> JSONObject? {
        let openers = survey.events.filter {
            ($0.dispute == dispute || (PlainRecord.isNext($0.dispute, to: dispute)))
                && $0.isAct && PlainObligation(openedBy: $0) != nil
        }
        guard let opener = dice.pickRecent(openers), let obligation = PlainObligation(openedBy: opener)
        else { return nil }

        var effect = dice.choose([
            (30, "answers"), (14, "acknowledges"), (14, "accepts"), (12, "refuses"), (9, "reminds"),
            (8, "extends"), (5, "withdraws"),
        ])
        if opener.row.phase == "propose-talks", dice.chance(50) { effect = "accepts" }
        let row = dice.pick(PlainVocabulary.acts.filter { $0.reply == effect })
        let byCreditor = ["reminds", "extends", "withdraws"].contains(effect)
        let (concerned, others) =
            byCreditor
            ? (obligation.owedTo, obligation.owedBy) : (obligation.owedBy, obligation.owedTo)

        var actors = [akin(to: concerned, in: opener.dispute)]
        if row.acts == "two-sides" { actors.append(akin(to: others, in: opener.dispute)) }
        if row.acts == "any", dice.chance(6) { actors = [] }
        let addressees = dice.chance(75) ? [akin(to: others, in: opener.dispute)] : []
        var answered = [opener.id]
        if dice.chance(15), let second = dice.pickRecent(openers) { answered.append(second.id) }
        return act(
            row, in: dispute, by: actors, to: addressees, answering: answered,
            creditors: obligation.owedTo)
    }

    /// The end of a measure, or what looks like it.
    private mutating func relief(in dispute: String) -> JSONObject? {
        let measures = survey.events.filter { event in
            event.dispute == dispute && event.isAct && event.row.temperature >= "raise 4"
        }
        guard let measure = dice.pickRecent(measures) else { return nil }
        let kinds = ["sanction-relief", "restoration", "concession", "reparation", "settlement-confirmed"]
        guard let row = PlainVocabulary.byKind[dice.choose(Array(zip([40, 25, 15, 15, 5], kinds)))] else {
            return nil
        }
        let actors = [akin(to: measure.actors, in: dispute)]
        let addressees = dice.chance(75) ? [akin(to: measure.addressees, in: dispute)] : []
        return act(row, in: dispute, by: actors, to: addressees, answering: [measure.id])
    }

    private mutating func act(_ row: PlainVocabulary.Row, in dispute: String) -> JSONObject? {
        let (actors, addressees) = cast(row, in: dispute)
        var answered: [String] = []
        if row.phase == "accept-talks" || dice.chance(22) {
            answered = references(in: dispute, before: .max, proposals: row.phase == "accept-talks")
        }
        return act(row, in: dispute, by: actors, to: addressees, answering: answered)
    }

    /// One or two events that an act of the dispute may name.
    mutating func references(in dispute: String, before position: Int, proposals: Bool) -> [String] {
        let near = survey.events.filter {
            ($0.dispute == dispute || PlainRecord.isNext($0.dispute, to: dispute))
                && $0.position < position && ($0.isAct || dice.chance(15))
        }
        let fitting = near.filter {
            proposals ? $0.row.phase == "propose-talks" : $0.row.reply.hasPrefix("opens")
        }
        var named = [dice.pickRecent(dice.chance(proposals ? 85 : 60) && !fitting.isEmpty ? fitting : near)]
        if dice.chance(20) { named.append(dice.pickRecent(near)) }
        return distinct(named.compactMap { $0?.id })
    }

    private mutating func act(
        _ row: PlainVocabulary.Row, in dispute: String, by actors: [String], to addressees: [String],
        answering: [String], creditors: [String] = []
    ) -> JSONObject {
        var act = JSONObject()
        act["dispute"] = .string(dispute)
        (act["kind"], act["details"]) = naming(row)
        act["actors"] = list(actors)
        act["addressees"] = list(addressees)
        act["inResponseTo"] = list(distinct(answering))
        if dice.chance(8) { act["about"] = list(references(in: dispute, before: .max, proposals: false)) }

        var standing = dice.choose([(80, "asserted"), (9, "claimed"), (5, "alleged"), (6, "hedged")])
        if !creditors.isEmpty, dice.chance(12) { standing = "claimed" }
        if standing != "asserted" || dice.chance(10) { act["standing"] = .string(standing) }
        if standing == "claimed" ? dice.chance(85) : dice.chance(4) {
            act["reportedBy"] = reporter(creditors: creditors, in: dispute)
        }
        act["occurred"] = occurred(hedged: standing == "hedged").map(JSON.string)
        if dice.chance(8) { act["occurredNote"] = "on Wednesday" }

        let asks = row.reply.hasPrefix("opens-if") || row.reply == "promises"
        if dice.chance(asks ? 60 : row.reply == "opens" ? 25 : 4) {
            act["expectsReply"] = .bool(dice.chance(asks ? 85 : 55))
        }
        let dates = ["opens": 50, "opens-if-asked": 45, "promises": 45, "reminds": 60, "extends": 100]
        if dice.chance(dates[row.reply] ?? 4) { act["due"] = due() }
        if dice.chance(row.kind == "acceptance" ? 25 : 3) {
            act["condition"] = "if the other side does so too"
        }

        if dice.chance(30) { act["summary"] = "Eine Erklärung, “wie üblich”\n— nothing more" }
        if dice.chance(4) {
            act["quote"] = ["text": "Nyet.", "language": "ru", "translated": .bool(dice.chance(50))]
        }
        if dice.chance(6) { act["speaker"] = ["name": "A. Sprecher", "role": "spokesman"] }
        if dice.chance(8) { act["tags"] = ["unfriendly-act"] }
        if dice.chance(8) { act["marking"] = .string(dice.pick(Self.markings)) }
        if dice.chance(8) { act["scope"] = "the whole delegation" }
        if dice.chance(10) { act["sources"] = [source()] }
        return act
    }

    /// The kind and the details of an act: sometimes a kind of someone's own that behaves like this one.
    mutating func naming(_ row: PlainVocabulary.Row) -> (kind: JSON, details: JSON?) {
        var details = JSONObject()
        switch row.kind {
        case "agreement": details["scope"] = .string(dice.pick(["full", "partial", "partial"]))
        case "incident":
            if dice.chance(85) { details["force"] = .string(dice.pick(["threat", "display", "use", "war"])) }
        case "mediation-ended":
            details["outcome"] = .string(dice.pick(["report", "agreement", "failed"]))
        case "decision":
            if dice.chance(60) {
                details["on"] = .string(dice.pick(["merits", "jurisdiction", "jurisdiction"]))
            }
        case "procedural-step": if dice.chance(50) { details["stage"] = "memorial" }
        default: break
        }
        var kind = row.kind
        if dice.chance(8) {
            details["like"] = .string(kind)
            kind = "x-\(dice.pick(["mfa", "un", "osze"]))-\(dice.pick(["step", "special-step"]))"
        }
        if details.isEmpty { return (.string(kind), nil) }
        return (.string(kind), .object(details))
    }

    mutating func reporter(creditors: [String], in dispute: String) -> JSON {
        var reporter: JSONObject = JSONObject([("name", "B. Zeuge"), ("role", "minister")])
        if dice.chance(90) { reporter["party"] = .string(akin(to: creditors, in: dispute)) }
        return .object(reporter)
    }

    mutating func source() -> JSON {
        ["id": .string("s\(dice.below(100))"), "citation": "Daily News, page 2"]
    }

    static var markings: [String] { ["public", "restricted", "confidential", "secret"] }

    func list(_ values: [String]) -> JSON? {
        if values.isEmpty { return nil }
        return .array(values.map(JSON.string))
    }
}
