import DisputeModel
import EventLog

/// An act or record event that was filed and is not yet in its dispute's course, with what it names.
struct PendingAct {
    /// At the place of section 2.
    private(set) var event: EventDigest
    /// The number of its dispute.
    let dispute: Int
    /// It stands later than its own text says.
    private(set) var isMoved = false
    /// One of the acts that it responds to proposes talks, and counts.
    private(set) var acceptsProposal = false
    /// The positions of the events that its `inResponseTo` names; those of its own family.
    private(set) var named: [Int] = []
    /// That of the event that a record event is about.
    let target: Int?

    /// - Parameter family: its own.
    init(
        _ event: EventDigest, of family: String, _ dispute: Int, _ target: Int?, _ projector: Projector
    ) throws {
        self.event = event
        self.dispute = dispute
        self.target = target
        for id in projector.scanner.symbols.replies(of: event) {
            guard let position = try projector.log.position(ofID: id.bytes),
                let subject = try projector.subject(position, of: family)
            else { continue }
            named.append(position)
            guard !event.isRecord, !subject.isRetracted else { continue }
            if subject.place > self.event.place {
                self.event.place = subject.place
                isMoved = true
            }
            if subject.proposesTalks { acceptsProposal = true }
        }
    }
}

/// What an act asks of an event that it names.
struct Subject {
    let place: Instant
    let proposesTalks: Bool
    let isRetracted: Bool
    let family: String
}

/// The subjects that were asked for last.
struct SubjectCache {
    private var subjects: [Int: Subject] = [:]

    subscript(position: Int) -> Subject? {
        get { subjects[position] }
        set {
            if subjects.count >= 20_000 { subjects = [:] }
            subjects[position] = newValue
        }
    }
}

extension Projector {
    /// What is known of an event now; nil where it is of another family.
    func subject(_ position: Int, of family: String) throws -> Subject? {
        let subject = try subjects[position] ?? readSubject(position)
        subjects[position] = subject
        return subject.flatMap { $0.family == family ? $0 : nil }
    }

    /// An act that was taken in may be named by the next.
    func note(_ act: PendingAct, of family: String) {
        subjects[act.event.position] = Subject(
            place: act.event.place, proposesTalks: act.event.effects.phase == .proposeTalks,
            isRetracted: false, family: family)
    }

    /// The positions of the events that an event names in its `inResponseTo`, as known.
    func named(by position: Int) throws -> Set<Int> {
        let event = try KnownEvents(store.db, schema).asKnown(position)
        return Set(
            try (event?.inResponseTo ?? []).compactMap { id in
                try EventID(id).flatMap { try log.position(ofID: $0.bytes) }
            })
    }

    private func readSubject(_ position: Int) throws -> Subject? {
        let record = KnownEvents(store.db, schema)
        guard let stream = try log.stream(at: position) else { return nil }
        let standing = try record.standing(of: position)
        let isAmended = try record.isAmended(position)
        let known = isAmended ? try record.asKnown(position) : nil
        guard let text = try known?.text ?? log.text(at: position) else { return nil }
        let event = scanner.scan(text, at: position)
        let isApplied = event.effects.record?.isApplied ?? false
        return Subject(
            place: standing?.place ?? event.place,
            proposesTalks: !isApplied && event.effects.phase == .proposeTalks,
            isRetracted: standing?.isRetracted ?? false, family: DisputeID.family(of: stream))
    }
}
