import CanonicalJSON

extension Symbols {
    /// The digest of an event that has been read as a whole.
    package mutating func digest(_ whole: Event, at position: Int) -> EventDigest {
        var event = EventDigest(position: position)
        // Of an event that is known otherwise now, nothing of what it was is left.
        forgetRarity(at: position)
        let kind = whole.kind
        let occurred = whole.occurred
        if let id = EventID(whole.id) { event.id = id }
        event.firstTime = whole.firstTime ?? Instant(milliseconds: 0)
        event.place = whole.ownPlace
        event.latestDay = occurred?.latest?.day
        event.hasBeginning = occurred?.earliest != nil
        event.dispute = dispute(whole.dispute)
        event.actors = parties(whole.fields["actors"])
        event.addressees = parties(whole.fields["addressees"])
        event.due = due(whole.fields["due"])
        if let number = kind.flatMap({ Vocabulary.number(of: $0.name) }) { event.kindNumber = UInt8(number) }
        event.standing = whole.standing
        event.isConditional = whole.condition != nil
        event.expectsReply = whole.expectsReply
        event.outcome = (kind?.detail).flatMap { whole.details[$0]?.string }.map { Outcome($0) } ?? .other
        event.references = UInt32(references.count)
        let replies = whole.inResponseTo.compactMap { EventID($0) }
        for id in replies { add(id) }
        event.shortReplyCount = UInt8(clamping: replies.count)
        if replies.count >= UInt8.max { note(&event) { $0.replyCount = replies.count } }
        if let target = whole.target.flatMap({ EventID($0) }) {
            add(target)
            event.hasTarget = true
        }
        if let origin = whole.origin {
            event.hasOrigin = true
            note(&event) { $0.origin = origin.id }
        }
        if kind?.name != whole.kindName { note(&event) { $0.kindName = whole.kindName } }
        if event.standing == .claimed, let party = whole.reporter { note(&event) { $0.reporter = party } }
        return event
    }
}

extension Symbols {
    /// The digest of an event of which each part is known.
    package mutating func digest(
        at order: CourseOrder, id: EventID, dispute: String, kindName: String, kind: Kind?,
        standing: Standing, actors: [Party], addressees: [Party], reporter: Party?, replies: [EventID],
        target: EventID?, origin: EventID?, isConditional: Bool, expectsReply: Bool?, due: Due?,
        outcome: Outcome, latestDay: Day?, hasBeginning: Bool
    ) -> EventDigest {
        var event = EventDigest(position: order.position)
        (event.id, event.place, event.firstTime) = (id, order.place, order.firstTime)
        event.dispute = self.dispute(dispute)
        event.actors = parties(Self.list(actors))
        event.addressees = parties(Self.list(addressees))
        event.due = self.due(due?.json)
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

    private static func list(_ parties: [Party]) -> JSON? {
        parties.isEmpty ? nil : .array(parties.map { .string($0.reference) })
    }
}
