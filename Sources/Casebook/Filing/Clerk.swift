import CanonicalJSON
import DisputeModel
import EventLog
import GRDB

/// Checks an event against the record before it is filed: what section 1 of the rules refuses at recording.
struct Clerk {
    let db: Database
    let schema: ProjectionSchema
    let form: EventForm

    private var log: Log { Log(db) }
    private var record: Record { Record(db, schema) }

    /// Throws `FilingError` where the event cannot be filed at this time.
    func check(_ event: Event, at recordedAt: Instant) throws {
        try form.check(event)
        let kind = event.kind
        if kind?.name == "dispute-opened" {
            try checkOpening(event)
        } else if try !exists(event.dispute) {
            throw FilingError.unknownDispute(
                event.dispute, suggestions: nearest(event.dispute, among: try disputes()))
        }
        let replies = try references(event, "inResponseTo", before: .max)
        _ = try references(event, "about", before: .max)
        if kind?.isRecord ?? false {
            if let day = event.details["effective"]?.string.flatMap({ Day($0) }), day > recordedAt.day {
                throw FilingError.effectiveInFuture(day.description)
            }
            if let target = event.target { try checkTarget(target, of: event) }
        } else {
            try checkPlace(event, replies, recordedAt)
        }
    }

    private func exists(_ dispute: String) throws -> Bool {
        try FamilyStore(db: db, schema: schema).number(of: dispute) != nil
    }

    private func disputes() throws -> [String] {
        try String.fetchAll(db, sql: "SELECT id FROM \(schema.dispute)")
    }

    private func checkOpening(_ event: Event) throws {
        if try exists(event.dispute) { throw FilingError.alreadyOpen(event.dispute) }
        if let parent = DisputeID(event.dispute)?.parent, try !exists(parent.text) {
            throw FilingError.noParent(dispute: event.dispute, parent: parent.text)
        }
    }

    /// The positions of the events that a key names: of the same dispute, its parent or its own sub-disputes, and
    /// earlier in the log.
    private func references(_ event: Event, _ key: String, before limit: Int) throws -> [Int] {
        try (event.fields[key]?.strings ?? []).map { reference in
            guard let position = try position(of: reference), position < limit,
                let stream = try log.stream(at: position), DisputeID.mayRefer(event.dispute, to: stream)
            else { throw FilingError.noSuchEvent(key: key, reference: reference, dispute: event.dispute) }
            return position
        }
    }

    private func position(of reference: String) throws -> Int? {
        try EventID(reference).flatMap { try log.position(ofID: $0.bytes) }
    }

    /// An act may be today anywhere on earth, and not later.
    private func checkPlace(_ event: Event, _ replies: [Int], _ recordedAt: Instant) throws {
        guard event.standing != .hedged else { return }
        var place = event.occurred?.ownPlace ?? recordedAt.day.start
        for reply in replies {
            if let other = try record.place(of: reply), !other.isRetracted { place = max(place, other.place) }
        }
        guard place.milliseconds - recordedAt.milliseconds <= 14 * 3_600_000 else {
            throw FilingError.notYet(place: place.description, recordedAt: recordedAt.description)
        }
    }

    private func checkTarget(_ target: String, of event: Event) throws {
        guard let position = try position(of: target), try log.stream(at: position) == event.dispute,
            let known = try record.asKnown(position)
        else { throw FilingError.noSuchEvent(key: "target", reference: target, dispute: event.dispute) }
        let isAct = !(known.kind?.isRecord ?? false)
        let name = known.kindName
        func refuse(_ needs: String) -> FilingError {
            .wrongTarget(kind: event.kindName, target: "#\(position), a \(name)", needs: needs)
        }
        switch event.kindName {
        case "retraction":
            if name == "dispute-opened" {
                throw refuse("another event; a dispute opened by mistake is closed with `chancery close`")
            }
        case "reply-assessment":
            guard isAct, known.kind?.reply == .answers || known.kind?.reply == .accepts else {
                throw refuse("an act that answers or accepts")
            }
        case "source-added": if !isAct { throw refuse("an act") }
        case "correction": try checkCorrection(event, of: position, isAct: isAct, refuse)
        default: break
        }
    }

    /// The event as corrected must be one that could have been recorded at the target's place in the log.
    private func checkCorrection(
        _ correction: Event, of position: Int, isAct: Bool, _ refuse: (String) -> FilingError
    ) throws {
        guard let known = try record.asKnown(position, onlyCorrections: true) else { return }
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
        do {
            try form.check(corrected)
        } catch {
            throw FilingError.correctionInvalid(error.sentences.problem)
        }
        if isAct, corrected.kind?.isRecord ?? false { throw FilingError.actStaysAct(corrected.kindName) }
        if isAct {
            do {
                let replies = try references(corrected, "inResponseTo", before: position)
                _ = try references(corrected, "about", before: position)
                try checkPlace(corrected, replies, corrected.recordedAt ?? Instant(milliseconds: 0))
            } catch let error as FilingError {
                throw FilingError.correctionInvalid(error.sentences.problem)
            }
        }
    }
}
