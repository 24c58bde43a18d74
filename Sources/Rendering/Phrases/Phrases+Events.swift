import Answers
import CanonicalJSON
import DisputeModel

extension Phrases {
    /// Actors and addressees: `RUS → UN:SG, UN:EOSG`; several actors: `EU:HR, BLR:Makei`; empty for a record event.
    static func who(_ event: Event) -> Text {
        let actors = parties(event.actors)
        guard !event.addressees.isEmpty else { return actors }
        return actors + Text(event.actors.isEmpty ? "→ " : " → ") + parties(event.addressees)
    }

    /// `UN:SG, UN:EOSG`. Each party is a field of its own, because names may be in any script.
    static func parties(_ parties: [Party]) -> Text {
        parties.enumerated().reduce(Text("")) {
            $0 + Text($1.offset == 0 ? "" : ", ") + Text($1.element.reference)
        }
    }

    /// `UN:SG, UN:EOSG owe RUS`; an unnamed side is `somebody`.
    static func owes(_ obligation: Obligation) -> Text {
        let debtors = obligation.owedBy.isEmpty ? Text("somebody") : parties(obligation.owedBy)
        let creditors = obligation.owedTo.isEmpty ? Text("somebody") : parties(obligation.owedTo)
        return debtors + Text(obligation.owedBy.count > 1 ? " owe " : " owes ") + creditors
    }

    /// `#28`.
    static func number(_ position: Int) -> Text { Text("\(EventNames.name(position))") }

    /// `#21, #22, #28`.
    static func numbers(_ positions: [Int]) -> Text {
        Text(positions.map { "\(EventNames.name($0))" }.joined(separator: ", "))
    }

    /// The marking as a prefix: `[secret] `; empty for a public event.
    static func marking(_ event: Event) -> Text {
        event.marking == .public ? "" : Text("[\(event.marking.rawValue)]", .overdue) + " "
    }

    /// What an event says: its summary, or else its quote, or else the reason, title or key in its details.
    static func gist(_ event: Event) -> Text {
        if let summary = event.summary { return Text(summary) }
        if let quote = event.quote { return "“" + Text(quote) + "”" }
        let told = ["reason", "title", "verifierKey"].lazy.compactMap { event.details[$0] }.first
        return told?.string.map { Text($0) } ?? ""
    }

    /// `[secret] demarche: the same matter`.
    static func act(_ event: Event, _ style: Style = .strong) -> Text {
        let gist = gist(event)
        return marking(event) + Text(event.kindName, style) + (gist.isEmpty ? "" : ": " + gist)
    }

    /// `?[secret] demarche, UN:SG → RUS, 11 Nov: the same matter`. The mark of the standing and the date are there only
    /// where there is one.
    static func report(_ event: Event, on date: String? = nil) -> Text {
        let (who, gist) = (who(event), gist(event))
        return mark(event.standing, or: "") + marking(event) + Text(event.kindName, .strong)
            + (who.isEmpty ? "" : ", " + who) + Text(date.map { ", " + $0 } ?? "")
            + (gist.isEmpty ? "" : ": " + gist)
    }

    /// The mark of a standing: `?` for claimed or alleged, `~` for hedged, a space for asserted.
    static func mark(_ standing: Standing) -> Text {
        switch standing {
        case .asserted: " "
        case .claimed, .alleged: Text("?", .soft)
        case .hedged: Text("~", .soft)
        }
    }

    /// `#33 denial, UN:Spokesperson → RUS, 11 Nov`.
    func mention(_ mention: Mention?, else position: Int) -> Text {
        guard let mention else { return Self.number(position) }
        let event = mention.event
        let who = Self.who(event)
        let date = event.isRecord ? day(mention.place.day) : date(event.occurred)
        return Text("\(EventNames.name(mention.position)) ") + Self.marking(event) + Text(event.kindName)
            + (who.isEmpty ? "" : ", " + who) + Text(", \(date)")
    }

    /// `filed 12 Nov, 31 days late`; nil for an event that was recorded on its day or the day after, or that has no
    /// day.
    func lateness(_ event: Event) -> String? {
        guard !event.isRecord, let latest = event.occurred?.latest?.day,
            let recorded = event.recordedAt?.day, recorded - latest > 1
        else { return nil }
        return "recorded \(day(recorded)), \(Self.span(days: recorded - latest)) late"
    }
}
