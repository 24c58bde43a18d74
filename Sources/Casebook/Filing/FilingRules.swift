import CanonicalJSON
import DisputeModel
import Projections

/// The queries that the recording rules make, answered from the record as known at recording.
protocol FilingRecord {
    /// The position of the event with this id; nil if there is none.
    func position(of id: String) throws -> Int?
    func dispute(at position: Int) throws -> String?
    /// Whether the first event was recorded before the second, in the log that the events come from.
    func isEarlier(_ position: Int, than other: Int) -> Bool
    func isOpen(_ dispute: String) throws -> Bool
    /// All dispute names, for suggesting a similar one.
    func disputes() throws -> [String]
    /// The event with the corrections, added sources and marking changes that count.
    func known(_ position: Int) throws -> Event?
    /// The event with the corrections that count, and no other changes.
    func corrected(_ position: Int) throws -> Event?
    /// The event's place (section 2), and whether the event is retracted.
    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)?
}

extension FilingRecord {
    /// What `corrected` applies.
    func isCorrection(_ recordEvent: Event, at position: Int) -> Bool {
        recordEvent.recordKind == .correction
    }

    /// The place of an act (section 2), computed from texts: the latest own place of the act and of all that it
    /// responds to, directly or indirectly. Not recursive, since chains of replies can be long.
    ///
    /// - Parameters:
    ///   - position: the act's position in the log.
    ///   - known: gives an event as known; nil for one that is left out of account.
    ///   - isFollowed: decides whether an event that another responds to counts.
    func latestOwnPlace(
        from position: Int, _ known: (_ position: Int) throws -> Event?,
        isFollowed: (_ position: Int) throws -> Bool
    ) throws -> Instant? {
        var latest: Instant?
        var pending = [position]
        var seen: Set<Int> = []
        while let next = pending.popLast() {
            guard seen.insert(next).inserted, let event = try known(next) else { continue }
            let place = event.ownPlace
            latest = max(latest ?? place, place)
            guard !event.isRecord else { continue }
            for reply in event.inResponseTo {
                if let other = try self.position(of: reply), try isFollowed(other) { pending.append(other) }
            }
        }
        return latest
    }
}

/// Checks an event against the record before it is recorded, as section 1 of the rules requires.
struct FilingRules<Record: FilingRecord> {
    let form: EventForm
    let record: Record

    /// Checks the form of an event and its references. Throws `FilingError` if it must not be recorded.
    ///
    /// - Parameters:
    ///   - firstTime: when the event is or was first recorded.
    ///   - isFromElsewhere: whether the event comes from another log. That log's state at the time is unknown, so
    ///     nothing is refused that depends only on the state of this log.
    func check(_ event: Event, firstTime: Instant, isFromElsewhere: Bool = false) throws {
        try form.check(event)
        try checkAgainstRecord(event, firstTime: firstTime, isFromElsewhere: isFromElsewhere)
    }

    /// Checks an event whose form has been checked already.
    func checkAgainstRecord(_ event: Event, firstTime: Instant, isFromElsewhere: Bool) throws {
        let kind = event.kind
        if kind?.recordKind == .opening {
            try checkOpening(event)
        } else if try !record.isOpen(event.dispute) {
            throw FilingError.unknownDispute(
                event.dispute, suggestions: nearest(event.dispute, among: try record.disputes()))
        }
        let replies = try references(event, "inResponseTo")
        _ = try references(event, "about")
        if kind?.isRecord ?? false {
            if let day = event.details["effective"]?.string.flatMap({ Day($0) }), day > firstTime.day {
                throw FilingError.effectiveInFuture(day.description)
            }
            if let target = event.target { try checkTarget(target, of: event, isFromElsewhere) }
        } else {
            try checkPlace(event, isFromElsewhere ? [] : replies, firstTime)
        }
    }

    private func checkOpening(_ event: Event) throws {
        if try record.isOpen(event.dispute) { throw FilingError.alreadyOpen(event.dispute) }
        if let parent = DisputeID(event.dispute)?.parent, try !record.isOpen(parent.text) {
            throw FilingError.noParent(dispute: event.dispute, parent: parent.text)
        }
    }

    /// The positions of the events that a key names. They must be of the same dispute, its parent or its direct
    /// sub-disputes, and earlier than `limit` if that is given.
    private func references(_ event: Event, _ key: String, before limit: Int? = nil) throws -> [Int] {
        try (event.fields[key]?.strings ?? []).map { reference in
            guard let position = try record.position(of: reference) else {
                throw FilingError.noSuchEvent(key: key, reference: reference, dispute: event.dispute)
            }
            guard limit.map({ record.isEarlier(position, than: $0) }) ?? true,
                let dispute = try record.dispute(at: position), DisputeID.mayRefer(event.dispute, to: dispute)
            else {
                throw FilingError.noSuchEvent(key: key, reference: "#\(position)", dispute: event.dispute)
            }
            return position
        }
    }

    /// An act must not be later than today, anywhere on earth.
    private func checkPlace(_ event: Event, _ replies: [Int], _ firstTime: Instant) throws {
        guard event.standing != .hedged else { return }
        var place = event.occurred?.ownPlace ?? firstTime.day.start
        for reply in replies {
            if let other = try record.place(of: reply), !other.isRetracted { place = max(place, other.place) }
        }
        guard place <= firstTime.inEarliestZone else {
            throw FilingError.notYet(place: place, recordedAt: firstTime)
        }
    }

    private func checkTarget(_ target: String, of event: Event, _ isFromElsewhere: Bool) throws {
        guard let position = try record.position(of: target) else {
            throw FilingError.noSuchEvent(key: "target", reference: target, dispute: event.dispute)
        }
        guard try record.dispute(at: position) == event.dispute, let known = try record.known(position) else {
            throw FilingError.noSuchEvent(key: "target", reference: "#\(position)", dispute: event.dispute)
        }
        let isAct = !known.isRecord
        let name = known.kindName
        func refuse(_ needs: String) -> FilingError {
            .wrongTarget(
                kind: event.kindName, target: "#\(position), \(FilingError.article(name))", needs: needs)
        }
        switch event.recordKind {
        case .retraction:
            if known.recordKind == .opening {
                throw refuse("another event; close a dispute that was opened by mistake")
            }
        case .replyAssessment:
            guard isAct, isFromElsewhere || known.kind?.reply == .answers || known.kind?.reply == .accepts
            else { throw refuse("an act that answers or accepts") }
        case .sourceAdded: if !isAct { throw refuse("an act") }
        case .correction:
            try checkCorrection(event, of: position, isAct: isAct, isFromElsewhere, refuse)
        case .markingChanged, .opening, .closing, .reopening, .statusAssessment, nil: break
        }
    }

    /// The corrected event must be one that could have been recorded at the target's position.
    private func checkCorrection(
        _ correction: Event, of position: Int, isAct: Bool, _ isFromElsewhere: Bool,
        _ refuse: (String) -> FilingError
    ) throws {
        guard let known = try record.corrected(position) else { return }
        if !isAct {
            guard known.recordKind == .opening else {
                throw refuse("an act, or the opening of the dispute")
            }
            for key in correction.details["fields"]?.object?.keys ?? [] where key != "details" {
                throw FilingError.notAllowed(
                    key: "details.fields.\(key)", kind: "correction",
                    because: "only the details of an opening can be corrected")
            }
        }
        let corrected = known.amended(by: correction)
        func staysAct() throws {
            if isAct, corrected.isRecord { throw FilingError.actStaysAct(corrected.kindName) }
        }
        if isFromElsewhere { return try staysAct() }
        do {
            try form.check(corrected)
            try staysAct()
            guard isAct else { return }
            let replies = try references(corrected, "inResponseTo", before: position)
            _ = try references(corrected, "about", before: position)
            try checkPlace(corrected, replies, corrected.firstTime ?? Instant(milliseconds: 0))
        } catch let error as FilingError {
            if case .actStaysAct = error { throw error }
            throw FilingError.correctionInvalid(error)
        }
    }
}
