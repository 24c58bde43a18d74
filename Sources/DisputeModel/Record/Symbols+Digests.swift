import CanonicalJSON

extension Symbols {
    /// The digest of a parsed event.
    package mutating func digest(_ whole: Event, at position: Int) -> EventDigest {
        // The event may have had a digest before an amendment: drop what was stored with it.
        forgetRarity(at: position)
        let kind = whole.kind
        let occurred = whole.occurred
        let order = CourseOrder(
            place: whole.ownPlace, firstTime: whole.firstTime ?? Instant(milliseconds: 0), position: position)
        return digest(
            at: order, id: EventID(whole.id) ?? .none, dispute: whole.dispute, kindName: whole.kindName,
            kind: kind, standing: whole.standing, actors: parties(whole.actors),
            addressees: parties(whole.addressees),
            reporter: whole.standing == .claimed ? whole.reporter : nil,
            replies: whole.inResponseTo.compactMap { EventID($0) },
            target: whole.target.flatMap { EventID($0) }, origin: whole.origin?.id,
            isConditional: whole.condition != nil, expectsReply: whole.expectsReply, due: whole.due,
            outcome: (kind?.detail).flatMap { whole.details[$0.key]?.string }.map { Outcome($0) } ?? .other,
            latestDay: occurred?.latest?.day, hasBeginning: occurred?.earliest != nil)
    }

    /// Makes a digest from its parts. `actors` and `addressees` are numbers of lists of parties.
    package mutating func digest(
        at order: CourseOrder, id: EventID, dispute: String, kindName: String, kind: Kind?,
        standing: Standing, actors: UInt32, addressees: UInt32, reporter: Party?, replies: [EventID],
        target: EventID?, origin: EventID?, isConditional: Bool, expectsReply: Bool?, due: Due?,
        outcome: Outcome, latestDay: Day?, hasBeginning: Bool
    ) -> EventDigest {
        var event = EventDigest(position: order.position)
        (event.id, event.place, event.firstTime) = (id, order.place, order.firstTime)
        event.dispute = self.dispute(dispute)
        (event.actors, event.addressees) = (actors, addressees)
        event.due = self.due(due)
        if let number = kind.flatMap({ Vocabulary.number(of: $0.name) }) { event.kindNumber = UInt8(number) }
        (event.standing, event.outcome) = (standing, outcome)
        (event.isConditional, event.expectsReply) = (isConditional, expectsReply)
        (event.latestDay, event.hasBeginning) = (latestDay, hasBeginning)
        event.references = UInt32(references.count)
        for id in replies { add(id) }
        event.shortReplyCount = UInt8(clamping: replies.count)
        if replies.count >= UInt8.max { note(&event) { $0.replyCount = replies.count } }
        if let target {
            add(target)
            event.hasTarget = true
        }
        if let origin {
            event.hasOrigin = true
            note(&event) { $0.origin = origin }
        }
        if kindName != kind?.name ?? "" { note(&event) { $0.kindName = kindName } }
        if let reporter { note(&event) { $0.reporter = reporter } }
        return event
    }
}
