/// Section 5's table, row by row.
enum PlainPhases {
    static let ends = ["settled", "withdrawn", "lapsed", "closed"]
    static let all =
        [
            "latent", "raised", "contested", "dialogue-proposed", "talks", "stalled", "third-party",
            "multilateral", "adjudication", "decided",
        ] + ends

    /// The phase to which the event's effect leads from this one; nil where it does nothing there.
    /// - Parameter answersProposal: `inResponseTo` names an act that counts with the effect propose-talks.
    static func next(from phase: String, by event: PlainEvent, answersProposal: Bool) -> String? {
        let isEnd = ends.contains(phase)
        switch event.row.phase {
        case "raise":
            return ["latent"].contains(phase) ? "raised" : nil
        case "contest":
            return ["latent", "raised"].contains(phase) ? "contested" : nil
        case "propose-talks":
            return ["latent", "raised", "contested", "stalled"].contains(phase) ? "dialogue-proposed" : nil
        case "refuse-talks":
            if ["latent", "raised", "dialogue-proposed"].contains(phase) { return "contested" }
            return phase == "talks" ? "stalled" : nil
        case "accept-talks":
            guard answersProposal else { return nil }
            return ["dialogue-proposed", "stalled"].contains(phase) ? "talks" : nil
        case "hold-talks":
            let from = ["latent", "raised", "contested", "dialogue-proposed", "stalled", "multilateral"]
            return from.contains(phase) ? "talks" : nil
        case "suspend-talks":
            return ["talks", "dialogue-proposed"].contains(phase) ? "stalled" : nil
        case "start-third-party":
            let from = [
                "latent", "raised", "contested", "dialogue-proposed", "talks", "stalled", "multilateral",
            ]
            return from.contains(phase) ? "third-party" : nil
        case "end-third-party":
            guard phase == "third-party" else { return nil }
            return ["report", "agreement"].contains(event.detail("outcome")) ? "talks" : "stalled"
        case "refer":
            return phase == "adjudication" || phase == "decided" || isEnd ? nil : "multilateral"
        case "institute":
            return phase == "adjudication" || isEnd ? nil : "adjudication"
        case "decide":
            if event.detail("on") == "jurisdiction" { return nil }
            return phase == "adjudication" ? "decided" : nil
        case "discontinue":
            return phase == "adjudication" ? "contested" : nil
        case "agree":
            if event.detail("scope") == "full" { return isEnd ? nil : "settled" }
            let from = ["latent", "raised", "contested", "dialogue-proposed", "stalled"]
            return event.detail("scope") == "partial" && from.contains(phase) ? "talks" : nil
        case "settle":
            return isEnd ? nil : "settled"
        case "abandon":
            return isEnd ? nil : "withdrawn"
        case "close":
            guard let reason = event.detail("reason") else { return nil }
            return ["settled", "withdrawn", "lapsed"].contains(reason) ? reason : "closed"
        case "reopen":
            return isEnd ? "raised" : nil
        default:
            return nil
        }
    }
}
