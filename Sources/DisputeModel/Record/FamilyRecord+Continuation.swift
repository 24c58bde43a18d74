extension FamilyRecord {
    /// A record that was kept, to be carried on.
    package init(entries: [Entry], openings: [Opening], acts: [Act]) {
        self.init([], text: { _ in nil })
        restore(entries, openings, acts)
    }

    /// Whether an event of this kind changes what is known of earlier ones, so that nothing kept from before it serves.
    package static func changesTheRecord(_ kind: Kind?) -> Bool {
        guard let kind, kind.isRecord else { return false }
        return switch kind.name {
        case "correction", "retraction", "source-added", "marking-changed": true
        default: false
        }
    }

    /// Whether the event may change a step of the fold, or where one stands. A marking, or a source that raises no claim to
    /// an assertion, changes what is shown of its target and no more.
    package static func changesTheFold(_ event: LoggedEvent) -> Bool {
        switch event.act.kind?.name {
        case "marking-changed": false
        case "source-added": event.event?.details["standing"] != nil
        default: changesTheRecord(event.act.kind)
        }
    }

    /// Carries the record on with the events that follow in the log.
    ///
    /// `position` finds an earlier event by its id. False where one of them changes what is known of earlier events: then
    /// the record is of no use, and must be made anew from the texts.
    package mutating func carryOn(
        _ logged: [LoggedEvent], position: (EventID) throws -> Int?
    ) rethrows -> Bool {
        guard !logged.isEmpty else { return true }
        var added: [Act] = []
        var indexOfPosition: [Int: Int] = [:]
        var proposals: Set<Int> = []
        for (index, entry) in entries.enumerated() { indexOfPosition[entry.position] = index }
        for act in acts where act.kind?.phase == .proposeTalks { proposals.insert(act.position) }
        for item in logged {
            if Self.changesTheRecord(item.act.kind) { return false }
            let isOpening = Self.isApplied(item.act.kind)
            var act = item.act
            act.replies = try item.replies.compactMap(position)
            act.target = try item.target.flatMap(position)
            if !act.isRecord {
                for reply in act.replies {
                    guard let index = indexOfPosition[reply], !entries[index].isRetracted else { continue }
                    act.follow(entries[index].place, proposesTalks: proposals.contains(reply))
                }
            }
            indexOfPosition[item.position] = entries.count
            append(
                Entry(
                    position: item.position, dispute: item.dispute, place: act.place,
                    firstTime: act.firstTime, target: act.target, origin: item.origin?.id,
                    isApplied: isOpening))
            if isOpening, let event = item.event {
                append(Opening(event, position: item.position))
            } else {
                if act.kind?.phase == .proposeTalks { proposals.insert(act.position) }
                added.append(act)
            }
        }
        finish(adding: added)
        return true
    }
}
