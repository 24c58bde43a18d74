import CanonicalJSON
import DisputeModel
import Projections

/// What the rules of filing ask of the record, as it is known when an event is filed.
protocol FilingRecord {
    /// The event that an id names; nil where there is none.
    func position(of id: String) throws -> Int?
    func dispute(at position: Int) throws -> String?
    /// Whether the one was recorded before the other in the log that the events are of.
    func isEarlier(_ position: Int, than other: Int) -> Bool
    func isOpen(_ dispute: String) throws -> Bool
    /// Of all disputes, for a name that is near to one of them.
    func disputes() throws -> [String]
    /// An event with the corrections, sources and markings that remain.
    func known(_ position: Int) throws -> Event?
    /// An event with the corrections that remain, and nothing else.
    func corrected(_ position: Int) throws -> Event?
    /// Where an act stands, and whether it is retracted.
    func place(of position: Int) throws -> (place: Instant, isRetracted: Bool)?
}

/// What section 1 of the rules refuses at recording: checks an event against the record before it is filed.
struct FilingRules<KnownEvents: FilingRecord> {
    let form: EventForm
    let record: KnownEvents

    /// Throws `FilingError` where the event cannot be filed.
    ///
    /// - Parameters:
    ///   - firstTime: when it is, or was, recorded first.
    ///   - isFromElsewhere: it came from another log, whose record at that time is not to be had: what only the state of this
    ///     one would refuse is let through.
    func check(_ event: Event, firstTime: Instant, isFromElsewhere: Bool = false) throws {
        try form.check(event)
        try checkAgainstRecord(event, firstTime: firstTime, isFromElsewhere: isFromElsewhere)
    }

    /// The same of an event of which the form has been checked.
    func checkAgainstRecord(_ event: Event, firstTime: Instant, isFromElsewhere: Bool) throws {
        let kind = event.kind
        if kind?.name == "dispute-opened" {
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

    /// The positions of the events that a key names: of the same dispute, its parent or its own sub-disputes, and
    /// earlier in the log.
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

    /// An act may be today anywhere on earth, and not later.
    private func checkPlace(_ event: Event, _ replies: [Int], _ firstTime: Instant) throws {
        guard event.standing != .hedged else { return }
        var place = event.occurred?.ownPlace ?? firstTime.day.start
        for reply in replies {
            if let other = try record.place(of: reply), !other.isRetracted { place = max(place, other.place) }
        }
        guard place.milliseconds - firstTime.milliseconds <= 14 * 3_600_000 else {
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
        let isAct = !(known.kind?.isRecord ?? false)
        let name = known.kindName
        func refuse(_ needs: String) -> FilingError {
            .wrongTarget(
                kind: event.kindName, target: "#\(position), \(FilingError.article(name))", needs: needs)
        }
        switch event.kindName {
        case "retraction":
            if name == "dispute-opened" {
                throw refuse("another event; a dispute that was opened by mistake is closed")
            }
        case "reply-assessment":
            guard isAct, isFromElsewhere || known.kind?.reply == .answers || known.kind?.reply == .accepts
            else { throw refuse("an act that answers or accepts") }
        case "source-added": if !isAct { throw refuse("an act") }
        case "correction":
            try checkCorrection(event, of: position, isAct: isAct, isFromElsewhere, refuse)
        default: break
        }
    }

    /// The event as corrected must be one that could have been recorded at the target's place in the log.
    private func checkCorrection(
        _ correction: Event, of position: Int, isAct: Bool, _ isFromElsewhere: Bool,
        _ refuse: (String) -> FilingError
    ) throws {
        guard let known = try record.corrected(position) else { return }
        if !isAct {
            guard known.kindName == "dispute-opened" else {
                throw refuse("an act, or the opening of the dispute")
            }
            for key in correction.details["fields"]?.object?.keys ?? [] where key != "details" {
                throw FilingError.notAllowed(
                    key: "details.fields.\(key)", kind: "correction",
                    because: "of an opening only details can be replaced")
            }
        }
        let corrected = known.amended(by: correction)
        func staysAct() throws {
            if isAct, corrected.kind?.isRecord ?? false { throw FilingError.actStaysAct(corrected.kindName) }
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
            throw FilingError.correctionInvalid(error.problem)
        }
    }
}
