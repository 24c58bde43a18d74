extension FamilyRecord {
    /// A record that was kept, to be carried on.
    package init(entries: [Entry], openings: [Opening], acts: [Act]) {
        self.init([])
        restore(entries, openings, acts)
    }

    /// Whether an event of this kind changes what is known of earlier ones, so that nothing kept from before it serves.
    package static func changesTheRecord(_ kind: Kind?) -> Bool {
        switch kind?.name {
        case "correction", "retraction", "source-added", "marking-changed": true
        default: false
        }
    }

    /// Carries the record on with the events that follow in the log.
    ///
    /// `position` finds an earlier event by its id. False where one of them changes what is known of earlier events: then
    /// the record is of no use, and must be made anew from the texts.
    package mutating func carryOn(_ logged: [Logged], position: (String) throws -> Int?) rethrows -> Bool {
        var added: [Act] = []
        var indexOfPosition: [Int: Int] = [:]
        var actAtPosition: [Int: Act] = [:]
        for (index, entry) in entries.enumerated() { indexOfPosition[entry.position] = index }
        for act in acts { actAtPosition[act.position] = act }
        for item in logged {
            guard let event = Event(text: item.text) else { return false }
            let kind = event.kind
            if Self.changesTheRecord(kind) { return false }
            let isOpening = kind?.name == "dispute-opened"
            var act = Act(
                event, position: item.position, place: Self.ownPlace(event, kind),
                replies: try event.inResponseTo.compactMap(position),
                target: try event.target.flatMap(position))
            if !act.isRecord {
                for reply in act.replies {
                    guard let index = indexOfPosition[reply], !entries[index].isRetracted else { continue }
                    act.place = max(act.place, entries[index].place)
                    if actAtPosition[reply]?.kind?.phase == .proposeTalks { act.acceptsProposal = true }
                }
            }
            indexOfPosition[item.position] = entries.count
            append(
                Entry(
                    position: item.position, dispute: event.dispute, place: act.place, target: act.target,
                    isApplied: isOpening))
            if isOpening {
                append(Opening(event, position: item.position))
            } else {
                actAtPosition[item.position] = act
                added.append(act)
            }
        }
        finish(adding: added)
        return true
    }
}
